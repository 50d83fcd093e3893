import { documentSpecification, journalSpecification, recorder } from '@zongheng/kernel/testing';
import type { CustomerId, EmployeeId, RegionId, UnitId } from '@zongheng/kernel';
import {
  type Cell,
  ContractAmended,
  ContractCorrected,
  ContractDrafted,
  ContractNumberReleased,
  ContractNumberReserved,
  ContractRenamed,
  ContractRenewed,
  ContractSigned,
  ContractSuspended,
  ContractVoided,
  type MonthPart,
  SplitProfileDefined,
  type Standing,
} from '@zongheng/contracts-events';
import { contractMonths } from '../journals/contract-months.ts';
import { contractTerms } from '../journals/contract-terms.ts';
import { contractNumbers } from './contract-numbers.ts';
import { contracts } from './contracts.ts';
import { splitProfiles } from './split-profiles.ts';

const counted = {
  customer: 'acme' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'north' as UnitId,
  region: 'sichuan' as RegionId,
  segment: null,
  opportunity: null,
  currency: 'CNY',
};
const part = (month: string, amount: number) => ({ month, from: `${month}-01`, to: `${month}-28`, amount }) as MonthPart;
const [january, february, march] = [part('2026-01', 100), part('2026-02', 100), part('2026-03', 150)];
const cell = (...months: MonthPart[]): Cell => ({
  ...counted,
  lines: [
    { line: '1', product: 'rack', productLine: 'data-centre', quantity: 1, split: 'equal', profile: null, profileRevision: null, months },
  ],
});
const standing = (more: object = {}): Standing =>
  ({ status: 'signed', ...counted, productLine: 'data-centre', begins: '2026-01-01', ends: '2026-02-28', ...more }) as Standing;

const signed = { effective: standing().begins, before: null, after: standing(), out: [], in: [cell(january, february)] };
const renewed = {
  effective: march.from,
  before: standing(),
  after: standing({ begins: '2026-03-01', ends: '2026-03-28' }),
  out: [],
  in: [cell(march)],
};
const signing = { number: 'HT-1', title: 'Racks', ...signed };
const monthOf = (month: string, amount: number, step: string) => ({
  cell: { contract: 'k', ...counted, productLine: 'data-centre', revenueMonth: `${month}-01`, step },
  measures: { amount },
});

describe('a contract as it is shown', () => {
  it('goes by the number and the title that are right', () => {
    const record = recorder();
    const signed = record(ContractSigned, 'k', '2026-01-05', signing);
    const to = { number: 'HT-2', title: 'More racks' };
    const from = { number: 'HT-1', title: 'Racks' };
    const found = documentSpecification(contracts)
      .given(signed, record(ContractRenamed, 'k', '2026-02-01', { reason: 'wrong', from, to }))
      .document('k');
    expect(found).toMatchObject({ ...to, status: 'signed', lastActivity: '2026-02-01', value: { minor: 200 } });
    expect(found?.history.at(-1)).toMatchObject({ type: 'ContractRenamed', change: 0 });
  });

  it('is a draft that proposes months, then signed, with its schedule and value', () => {
    const record = recorder();
    const drafted = record(ContractDrafted, 'k', '2025-12-01', {
      number: 'HT-1',
      title: 'Racks',
      after: standing({ status: 'draft' }),
      proposed: cell(january),
    });
    const shown = documentSpecification(contracts).given(drafted).document('k');
    expect(shown).toMatchObject({ status: 'draft', signed: null, value: { minor: 100 }, schedule: [{ month: '2026-01', amount: 100 }] });
    const after = documentSpecification(contracts)
      .given(drafted, record(ContractSigned, 'k', '2025-12-10', signing))
      .document('k');
    expect(after).toMatchObject({
      status: 'signed',
      signed: '2025-12-10',
      value: { minor: 200, currency: 'CNY' },
      schedule: [
        { month: '2026-01', line: '1', productLine: 'data-centre', amount: 100 },
        { month: '2026-02', amount: 100 },
      ],
      history: [{ type: 'ContractDrafted' }, { on: '2025-12-10', type: 'ContractSigned', effective: '2026-01-01', change: 200 }],
      revision: 1,
    });
  });

  it('shows what a suspension holds back, until it ends', () => {
    const record = recorder();
    const suspension = {
      effective: february.from,
      before: standing(),
      after: standing({ status: 'suspended' }),
      out: [cell(february)],
      in: [],
    };
    const events = [
      record(ContractSigned, 'k', '2025-12-10', signing),
      record(ContractSuspended, 'k', '2026-01-10', { disposition: 'shifted', reason: 'rebuilt', ...suspension }),
    ];
    const shown = documentSpecification(contracts)
      .given(...events)
      .document('k');
    expect(shown).toMatchObject({
      status: 'suspended',
      value: { minor: 100 },
      held: { since: '2026-02-01', disposition: 'shifted', amount: { minor: 100 } },
    });
  });

  it('forgets what a correction takes back, and everything once it is voided', () => {
    const record = recorder();
    const movement = { date: record(ContractSigned, 'x', '2025-12-10', signing).businessDate, step: 'signed' as const, disposition: null };
    const correction = { corrects: 'lines', since: movement.date, reason: 'typed wrongly', before: standing(), after: standing() };
    const events = [
      record(ContractSigned, 'k', '2025-12-10', signing),
      record(ContractCorrected, 'k', '2026-01-10', {
        ...correction,
        retracted: [{ ...movement, ...signed }],
        stated: [{ ...movement, ...signed, in: [cell(march)] }],
      }),
    ];
    const corrected = documentSpecification(contracts)
      .given(...events)
      .document('k');
    expect(corrected?.schedule).toEqual([{ month: '2026-03', line: '1', product: 'rack', productLine: 'data-centre', amount: 150 }]);
    const gone = record(ContractVoided, 'k', '2026-01-11', {
      reason: 'twice',
      before: standing(),
      retracted: [{ ...movement, ...signed, in: [cell(march)] }],
      stated: [],
    });
    expect(
      documentSpecification(contracts)
        .given(...events, gone)
        .document('k'),
    ).toMatchObject({ status: 'voided', schedule: [], value: { minor: 0 }, held: null });
  });
});

describe('the journals of contracts', () => {
  const date = (text: string) => recorder()(ContractSigned, 'x', text, signing).businessDate;

  it('count nothing for a draft, and every month of what is signed and amended', () => {
    const record = recorder();
    const events = [
      record(ContractSigned, 'k', '2025-12-10', signing),
      record(ContractAmended, 'k', '2026-01-10', {
        reason: null,
        effective: february.from,
        before: standing(),
        after: standing(),
        out: [cell(february)],
        in: [cell({ ...february, amount: 120 })],
      }),
    ];
    journalSpecification(contractMonths)
      .given(...events)
      .then(
        { date: date('2025-12-10'), ...monthOf('2026-01', 100, 'signed') },
        { date: date('2025-12-10'), ...monthOf('2026-02', 100, 'signed') },
        { date: date('2026-01-10'), ...monthOf('2026-02', -100, 'amended') },
        { date: date('2026-01-10'), ...monthOf('2026-02', 120, 'amended') },
      );
    expect(contractMonths.handles).not.toContain('ContractDrafted');
  });

  it('count a term on the day it ends, the one that is renewed as well, and what each signing brought', () => {
    const record = recorder();
    const events = [
      record(ContractSigned, 'k', '2025-12-10', signing),
      record(ContractRenewed, 'k', '2026-02-01', { reason: null, ...renewed }),
    ];
    const cellOf = (ends: string, step: string | null) => ({
      contract: 'k',
      ...counted,
      productLine: 'data-centre',
      status: 'signed',
      ends,
      step,
    });
    journalSpecification(contractTerms)
      .given(...events)
      .then(
        { date: date('2025-12-10'), cell: cellOf('2026-02-28', null), measures: { terms: 1 } },
        { date: date('2025-12-10'), cell: cellOf('2026-02-28', 'signed'), measures: { signings: 1, value: 200 } },
        { date: date('2026-02-01'), cell: cellOf('2026-02-28', null), measures: { renewed: 1 } },
        { date: date('2026-02-01'), cell: cellOf('2026-03-28', null), measures: { terms: 1 } },
        { date: date('2026-02-01'), cell: cellOf('2026-03-28', 'renewed'), measures: { signings: 1, value: 150 } },
      );
  });
});

it('a number says whose it is, until it is free again', () => {
  const record = recorder();
  const reserved = record(ContractNumberReserved, 'n', '2026-01-01', { number: 'HT-1', contract: 'k', after: null });
  const released = record(ContractNumberReleased, 'n', '2026-01-02', { number: 'HT-1', contract: 'k' });
  documentSpecification(contractNumbers).given(reserved).then('n', { id: 'n', number: 'HT-1', contract: 'k', revision: 0 });
  documentSpecification(contractNumbers).given(reserved, released).then('n', { id: 'n', number: 'HT-1', contract: null, revision: 1 });
});

it('a split profile is shown as it was defined last', () => {
  const record = recorder();
  const profile = { name: { zh: '淡旺季', en: 'Seasons' }, basis: 'term-months' as const, weights: [1, 2] };
  const events = [
    record(SplitProfileDefined, 'p', '2026-01-01', { ...profile, weights: [1] }),
    record(SplitProfileDefined, 'p', '2026-01-02', profile),
  ];
  documentSpecification(splitProfiles)
    .given(...events)
    .then('p', { id: 'p', ...profile, revision: 1 });
});
