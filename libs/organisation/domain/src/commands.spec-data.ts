import type { BusinessDate, CommandContext, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import { commanding } from '@zongheng/kernel/testing';

/** What every command of these specs brings along; today is 30 June 2026 unless said otherwise. */
export const on = (date: string, today = '2026-06-30'): CommandContext => commanding(today, 'hr-desk')(date);
export const day = (text: string): BusinessDate => text as BusinessDate;
export const unit = (id: string): UnitId => id as UnitId;
export const employee = (id: string): EmployeeId => id as EmployeeId;
export const region = (id: string): RegionId => id as RegionId;
