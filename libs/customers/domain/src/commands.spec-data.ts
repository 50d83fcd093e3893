import type { BusinessDate, CustomerId, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import { commanding } from '@zongheng/kernel/testing';

/** What every command of these specs brings along; today is 30 June 2026. */
export const on = commanding('2026-06-30', 'li-na');
export const day = (text: string): BusinessDate => text as BusinessDate;
export const customer = (id: string): CustomerId => id as CustomerId;
export const employee = (id: string): EmployeeId => id as EmployeeId;
export const unit = (id: string): UnitId => id as UnitId;
export const region = (id: string): RegionId => id as RegionId;
