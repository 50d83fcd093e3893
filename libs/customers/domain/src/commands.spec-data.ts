import type { BusinessDate, CommandContext, CustomerId, EmployeeId, Instant, RegionId, UnitId } from '@zongheng/kernel';

/** What every command of these specs brings along; today is 30 June 2026. */
export const on = (date: string): CommandContext => ({
  on: date as BusinessDate,
  today: '2026-06-30' as BusinessDate,
  now: '2026-06-30T02:00:00.000Z' as Instant,
  actor: 'li-na',
});
export const day = (text: string): BusinessDate => text as BusinessDate;
export const customer = (id: string): CustomerId => id as CustomerId;
export const employee = (id: string): EmployeeId => id as EmployeeId;
export const unit = (id: string): UnitId => id as UnitId;
export const region = (id: string): RegionId => id as RegionId;
