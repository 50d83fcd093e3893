import { defineEvent, Id, KeyOf, type Labels, personal, Shape, type Static, Text, Type } from '@zongheng/kernel';

/** What a contact person has to say in a purchase. */
export type Influence = 'decides' | 'influences' | 'uses' | 'opens-doors';
export const influences: Labels<Influence> = {
  decides: { zh: '决策者', en: 'Decides' },
  influences: { zh: '影响者', en: 'Influences' },
  uses: { zh: '使用者', en: 'Uses' },
  'opens-doors': { zh: '引荐人', en: 'Opens doors' },
};

/** Someone to talk to at a customer's. */
export const ContactDetails = Shape({
  name: personal(Text()),
  /** What they do there. */
  role: Type.Union([Text(120), Type.Null()]),
  influence: Type.Union([KeyOf(influences), Type.Null()]),
  phone: personal(Type.Union([Text(40), Type.Null()])),
  email: personal(Type.Union([Text(120), Type.Null()])),
  /** Whom to ask for first. */
  primary: Type.Boolean(),
  note: personal(Type.Union([Text(1000), Type.Null()])),
});
export type ContactDetails = Static<typeof ContactDetails>;

export const ContactAdded = defineEvent({
  type: 'ContactAdded',
  version: 1,
  stream: 'customer',
  meaning: { zh: '新增联系人', en: 'A contact person was added to a customer’s file' },
  data: Shape({ contact: Id(), details: ContactDetails }),
});

export const ContactChanged = defineEvent({
  type: 'ContactChanged',
  version: 1,
  stream: 'customer',
  meaning: { zh: '联系人变更', en: 'A contact person’s details changed' },
  data: Shape({ contact: Id(), from: ContactDetails, to: ContactDetails }),
});

export const ContactRemoved = defineEvent({
  type: 'ContactRemoved',
  version: 1,
  stream: 'customer',
  meaning: { zh: '移除联系人', en: 'A contact person is no longer one' },
  data: Shape({ contact: Id(), details: ContactDetails, reason: Type.Union([Text(500), Type.Null()]) }),
});

export const contactEvents = [ContactAdded, ContactChanged, ContactRemoved] as const;
