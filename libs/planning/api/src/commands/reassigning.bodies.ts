import type { EmployeeId } from '@zongheng/kernel';
import { IdField, TextField } from '@zongheng/nest-kit';
import { ActionReasonBody } from './plan.bodies.ts';

export class ReassignActionBody extends ActionReasonBody {
  @IdField({ description: 'Who is to see to it', example: 'wang-wei' })
  readonly to!: EmployeeId;
}

export class ReassignCorrectionBody {
  @IdField({ description: 'The correction of the plan', example: 'more-presales' })
  readonly correction!: string;

  @IdField({ description: 'Who is to see to it', example: 'wang-wei' })
  readonly to!: EmployeeId;

  @TextField(500, { description: 'Why', example: '原负责人休假' })
  readonly reason!: string;
}

export class HandOverPlanWorkBody {
  @IdField()
  readonly from!: EmployeeId;

  @IdField()
  readonly to!: EmployeeId;

  @TextField(500)
  readonly reason!: string;
}
