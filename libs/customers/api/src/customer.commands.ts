import { type CustomerKind, customerKinds, type Standing, standings } from '@zongheng/customers-events';
import { customerDecider } from '@zongheng/customers-domain';
import type { EmployeeId, Labels, RegionId, UnitId } from '@zongheng/kernel';
import {
  aggregateCommands,
  defineAggregate,
  IdField,
  KeyField,
  ListField,
  ObjectField,
  OneOf,
  oneOfKind,
  TextField,
} from '@zongheng/nest-kit';
import { isRegion, unitOf } from './references.ts';

export const customerAggregate = defineAggregate({
  category: 'customer',
  decider: customerDecider,
  orderingKey: (_first, id) => id,
});

class CustomerReferenceFields {
  @KeyField({ description: 'The other system', example: 'billing' })
  readonly system!: string;

  @TextField(200, { description: 'Its key for the record', example: 'C-10086' })
  readonly key!: string;
}

export class RegisterCustomerBody {
  @OneOf(customerKinds, { description: 'Who it is', example: 'enterprise' })
  readonly kind!: CustomerKind;

  @TextField(200, { description: 'The name', example: '宁波海天精密机械有限公司' })
  readonly name!: string;

  @OneOf(standings, { optional: true, description: 'How well it is known (default prospect)', example: 'identified' })
  readonly standing?: Standing;

  @IdField({ optional: true, description: 'The region it is in', example: 'ningbo' })
  readonly region?: RegionId;

  @KeyField({ optional: true, description: 'The segment it belongs to', example: 'manufacturing' })
  readonly segment?: string;

  @IdField({ description: 'The employee who looks after it', example: 'li-na' })
  readonly owner!: EmployeeId;

  @TextField(40, { optional: true, description: 'A phone number', example: '+86 574 5550 0100' })
  readonly phone?: string;

  @TextField(120, { optional: true, description: 'An e-mail address', example: 'office@example.com' })
  readonly email?: string;

  @ObjectField(() => CustomerReferenceFields, { optional: true, description: 'The record it came from' })
  readonly reference?: CustomerReferenceFields;
}

type Clearable = 'region' | 'segment' | 'phone' | 'email';
const clearables: Labels<Clearable> = {
  region: { zh: '区域', en: 'Region' },
  segment: { zh: '客群', en: 'Segment' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '电子邮件', en: 'E-mail' },
};

export class ChangeCustomerDetailsBody {
  @TextField(200, { optional: true, description: 'The new name' })
  readonly name?: string;

  @OneOf(standings, { optional: true, description: 'How well it is known now', example: 'identified' })
  readonly standing?: Standing;

  @IdField({ optional: true, description: 'The region it is in now', example: 'hangzhou' })
  readonly region?: RegionId;

  @KeyField({ optional: true, description: 'The segment it belongs to now' })
  readonly segment?: string;

  @TextField(40, { optional: true, description: 'The new phone number' })
  readonly phone?: string;

  @TextField(120, { optional: true, description: 'The new e-mail address' })
  readonly email?: string;

  @ListField(oneOfKind(clearables), { optional: true, max: 4, description: 'What is to be emptied' })
  readonly clears?: readonly Clearable[];
}

export class AssignCustomerOwnerBody {
  @IdField({ description: 'Who looks after it from now on', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(200, { optional: true, description: 'Why' })
  readonly reason?: string;
}

class OwnershipFields {
  @IdField()
  readonly owner!: EmployeeId;

  @IdField()
  readonly unit!: UnitId;
}

export class HandOverCustomerBody {
  @IdField({ description: 'Whose it must still be' })
  readonly from!: EmployeeId;

  @ObjectField(() => OwnershipFields, { description: 'Whose it is then' })
  readonly to!: OwnershipFields;

  @TextField(200, { optional: true })
  readonly reason?: string;
}

export const customerCommands = aggregateCommands(
  { aggregate: customerAggregate, collection: 'customers', title: { zh: '客户', en: 'Customers' } },
  (command) => [
    command.creates('RegisterCustomer', RegisterCustomerBody, {
      summary: { zh: '客户建档', en: 'Register a customer' },
      async prepare({ kind, owner, reference, ...body }, given) {
        const details = {
          name: body.name,
          standing: body.standing ?? 'prospect',
          region: body.region ?? null,
          segment: body.segment ?? null,
          phone: body.phone ?? null,
          email: body.email ?? null,
        };
        const [ownerUnit, regionKnown] = [await unitOf(given, owner, given.on), await isRegion(given, body.region)];
        return { kind, details, owner, ownerUnit, regionKnown, reference: reference ?? null };
      },
    }),
    command('ChangeCustomerDetails', ChangeCustomerDetailsBody, {
      verb: 'change-details',
      summary: { zh: '变更客户资料', en: 'Change a customer’s details' },
      async prepare({ clears, ...body }, given) {
        const cleared = Object.fromEntries((clears ?? []).map((field) => [field, null]));
        const { name, standing, region, segment, phone, email } = body;
        return { changes: { name, standing, region, segment, phone, email, ...cleared }, regionKnown: await isRegion(given, region) };
      },
    }),
    command('AssignCustomerOwner', AssignCustomerOwnerBody, {
      verb: 'assign-owner',
      summary: { zh: '指定客户负责人', en: 'Give a customer to another owner' },
      prepare: async ({ owner, reason }, given) => ({ owner, ownerUnit: await unitOf(given, owner, given.on), reason: reason ?? null }),
    }),
    command.internal('HandOverCustomer', HandOverCustomerBody, {
      summary: { zh: '随负责人变动移交客户', en: 'Let a customer follow what happened to its owner' },
      prepare: ({ from, to, reason }) => ({ from, to, reason: reason ?? null }),
    }),
  ],
);
