import { addDays, businessDate, type CustomerId, type EmployeeId, type RecordedEvent, treeAsOf, type UnitId } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { defaultTolerance, lineOf } from '@zongheng/planning-domain';
import type { Aim, Period } from '@zongheng/planning-events';
import { actuals } from '@zongheng/planning-views';
import type { JournalReader } from '@zongheng/projection';
import { schedules } from '@zongheng/projection/testing';
import { InvoiceIssued, InvoiceVoided } from '@zongheng/receivables-events';
import { VisitCompleted } from '@zongheng/sales-events';
import fc from 'fast-check';
import { actualsOf, actualsOfAll } from './actuals.ts';
import { toldFrom } from './testing/reader.ts';

const period = '2026-03' as Period;
const first = businessDate('2026-03-01');
const people = ['li', 'wang'] as const;
const invoiced: Aim = { metric: 'invoiced', productLine: null, currency: 'CNY' };
const visits: Aim = { metric: 'visits-made', productLine: null, currency: null };
const units = treeAsOf(
  [
    { date: first, position: 1, node: 'carrier', parent: null, kind: 'company', name: 'carrier' },
    { date: first, position: 2, node: 'north', parent: 'carrier', kind: 'department', name: 'north' },
  ],
  { asOf: null, upTo: null },
);
const subjects = [
  { kind: 'company' as const, id: 'carrier' },
  { kind: 'department' as const, id: 'north' },
  ...people.map((id) => ({ kind: 'person' as const, id })),
];

const happening = fc.record({
  kind: fc.constantFrom('visit' as const, 'invoice' as const, 'void' as const),
  day: fc.integer({ min: -5, max: 40 }),
  who: fc.constantFrom(...people),
  net: fc.integer({ min: 1, max: 1_000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** What happened, in the order in which it was learned: dates come as they come, and invoices are taken back from their first day. */
function eventsOf(happenings: readonly Happening[]): readonly RecordedEvent[] {
  const record = recorder();
  const issued: { readonly event: RecordedEvent; readonly data: { readonly to: object; readonly net: number; readonly gross: number } }[] =
    [];
  return happenings.flatMap(({ kind, day, who, net }, index): readonly RecordedEvent[] => {
    const on = addDays(first, day);
    const by = { owner: who as EmployeeId, unit: 'north' as UnitId };
    if (kind === 'visit') {
      const visit = { by, plannedFor: on, outcome: 'met' as const, note: null, cost: null, opportunity: null, plan: null, action: null };
      return [record(VisitCompleted, `v-${index}`, on, visit)];
    }
    const cell = {
      customer: 'acme' as CustomerId,
      ...by,
      region: null,
      contract: null,
      currency: 'CNY',
      due: on,
      month: null,
      disputed: false,
    };
    if (kind === 'invoice') {
      const data = { number: `F-${index}`, to: cell, net, gross: net };
      const event = record(InvoiceIssued, `account-${index}`, on, data as never);
      issued.push({ event, data });
      return [event];
    }
    const wrong = issued.pop();
    if (!wrong) return [];
    const { to: from, net: taken, gross } = wrong.data;
    const data = { from, since: wrong.event.businessDate, net: taken, gross, reason: '重复' };
    return [record(InvoiceVoided, `account-${index}`, on, data as never)];
  });
}

/** The lines that a check of everybody freezes at a moment. */
function linesAt(reader: JournalReader, day: number, upTo: number) {
  const asOf = addDays(first, day);
  return subjects.map((subject) => {
    const tally = actualsOf(reader, subject, period, { asOf, upTo, units });
    return [invoiced, visits].map((aim) =>
      lineOf({ aim, plan: 100, actual: tally.actual(aim), period, asOf, tolerance: defaultTolerance }),
    );
  });
}

it('a check is reproduced exactly, whatever late facts and corrections come after it, however they are delivered', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 20 }),
      fc.array(happening, { maxLength: 20 }),
      fc.integer({ min: 0, max: 35 }),
      schedules,
      async (before, after, day, schedule) => {
        const events = eventsOf([...before, ...after]);
        const known = eventsOf(before);
        const upTo = known.at(-1)?.position ?? 0;
        const frozen = linesAt(await toldFrom(actuals, known, schedule), day, upTo);
        const later = await toldFrom(actuals, events, schedule);
        expect(linesAt(later, day, upTo)).toEqual(frozen);
        if (JSON.stringify(linesAt(later, day, events.at(-1)?.position ?? 0)) !== JSON.stringify(frozen)) changed += 1;
      },
    ),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(10);
});

it('the board counts everybody at once as each plan does by itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 20 }), fc.integer({ min: 0, max: 35 }), schedules, async (list, day, schedule) => {
      const events = eventsOf(list);
      const moment = { asOf: addDays(first, day), upTo: events.at(-1)?.position ?? 0, units };
      const reader = await toldFrom(actuals, events, schedule);
      const people = new Set(subjects.flatMap(({ kind, id }) => (kind === 'person' ? [id] : [])));
      const all = actualsOfAll(reader, period, moment, { metrics: new Set([invoiced.metric, visits.metric]), people });
      for (const subject of subjects) {
        const plan = `${period}.${subject.kind === 'person' ? 'person' : 'unit'}.${subject.id}`;
        for (const aim of [invoiced, visits]) {
          expect(all.get(plan)?.actual(aim) ?? 0).toBe(actualsOf(reader, subject, period, moment).actual(aim));
        }
      }
    }),
    { numRuns: 40 },
  );
});
