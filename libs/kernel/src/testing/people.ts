import type { EmployeeId, UnitId } from '../brand.ts';
import { type BusinessDate, businessDate, type Instant } from '../calendar.ts';
import type { CommandContext } from '../decider.ts';
import type { OwnerFacts } from '../owner.ts';

export const date = (text: string): BusinessDate => businessDate(text);

/** What every command of a spec brings along, by the date it counts for; told a today that lies far enough after the dates its stories tell of. */
export function commanding(today: string, actor = 'spec'): (on: string) => CommandContext {
  return (on) => ({ on: date(on), today: date(today), now: `${today}T08:00:00.000Z` as Instant, actor });
}

/** Who is met in the specs of every context. */
export const li: OwnerFacts = { id: 'li' as EmployeeId, unit: 'north' as UnitId, left: null };
export const wang: OwnerFacts = { id: 'wang' as EmployeeId, unit: 'south' as UnitId, left: null };
/** Left on the first of March. */
export const zhao: OwnerFacts = { id: 'zhao' as EmployeeId, unit: 'north' as UnitId, left: date('2026-03-01') };
