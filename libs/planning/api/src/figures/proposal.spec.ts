import { ContractSigned } from '@zongheng/contracts-events';
import { businessDate, type CustomerId, type EmployeeId, type FactOf, type RecordedEvent, treeAsOf, type UnitId } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import type { Period } from '@zongheng/planning-events';
import { actuals } from '@zongheng/planning-views';
import fc from 'fast-check';
import { proposalOf, type ProposedTarget } from './proposal.ts';
import { toldFrom } from './testing/reader.ts';

const period = '2026-03' as Period;
const signedOn = businessDate('2026-01-20');
const first = businessDate('2026-03-01');
const last = businessDate('2026-03-31');
const tree = { carrier: null, north: 'carrier', 'north-1': 'north', 'north-2': 'north', south: 'carrier' };
const placements = Object.entries(tree).map(([node, parent], index) => ({
  date: businessDate('2026-01-01'),
  position: index + 1,
  node,
  parent,
  kind: parent === null ? 'company' : 'department',
  name: node,
}));
const units = treeAsOf(placements, { asOf: null, upTo: null });

interface Agreement {
  readonly owner: string;
  readonly unit: string;
  readonly amount: number;
  readonly currency: string;
  readonly month: string;
}

function signed({ owner, unit, amount, currency, month }: Agreement, number: string): FactOf<typeof ContractSigned>['data'] {
  const place = { customer: 'acme' as CustomerId, owner: owner as EmployeeId, unit: unit as UnitId, region: null, segment: null };
  const counted = { ...place, opportunity: null, currency };
  const after = { status: 'signed' as const, ...counted, productLine: 'vpn', begins: first, ends: last };
  const split = { split: 'as-given' as const, profile: null, profileRevision: null };
  type Part = FactOf<typeof ContractSigned>['data']['in'][number]['lines'][number]['months'][number];
  const months = [{ month: month as Part['month'], from: businessDate(`${month}-01`), to: businessDate(`${month}-28`), amount }];
  const lines = [{ line: '1', product: null, productLine: 'vpn', quantity: 1, ...split, months }];
  return { number, title: '专线', effective: first, before: null, after, out: [], in: [{ ...counted, lines }] };
}

const agreement = (owner: string, unit: string, amount: number, more: Partial<Agreement> = {}): Agreement => ({
  owner,
  unit,
  amount,
  currency: 'CNY',
  month: '2026-03',
  ...more,
});

async function proposed(agreements: readonly Agreement[], target: number | null): Promise<readonly ProposedTarget[]> {
  const record = recorder();
  const events = agreements.map((each, index): RecordedEvent =>
    record(ContractSigned, `k-${index}`, signedOn, signed(each, `HT-${index}`)),
  );
  const reader = await toldFrom(actuals, events);
  return proposalOf(reader, period, { asOf: signedOn, upTo: events.length, units }, { currency: 'CNY', target });
}

const shown = (rows: readonly ProposedTarget[]) => rows.map(({ subject, parent, base, target }) => [subject, parent, base, target]);

describe('a proposed decomposition', () => {
  it('takes off a base what an agreement promises less than nothing, as the explanation of the base does; whoever has it is allotted nothing', async () => {
    const rows = await proposed([agreement('li', 'north-1', 200), agreement('zhao', 'south', 300), agreement('chen', 'south', -100)], null);
    expect(shown(rows)).toEqual([
      ['carrier', null, 400, 400],
      ['north', 'carrier', 200, 200],
      ['north-1', 'north', 200, 200],
      ['li', 'north-1', 200, 200],
      ['south', 'carrier', 200, 200],
      ['zhao', 'south', 300, 200],
    ]);
  });

  it('allots the target of the company down to every person, in proportion to what their agreements promise', async () => {
    const rows = await proposed(
      [agreement('li', 'north-1', 200), agreement('wang', 'north-2', 100), agreement('zhao', 'south', 300)],
      1_001,
    );
    expect(shown(rows)).toEqual([
      ['carrier', null, 600, 1_001],
      ['north', 'carrier', 300, 501],
      ['north-1', 'north', 200, 334],
      ['li', 'north-1', 200, 334],
      ['north-2', 'north', 100, 167],
      ['wang', 'north-2', 100, 167],
      ['south', 'carrier', 300, 500],
      ['zhao', 'south', 300, 500],
    ]);
  });

  it('is the base itself where no target is given, of the period and the currency asked for', async () => {
    const others = [agreement('li', 'north', 70, { currency: 'USD' }), agreement('li', 'north', 50, { month: '2026-04' })];
    expect(shown(await proposed([agreement('li', 'north', 200), ...others], null))).toEqual([
      ['carrier', null, 200, 200],
      ['north', 'carrier', 200, 200],
      ['li', 'north', 200, 200],
    ]);
  });

  it('stays with the company where nobody has a base', async () => {
    expect(shown(await proposed([], 900))).toEqual([['carrier', null, 0, 900]]);
  });

  it('sums on every level to the last minor unit, whatever the agreements', async () => {
    const agreements = fc.array(
      fc.record({
        owner: fc.constantFrom('li', 'wang', 'zhao', 'chen'),
        unit: fc.constantFrom(...Object.keys(tree)),
        amount: fc.integer({ min: 1, max: 1_000_000 }),
        currency: fc.constantFrom('CNY', 'CNY', 'USD'),
        month: fc.constantFrom('2026-03', '2026-03', '2026-04'),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(agreements, fc.integer({ min: 0, max: 10_000_000_007 }), async (list, target) => {
        const rows = await proposed(list, target);
        expect(rows[0]).toMatchObject({ subject: 'carrier', parent: null, target });
        for (const row of rows.filter(({ kind }) => kind !== 'person')) {
          const below = rows.filter(({ parent }) => parent === row.subject);
          const whole = row.base === 0 ? [0, 0] : [row.base, row.target];
          expect([sumOf(below, 'base'), sumOf(below, 'target')]).toEqual(whole);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function sumOf(rows: readonly ProposedTarget[], figure: 'base' | 'target'): number {
  return rows.reduce((sum, row) => sum + row[figure], 0);
}
