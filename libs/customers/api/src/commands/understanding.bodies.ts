import {
  type Channel,
  channels,
  type ConsentChannel,
  consentChannels,
  type ConsentPurpose,
  consentPurposes,
  type RelationshipKind,
  relationshipKinds,
  type Weekday,
  weekdays,
} from '@zongheng/customers-events';
import type { BusinessDate, CustomerId, Labels, Language } from '@zongheng/kernel';
import {
  DateField,
  FlagField,
  IdField,
  ListField,
  ObjectField,
  OneOf,
  oneOfKind,
  TextField,
  ValueField,
  type FieldKind,
} from '@zongheng/nest-kit';

const languages: Labels<Language> = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } };

const clock = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const clockKind: FieldKind = {
  name: 'clock',
  says: 'a time of day HH:MM',
  schema: { type: 'string', pattern: clock.source },
  check: (value) => typeof value === 'string' && clock.test(value),
};

class HoursFields {
  @ValueField(clockKind, { description: 'From', example: '09:00' })
  readonly from!: string;

  @ValueField(clockKind, { description: 'Until', example: '17:30' })
  readonly to!: string;
}

export class SetContactPreferenceBody {
  @ListField(oneOfKind(channels), {
    optional: true,
    max: 9,
    description: 'The channels they like, best first',
    example: ['phone', 'visit'],
  })
  readonly channels?: readonly Channel[];

  @ListField(oneOfKind(channels), { optional: true, max: 9, description: 'The channels they do not want', example: ['fax'] })
  readonly avoid?: readonly Channel[];

  @ObjectField(() => HoursFields, { optional: true, description: 'The hours that suit them' })
  readonly hours?: HoursFields;

  @ListField(oneOfKind(weekdays), { optional: true, max: 7, description: 'The days that suit them (default any)', example: ['tue', 'thu'] })
  readonly days?: readonly Weekday[];

  @OneOf(languages, { optional: true, description: 'The language they like', example: 'zh' })
  readonly language?: Language;
}

export class RecordRelationshipBody {
  @IdField({ description: 'The other customer', example: 'customer-2' })
  readonly other!: CustomerId;

  @OneOf(relationshipKinds, { description: 'What the other is to this one', example: 'parent' })
  readonly kind!: RelationshipKind;

  @FlagField({ optional: true, description: 'Whether it holds from that date on (default yes); no: it ended' })
  readonly holds?: boolean;

  @TextField(500, { optional: true, description: 'What is good to know of it', example: '控股 60%' })
  readonly note?: string;
}

export class GrantConsentBody {
  @OneOf(consentChannels, { description: 'By which way', example: 'email' })
  readonly channel!: ConsentChannel;

  @OneOf(consentPurposes, { description: 'What for', example: 'marketing' })
  readonly purpose!: ConsentPurpose;

  @DateField({ optional: true, description: 'The last day it holds (default: until it is withdrawn)', example: '2028-03-01' })
  readonly until?: BusinessDate;

  @TextField(500, { description: 'How it was given', example: '2026-03-02 签署的同意书' })
  readonly evidence!: string;
}

export class WithdrawConsentBody {
  @OneOf(consentChannels, { description: 'By which way', example: 'email' })
  readonly channel!: ConsentChannel;

  @OneOf(consentPurposes, { description: 'What for', example: 'marketing' })
  readonly purpose!: ConsentPurpose;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}
