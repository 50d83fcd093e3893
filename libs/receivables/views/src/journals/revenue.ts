import { type Contribution, firstDayOf, idOf, journalView } from '@zongheng/kernel';
import { contractEvents, movementsOf, type Cell as ContractCell, type RecordedContractEvent } from '@zongheng/contracts-events';
import { type Flow, flowsOf, type RecordedAccountEvent } from '@zongheng/receivables-events';

type Dimension = 'customer' | 'owner' | 'unit' | 'region' | 'contract' | 'productLine' | 'currency' | 'revenueMonth';
type Measure = 'expected' | 'invoiced' | 'collected';
type RevenueEvent = RecordedContractEvent | RecordedAccountEvent;
type Row = Contribution<Dimension, Measure>;

const flowing: readonly RecordedAccountEvent['type'][] = [
  'InvoiceIssued',
  'InvoiceCorrected',
  'InvoiceVoided',
  'PaymentApplied',
  'ApplicationWithdrawn',
  'PaymentReversed',
  'CreditNoteIssued',
  'CreditNoteReversed',
];
const isOfContract = new Set<string>(contractEvents.map(({ type }) => type));

/**
 * Revenue by the month it is for (`revenueMonth`, its first day; null for an invoice that is for none), net, in minor units: what signed
 * contracts make expected, what of it was invoiced less credited, what of that was collected. Each on the date it became so.
 */
export const revenue = journalView<Dimension, Measure, RevenueEvent>({
  name: 'revenue',
  version: 1,
  meaning: { zh: '逐月收入：预期、已开票、已收款', en: 'Revenue by month: expected, invoiced, collected' },
  handles: [...contractEvents.filter(({ type }) => type !== 'ContractDrafted').map(({ type }) => type), ...flowing],
  dimensions: {
    customer: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    contract: 'key',
    productLine: 'key',
    currency: 'key',
    revenueMonth: 'date',
  },
  measures: ['expected', 'invoiced', 'collected'],
  rollups: [
    ['revenueMonth', 'currency', 'unit'],
    ['revenueMonth', 'currency', 'region'],
    ['revenueMonth', 'currency', 'productLine'],
  ],
  contribute: (event) => (isContractEvent(event) ? expectedBy(event) : flowsOf(event).flatMap(flowed)),
});

function isContractEvent(event: RevenueEvent): event is RecordedContractEvent {
  return isOfContract.has(event.type);
}

function expectedBy(event: RecordedContractEvent): Row[] {
  const contract = idOf(event.stream);
  return movementsOf(event).flatMap(({ sign, movement }) => [
    ...movement.out.flatMap((cell) => expectedIn(contract, movement.date, cell, -sign)),
    ...movement.in.flatMap((cell) => expectedIn(contract, movement.date, cell, sign)),
  ]);
}

function expectedIn(
  contract: string,
  date: Row['date'],
  { customer, owner, unit, region, currency, lines }: ContractCell,
  sign: number,
): Row[] {
  return lines.flatMap(({ productLine, months }) =>
    months.flatMap(({ month, amount }): Row[] => {
      const cell = { customer, owner, unit, region, contract, productLine, currency, revenueMonth: firstDayOf(month) };
      return amount === 0 ? [] : [{ date, cell, measures: { expected: sign * amount } }];
    }),
  );
}

function flowed({ date, cell, parts, creditedNet = 0, collectedNet = 0 }: Flow): Row[] {
  const { customer, owner, unit, region, contract, currency, month } = cell;
  const counted = { customer, owner, unit, region, contract, currency, revenueMonth: month === null ? null : firstDayOf(month) };
  const invoiced = (parts ?? []).map(({ productLine, net }): Row => ({
    date,
    cell: { ...counted, productLine },
    measures: { invoiced: net },
  }));
  const other: Row = { date, cell: { ...counted, productLine: null }, measures: { invoiced: 0 - creditedNet, collected: collectedNet } };
  return creditedNet === 0 && collectedNet === 0 ? invoiced : [...invoiced, other];
}
