import { attributesDecider } from '@zongheng/customers-domain';
import { type AttributeOf, attributeSubjects } from '@zongheng/customers-events';
import { type AttributeKind, attributeKinds } from '@zongheng/kernel';
import {
  aggregateCommands,
  defineAggregate,
  FlagField,
  KeyField,
  keyKind,
  LabelField,
  type LabelFields,
  ListField,
  OneOf,
} from '@zongheng/nest-kit';

/** The catalogue of typed attributes is decided in one stream. */
export const attributesAggregate = defineAggregate({
  category: 'attributes',
  decider: attributesDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});

export class DefineAttributeBody {
  @OneOf(attributeSubjects, { description: 'What it is an attribute of', example: 'opportunity' })
  readonly subject!: AttributeOf;

  @KeyField({ description: 'Its key', example: 'voltage' })
  readonly attribute!: string;

  @OneOf(attributeKinds, { description: 'What values it takes', example: 'choice' })
  readonly kind!: AttributeKind;

  @LabelField({ description: 'What it is called', example: { zh: '电压等级', en: 'Voltage level' } })
  readonly label!: LabelFields;

  @ListField(keyKind, { optional: true, max: 500, description: 'The keys a choice may take', example: ['10kV', '35kV'] })
  readonly choices?: readonly string[];

  @FlagField({ optional: true, description: 'Whether its values are personal data (default no)' })
  readonly personal?: boolean;
}

export const attributesCommands = aggregateCommands(
  { aggregate: attributesAggregate, collection: 'attributes', singleton: 'main', title: { zh: '属性目录', en: 'Attribute catalogue' } },
  (command) => [
    command('DefineAttribute', DefineAttributeBody, {
      verb: 'define',
      summary: { zh: '定义属性', en: 'Define a typed attribute' },
      prepare: (body) => ({ ...body, choices: body.choices ?? [], personal: body.personal ?? false }),
    }),
  ],
);
