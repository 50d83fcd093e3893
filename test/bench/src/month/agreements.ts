import { ContractSigned } from '@zongheng/contracts-events';
import { openSqliteEventStore } from '@zongheng/event-store-sqlite';
import {
  addMonths,
  businessDate,
  type CustomerId,
  type EmployeeId,
  type EventDefinition,
  type FactOf,
  firstDayOf,
  type Instant,
  lastDayOf,
  month,
  type NewEvent,
  type UnitId,
} from '@zongheng/kernel';
import { EmployeeJoined, InstallationFounded, installationStream, OrgUnitCreated, unitsStream } from '@zongheng/organisation-events';
import { inWindow } from '../house/clients.ts';

/** A company of departments, each with as many reps, and agreements of theirs over a year. */
export interface Agreements {
  readonly departments: number;
  readonly repsEach: number;
  readonly contracts: number;
}

/** The month that is planned: agreements run through the year before its last day. */
export const planned = month('2026-04');
const signedOn = businessDate('2026-02-10');
const clock = (): Instant => '2026-02-10T02:00:00.000Z' as Instant;
const window = 512;

export const departmentOf = (index: number): string => `department-${index}`;
export const repOf = (index: number): string => `rep-${index}`;

/** Writes them to the log of a data folder as events, as they would have been recorded. */
export async function writeAgreements(folder: string, { departments, repsEach, contracts }: Agreements): Promise<void> {
  const store = await openSqliteEventStore({ folder, clock });
  try {
    await store.append(installationStream, 'no-stream', [
      eventOf(InstallationFounded, 'main', 'founded', { name: 'Bench', timeZone: 'Asia/Shanghai', currency: 'CNY' }),
    ]);
    const units = Array.from({ length: departments }, (_, index) =>
      eventOf(OrgUnitCreated, 'main', `unit-${index}`, {
        unit: departmentOf(index) as UnitId,
        kind: 'department',
        name: departmentOf(index),
        parent: 'company' as UnitId,
      }),
    );
    const company = { unit: 'company' as UnitId, kind: 'company' as const, name: 'Bench', parent: null };
    await store.append(unitsStream, 'no-stream', [eventOf(OrgUnitCreated, 'main', 'company', company), ...units]);
    const reps = Array.from({ length: departments * repsEach }, (_, index) => index);
    await inWindow(reps, window, async (index) => {
      const data = { name: repOf(index), unit: unitOf(index, repsEach), role: 'rep' as const };
      await store.append(`employee-${repOf(index)}`, 'no-stream', [eventOf(EmployeeJoined, repOf(index), `joined-${index}`, data)]);
    });
    await inWindow(
      Array.from({ length: contracts }, (_, index) => index),
      window,
      async (index) => {
        await store.append(`contract-k-${index}`, 'no-stream', [signed(index, index % reps.length, repsEach)]);
      },
    );
  } finally {
    await store.close();
  }
}

function unitOf(rep: number, repsEach: number): UnitId {
  return departmentOf(Math.floor(rep / repsEach)) as UnitId;
}

function signed(index: number, rep: number, repsEach: number): NewEvent {
  const months = Array.from({ length: 12 }, (_, offset) => {
    const of = addMonths(month('2026-01'), offset);
    return { month: of, from: firstDayOf(of), to: lastDayOf(of), amount: 10_000 + ((index * 7919) % 90_001) };
  });
  const customer = `customer-${index % 20_000}` as CustomerId;
  const counted = {
    customer,
    owner: repOf(rep) as EmployeeId,
    unit: unitOf(rep, repsEach),
    region: null,
    segment: null,
    opportunity: null,
    currency: 'CNY',
  };
  const line = { line: '1', product: null, productLine: 'vpn', quantity: 1, split: 'equal' as const, profile: null, profileRevision: null };
  const begins = businessDate('2026-01-01');
  const data: FactOf<typeof ContractSigned>['data'] = {
    number: `HT-${index}`,
    title: '专线协议',
    effective: begins,
    before: null,
    after: { status: 'signed', ...counted, productLine: 'vpn', begins, ends: businessDate('2026-12-31') },
    out: [],
    in: [{ ...counted, lines: [{ ...line, months }] }],
  };
  return { ...eventOf(ContractSigned, customer, `signed-${index}`, data), customerId: customer };
}

function eventOf<D extends EventDefinition>(definition: D, orderingKey: string, id: string, data: FactOf<D>['data']): NewEvent {
  const { type, version: schemaVersion } = definition;
  return { id, type, schemaVersion, orderingKey, businessDate: signedOn, actor: 'bench', correlationId: 'bench', data };
}
