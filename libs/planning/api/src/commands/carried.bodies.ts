import type { BusinessDate, CustomerId, EmployeeId } from '@zongheng/kernel';
import { minorMax } from '@zongheng/kernel';
import {
  DateField,
  IdField,
  idKind,
  IntegerField,
  KeyField,
  ListField,
  ObjectField,
  OneOf,
  PerMilleField,
  TextField,
} from '@zongheng/nest-kit';
import { type Owed, owedThings } from '@zongheng/planning-events';
import { AimFields } from './plan.bodies.ts';

class CarriedTermsFields {
  @TextField(200)
  readonly title!: string;

  @IdField()
  readonly responsible!: EmployeeId;

  @DateField()
  readonly deadline!: BusinessDate;

  @ListField(idKind, { max: 50 })
  readonly collaborators!: readonly EmployeeId[];

  @ListField(idKind, { max: 50 })
  readonly products!: readonly string[];

  @ListField(idKind, { max: 200 })
  readonly customers!: readonly CustomerId[];

  @KeyField({ optional: true })
  readonly metric?: string;
}

class CarriedActionFields {
  @IdField()
  readonly action!: string;

  @ObjectField(() => CarriedTermsFields)
  readonly terms!: CarriedTermsFields;

  @PerMilleField()
  readonly progress!: number;

  @TextField(500, { optional: true })
  readonly blocked?: string;
}

class CarriedCorrectionFields {
  @IdField()
  readonly correction!: string;

  @TextField(1000)
  readonly decision!: string;

  @IdField()
  readonly responsible!: EmployeeId;

  @DateField()
  readonly deadline!: BusinessDate;

  @KeyField({ optional: true })
  readonly metric?: string;

  @IdField({ optional: true })
  readonly action?: string;
}

class ShortfallFields extends AimFields {
  @IntegerField({ min: 0, max: minorMax })
  readonly amount!: number;
}

export class ReceiveCarryOverBody {
  @IdField()
  readonly from!: string;

  @ListField(() => CarriedActionFields, { max: 500 })
  readonly actions!: readonly CarriedActionFields[];

  @ListField(() => CarriedCorrectionFields, { max: 500 })
  readonly corrections!: readonly CarriedCorrectionFields[];

  @ListField(() => ShortfallFields, { max: 200 })
  readonly shortfall!: readonly ShortfallFields[];
}

export class RemindPlanBody {
  @OneOf(owedThings)
  readonly owed!: Owed;

  @IntegerField({ min: 1, max: 9 })
  readonly level!: number;

  @DateField()
  readonly due!: BusinessDate;

  @DateField()
  readonly since!: BusinessDate;

  @IntegerField({ min: 0, max: 1_000_000 })
  readonly policy!: number;
}
