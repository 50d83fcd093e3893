import type { BusinessDate, CustomerId, EmployeeId } from '@zongheng/kernel';
import {
  CountField,
  CurrencyField,
  DateField,
  idKind,
  IdField,
  IntegerField,
  KeyField,
  ListField,
  OneOf,
  PerMilleField,
  TextField,
} from '@zongheng/nest-kit';
import { type CorrectionOutcome, correctionOutcomes } from '@zongheng/planning-events';
import { minorMax } from '@zongheng/kernel';

const amounts = { min: 0, max: minorMax };

export class NothingBody {}

export class AimFields {
  @KeyField({ description: 'The metric, one of GET /v1/plans/metrics', example: 'expected-revenue' })
  readonly metric!: string;

  @KeyField({ optional: true, description: 'Of one product line (default: of all together)', example: 'data-centre' })
  readonly productLine?: string;

  @CurrencyField({ optional: true, description: 'The currency of a metric of money (default: the home currency)', example: 'CNY' })
  readonly currency?: string;
}

export class SetTargetBody extends AimFields {
  @IntegerField(amounts, { description: 'Minor units, pieces or per mille, by the metric', example: 120_000_000 })
  readonly amount!: number;

  @TextField(500, { optional: true, description: 'How it comes about' })
  readonly note?: string;
}

export class ReviseTargetBody extends AimFields {
  @IntegerField(amounts, { description: 'What it is from now on', example: 110_000_000 })
  readonly amount!: number;

  @TextField(500, { description: 'Why', example: '机房交付推迟' })
  readonly reason!: string;
}

export class WithdrawTargetBody extends AimFields {
  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class PartFields {
  @IdField({ optional: true, description: 'A unit below the plan’s unit', example: 'north' })
  readonly unit?: string;

  @IdField({ optional: true, description: 'Or an employee who belongs to it, or below it', example: 'li-na' })
  readonly person?: string;

  @IntegerField(amounts, { optional: true, description: 'What it is to bring; or leave it out, and give weights', example: 60_000_000 })
  readonly amount?: number;

  @CountField({ optional: true, description: 'Its weight: what is to allot is split by weights, exactly', example: 3 })
  readonly weight?: number;
}

export class DecomposeTargetBody extends AimFields {
  @ListField(() => PartFields, { min: 1, max: 1000, description: 'All parts there are from now on, by amounts or by weights' })
  readonly parts!: readonly PartFields[];

  @IntegerField(amounts, { optional: true, description: 'By how much the parts together exceed the target (0)', example: 5_000_000 })
  readonly stretch?: number;
}

export class AllotTargetBody extends AimFields {
  @IntegerField(amounts)
  readonly amount!: number;

  @IdField()
  readonly by!: string;

  @IntegerField({ min: 0, max: 1 })
  readonly released!: number;
}

export class PlanActionBody {
  @IdField({ optional: true, description: 'Its id in the plan (default: the next one)', example: 'renew-harbour' })
  readonly action?: string;

  @TextField(200, { description: 'What is to be done', example: '宁波港专线续约' })
  readonly title!: string;

  @IdField({ optional: true, description: 'Who does it (default: the person whose plan it is, or the head of the unit)', example: 'li-na' })
  readonly responsible?: EmployeeId;

  @DateField({ description: 'By when', example: '2026-12-15' })
  readonly deadline!: BusinessDate;

  @ListField(idKind, { optional: true, max: 50, description: 'Who helps' })
  readonly collaborators?: readonly EmployeeId[];

  @ListField(idKind, { optional: true, max: 50, description: 'The products it is about' })
  readonly products?: readonly string[];

  @ListField(idKind, { optional: true, max: 200, description: 'The customers it is for: those of who does it or helps' })
  readonly customers?: readonly CustomerId[];

  @KeyField({ optional: true, description: 'The metric it is to move', example: 'expected-revenue' })
  readonly metric?: string;
}

export class ActionFields {
  @IdField({ description: 'The action of the plan', example: 'renew-harbour' })
  readonly action!: string;
}

export class ProgressActionBody extends ActionFields {
  @PerMilleField({ description: 'How far it is, per mille', example: 500 })
  readonly progress!: number;

  @TextField(500, { optional: true, description: 'What was done' })
  readonly note?: string;
}

export class ActionNoteBody extends ActionFields {
  @TextField(500, { optional: true, description: 'What was done, or what changed' })
  readonly note?: string;
}

export class ActionReasonBody extends ActionFields {
  @TextField(500, { description: 'Why', example: '等待法务审核' })
  readonly reason!: string;
}

export class CheckProgressBody {
  @DateField({
    optional: true,
    description: 'The date up to which actuals count (default: that of the command, at most the period’s last day)',
  })
  readonly asOf?: BusinessDate;

  @TextField(1000, { optional: true, description: 'What the check showed' })
  readonly note?: string;
}

export class DecideCorrectionBody {
  @IdField({ optional: true, description: 'Its id in the plan (default: the next one)', example: 'more-presales' })
  readonly correction?: string;

  @CountField({ optional: true, description: 'The check it answers (default: the last one)', example: 1 })
  readonly check?: number;

  @TextField(1000, { description: 'What is to change', example: '增派售前，一周内完成三家港口拜访' })
  readonly decision!: string;

  @IdField({ description: 'Who sees to it', example: 'wang-wei' })
  readonly responsible!: EmployeeId;

  @DateField({ description: 'By when', example: '2026-12-15' })
  readonly deadline!: BusinessDate;

  @KeyField({ optional: true, description: 'The metric it is about', example: 'expected-revenue' })
  readonly metric?: string;

  @IdField({ optional: true, description: 'The action of this plan that carries it out' })
  readonly action?: string;
}

export class SettleCorrectionBody {
  @IdField({ description: 'The correction of the plan', example: 'more-presales' })
  readonly correction!: string;

  @OneOf(correctionOutcomes, { description: 'What became of it', example: 'done' })
  readonly outcome!: CorrectionOutcome;

  @TextField(500, { optional: true, description: 'What was done' })
  readonly note?: string;
}

export class GiveFeedbackBody {
  @CountField({ optional: true, description: 'The check it is about (default: the last one)', example: 1 })
  readonly check?: number;

  @IdField({ description: 'Who gives it', example: 'wang-wei' })
  readonly by!: EmployeeId;

  @TextField(2000, { description: 'What is said', example: '节奏偏慢，下月先抓续约' })
  readonly text!: string;
}

export class ClosePlanBody {
  @TextField(1000, { optional: true, description: 'What remains to be said' })
  readonly note?: string;
}
