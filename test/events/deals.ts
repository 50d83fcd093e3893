/** The deal that the golden events of an opportunity tell of: which stage each event takes it from and to. */
interface Step {
  readonly from?: string;
  readonly to: string;
  /** What the cell entered says otherwise than the one left. */
  readonly change?: Readonly<Record<string, unknown>>;
}

const stageOrder = ['obtained', 'created', 'assigned', 'relationship', 'negotiation', 'bid', 'won'];
const lines = [
  { line: '1', product: 'p-idc-rack', productLine: 'data-centre', quantity: 12, amount: 86_400_000 },
  { line: '2', product: 'p-mpls-vpn', productLine: 'vpn', quantity: 2, amount: 18_000_000 },
];
const toWhom = { reason: 'price', competitor: '友商甲' };
const steps: Readonly<Record<string, Step>> = {
  OpportunityOpened: { to: 'obtained' },
  OpportunityAdvanced: { from: 'relationship', to: 'negotiation' },
  OpportunityMovedBack: { from: 'negotiation', to: 'relationship', change: { since: '2026-05-04' } },
  OpportunityAssigned: { from: 'created', to: 'assigned', change: { owner: 'e-1077', unit: 'u-0210' } },
  ExpectedCloseChanged: { from: 'negotiation', to: 'negotiation', change: { expectedClose: '2026-09-30' } },
  OpportunityMovedToCustomer: { from: 'negotiation', to: 'negotiation', change: { customer: 'c-100239', region: 'r-330900' } },
  OpportunityRevalued: {
    from: 'negotiation',
    to: 'negotiation',
    change: { lines: [{ ...lines[0], quantity: 16, amount: 115_200_000 }, lines[1]] },
  },
  OpportunityReclassified: { from: 'negotiation', to: 'negotiation', change: { unit: 'u-0210' } },
  OpportunityWon: { from: 'bid', to: 'won' },
  OpportunityLost: { from: 'bid', to: 'lost', change: toWhom },
  OpportunityReopened: { from: 'lost', to: 'negotiation', change: { since: '2026-07-06' } },
};

/** What stands under a member of an opportunity's event; undefined where that member is not about the deal's cells. */
export function dealSample(type: string, member: string): unknown {
  if (type === 'OpportunityCorrected') return corrected(member);
  if (type === 'OpportunityVoided') return voided(member);
  const step = steps[type];
  if (!step) return undefined;
  switch (member) {
    case 'from':
      return step.from === undefined ? undefined : cell(step.from, step.from === 'lost' ? toWhom : {});
    case 'to':
      return cell(step.to, step.change);
    case 'first':
      return isForward(step);
    case 'reached':
      return step.from !== undefined && isForward(step) ? [reached(step.from)] : [];
    default:
      return undefined;
  }
}

function corrected(member: string): unknown {
  const [before, after] = [cell('obtained'), cell('obtained', { source: 'partner' })];
  if (member === 'corrects') return 'source';
  if (member === 'retracted') return [movement(null, before)];
  return member === 'stated' ? [movement(null, after)] : undefined;
}

function voided(member: string): unknown {
  if (member === 'retracted') return [movement(null, cell('obtained'))];
  return member === 'stated' ? [] : undefined;
}

/** Only the deal that is lost comes back to stages it knows: all others that go on enter theirs for the first time. */
function isForward({ from, to }: Step): boolean {
  return from === undefined || (from !== 'lost' && stageOrder.indexOf(to) > stageOrder.indexOf(from));
}

function cell(stage: string, change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    pipeline: 'default',
    stage,
    status: stage === 'won' || stage === 'lost' ? stage : 'open',
    since: dateOf(stage),
    customer: 'c-100238',
    owner: 'e-1042',
    unit: 'u-0200',
    region: 'r-330200',
    segment: '港口物流',
    source: 'own',
    expectedClose: '2026-06-30',
    currency: 'CNY',
    lines,
    reason: null,
    competitor: null,
    ...change,
  };
}

function movement(out: unknown, entered: { readonly since?: unknown }): unknown {
  return { date: entered.since, out, in: entered, first: true, reached: [], opened: '2026-03-02' };
}

function reached(stage: string): unknown {
  const { since, customer, owner, unit, region, segment, source } = cell(stage);
  return { stage, since, customer, owner, unit, region, segment, source, productLine: 'data-centre' };
}

/** A fortnight in each stage, from the 2nd of March on. */
function dateOf(stage: string): string {
  const step = stage === 'lost' ? 6 : Math.max(stageOrder.indexOf(stage), 0);
  return new Date(Date.UTC(2026, 2, 2 + step * 14)).toISOString().slice(0, 10);
}
