import type { EmployeeId } from '@zongheng/kernel';
import { IdField, TextField } from './fields.ts';

/** What a policy sends when someone left: what was theirs goes to another, if it is still theirs. */
export class HandOverBody {
  @IdField()
  readonly from!: EmployeeId;

  @IdField()
  readonly to!: EmployeeId;

  @TextField(500)
  readonly reason!: string;
}
