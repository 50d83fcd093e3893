import {
  type CustomerKind,
  customerKinds,
  type DuplicateAction,
  duplicateActions,
  type LifecycleStage,
  lifecycleStages,
  type Standing,
  standings,
} from '@zongheng/customers-events';
import type { EmployeeId, Labels, RegionId, UnitId } from '@zongheng/kernel';
import {
  attributeKind,
  IdField,
  IntegerField,
  KeyField,
  keyKind,
  ListField,
  MapField,
  ObjectField,
  OneOf,
  oneOfKind,
  TextField,
} from '@zongheng/nest-kit';

export class SourceRecordFields {
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

  @TextField(64, {
    optional: true,
    description: 'The number that names it to the state: the ID number of a person, the tax code of others; nobody else may have it',
    example: '91330200MA2AEXAMPLE',
  })
  readonly identity?: string;

  @ObjectField(() => SourceRecordFields, { optional: true, description: 'The record it came from' })
  readonly reference?: SourceRecordFields;

  @OneOf(duplicateActions, {
    optional: true,
    description: 'What is done where it looks like a customer who is there (default: the rule in force for what comes from another system)',
    example: 'ask',
  })
  readonly duplicates?: DuplicateAction;
}

export class AbandonRegistrationBody {
  @TextField(500)
  readonly reason!: string;
}

export class CloseIdentityClaimBody {
  @IdField({ description: 'The identity’s stream' })
  readonly identity!: string;

  @IntegerField({ min: 1, max: 1_000_000_000 }, { description: 'Which reservation of it' })
  readonly reservation!: number;
}

export class RecordIdentityBody {
  @TextField(64, { optional: true, description: 'The number; left out: it has none any more', example: '91330200MA2AEXAMPLE' })
  readonly identity?: string;
}

export class SetCustomerAttributesBody {
  @MapField(attributeKind, { optional: true, max: 1000, description: 'Values by attribute', example: { 员工人数: 4200 } })
  readonly set?: Readonly<Record<string, string | number | boolean>>;

  @ListField(keyKind, { optional: true, max: 1000, description: 'Attributes to forget' })
  readonly remove?: readonly string[];
}

export class ChangeLifecycleStageBody {
  @OneOf(lifecycleStages, { description: 'The stage it enters', example: 'retained' })
  readonly stage!: LifecycleStage;

  @TextField(500, { optional: true, description: 'Why; needed where the customer left' })
  readonly reason?: string;
}

export class FollowWonDealBody {
  @IdField()
  readonly opportunity!: string;
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
