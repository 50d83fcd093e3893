import {
  type AttributeKind,
  type BusinessDate,
  canonicalJson,
  type Command,
  type Decider,
  type Decision,
  entryOf,
  firstRefusal,
  type Label,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
} from '@zongheng/kernel';
import { attributeId, type AttributeOf, type AttributesFact } from '@zongheng/customers-events';

export const attributeRefusals = {
  'CUSTOMERS.ATTRIBUTE.KIND_FIXED': {
    kind: 'conflict',
    title: { zh: '属性类型不能改变', en: 'The kind of an attribute stays' },
    remedy: 'define another attribute under another key: values of the old kind are recorded for ever',
  },
  'CUSTOMERS.ATTRIBUTE.PERSONAL_FIXED': {
    kind: 'conflict',
    title: { zh: '个人信息标记不能改变', en: 'Whether an attribute is personal stays' },
    remedy: 'define another attribute under another key: values recorded so far are kept as they were marked',
  },
  'CUSTOMERS.ATTRIBUTE.CHOICES_MISFIT': {
    kind: 'invalid',
    title: { zh: '选项与类型不符', en: 'The choices do not fit the kind' },
    remedy: 'give a choice at least one key, each once; give none to any other kind',
  },
  'CUSTOMERS.ATTRIBUTE.CHOICE_GONE': {
    kind: 'conflict',
    title: { zh: '已有选项不能删除', en: 'A choice does not go' },
    remedy: 'keep the choices there are, as values may stand on them, and add others',
  },
} as const satisfies RefusalTable;

const refuse = refusing(attributeRefusals);

/** An attribute as it stands; `last` is the date of its last definition. */
export interface DefinedAttribute {
  readonly kind: AttributeKind;
  readonly label: Label;
  readonly choices: readonly string[];
  readonly personal: boolean;
  readonly last: BusinessDate;
}
/** All attributes, by `attributeId`. */
export interface AttributesState {
  readonly attributes: Readonly<Record<string, DefinedAttribute>>;
}

export interface DefineAttribute extends Command<'DefineAttribute'> {
  readonly subject: AttributeOf;
  readonly attribute: string;
  readonly kind: AttributeKind;
  readonly label: Label;
  /** The keys a choice may take, in the order in which they are shown; none for the other kinds. */
  readonly choices: readonly string[];
  readonly personal: boolean;
}
export type AttributesCommand = DefineAttribute;

export const attributesDecider: Decider<AttributesState, AttributesCommand, AttributesFact> = {
  initialState: () => ({ attributes: {} }),
  evolve(state, fact) {
    const { subject, attribute, ...definition } = fact.data;
    const id = attributeId(subject, attribute);
    return { attributes: { ...state.attributes, [id]: { ...definition, last: fact.businessDate } } };
  },
  decide(state, command): Decision<AttributesFact> {
    const { subject, attribute, kind, label, choices, personal } = command;
    const before = entryOf(state.attributes, attributeId(subject, attribute));
    if (before && isSame(before, command)) return [];
    const no = firstRefusal(
      choicesFit(command),
      before ? keepsItsPromises(before, command) : null,
      notInFuture(command),
      before ? notBefore(command, before.last) : null,
    );
    if (no) return no;
    const data = { subject, attribute, kind, label: { zh: label.zh, en: label.en }, choices: [...choices], personal };
    return [{ type: 'AttributeDefined', businessDate: command.on, data }];
  },
};

function isSame(before: DefinedAttribute, { kind, label, choices, personal }: DefineAttribute): boolean {
  const { last: _, ...there } = before;
  return canonicalJson(there) === canonicalJson({ kind, label, choices, personal });
}

function choicesFit({ kind, choices }: DefineAttribute): Refusal | null {
  const isFit = kind === 'choice' ? choices.length > 0 && new Set(choices).size === choices.length : choices.length === 0;
  if (isFit) return null;
  return refuse('CUSTOMERS.ATTRIBUTE.CHOICES_MISFIT', `${kind} with ${choices.length} choices, ${new Set(choices).size} different`, {
    field: '/choices',
  });
}

/** What was recorded under an attribute must stay readable under its new definition. */
function keepsItsPromises(before: DefinedAttribute, { kind, choices, personal }: DefineAttribute): Refusal | null {
  if (before.kind !== kind) return refuse('CUSTOMERS.ATTRIBUTE.KIND_FIXED', `it is ${before.kind}`, { field: '/kind' });
  if (before.personal !== personal) {
    return refuse('CUSTOMERS.ATTRIBUTE.PERSONAL_FIXED', `it is ${before.personal ? '' : 'not '}personal`, { field: '/personal' });
  }
  const gone = before.choices.filter((choice) => !choices.includes(choice));
  return gone.length > 0 ? refuse('CUSTOMERS.ATTRIBUTE.CHOICE_GONE', `missing: ${gone.join(', ')}`, { field: '/choices' }) : null;
}
