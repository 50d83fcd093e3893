import { type Contribution, idOf, journalView } from '@zongheng/kernel';
import { movingEvents, type Movement, movementsOf, type RecordedContractEvent, type Standing, type Step } from '@zongheng/contracts-events';

type Dimension =
  | 'contract'
  | 'customer'
  | 'owner'
  | 'unit'
  | 'region'
  | 'segment'
  | 'opportunity'
  | 'productLine'
  | 'currency'
  | 'status'
  | 'ends'
  | 'step';
type Measure = 'terms' | 'renewed' | 'signings' | 'value';
type Measures = Contribution<Dimension, Measure>['measures'];

/**
 * Contracts as wholes, each under its leading line. `terms` counts terms by the day they end on (`ends`), whether they ran out or were
 * terminated; `renewed` those of them that a further term followed; `signings` contracts and further terms signed; `value` the net revenue
 * that signing and renewing brought, and what amendments, suspensions and terminations changed of it, by `step`. Giving a contract to
 * another owner leaves its value with whoever signed it, and takes its term along. A voided contract is in none of them.
 */
export const contractTerms = journalView<Dimension, Measure, RecordedContractEvent>({
  name: 'contract-terms',
  version: 1,
  meaning: { zh: '协议期限：签订、到期、续签', en: 'Terms of contracts: signed, ending, renewed' },
  handles: movingEvents,
  dimensions: {
    contract: 'key',
    customer: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    segment: 'key',
    opportunity: 'key',
    productLine: 'key',
    currency: 'key',
    status: 'key',
    ends: 'date',
    step: 'key',
  },
  measures: ['terms', 'renewed', 'signings', 'value'],
  rollups: [
    ['step', 'currency', 'unit', 'productLine', 'month'],
    ['step', 'currency', 'region', 'segment', 'month'],
  ],
  contribute: (event) => movementsOf(event).flatMap(({ sign, movement }) => contributionsOf(idOf(event.stream), movement, sign)),
});

/** Terms are balances, so they carry no step; what was signed and what changed are flows, by their step. */
function contributionsOf(contract: string, movement: Movement, sign: 1 | -1): readonly Contribution<Dimension, Measure>[] {
  const { date, step, before, after } = movement;
  const counted = (standing: Standing, by: Step | null, measures: Measures) => ({ date, cell: cellOf(contract, standing, by), measures });
  const term = before && counted(before, null, step === 'renewed' ? { renewed: sign } : { terms: sign === 1 ? -1 : 1 });
  const signings = step === 'signed' || step === 'renewed' ? sign : 0;
  const value = changeOf(movement);
  const flow = { signings, value: value === 0 ? 0 : sign * value };
  return [
    ...(term ? [term] : []),
    counted(after, null, { terms: sign }),
    ...(signings === 0 && value === 0 ? [] : [counted(after, step, flow)]),
  ];
}

function cellOf(contract: string, standing: Standing, step: Step | null): Contribution<Dimension>['cell'] {
  const { customer, owner, unit, region, segment, opportunity, productLine, currency, status, ends } = standing;
  return { contract, customer, owner, unit, region, segment, opportunity, productLine, currency, status, ends, step };
}

/** What a movement brought more than it took, in minor units. */
function changeOf({ out, in: entered }: Movement): number {
  return sumOf(entered) - sumOf(out);
}

function sumOf(cells: Movement['in']): number {
  let sum = 0;
  for (const { lines } of cells) for (const { months } of lines) for (const { amount } of months) sum += amount;
  return sum;
}
