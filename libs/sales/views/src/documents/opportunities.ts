import {
  AttributeValue,
  type BusinessDate,
  DateText,
  documentView,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  later,
  MoneyOf,
  PerMille,
  personal,
  Shape,
  type Static,
  Text,
  Type,
  withAttributes,
} from '@zongheng/kernel';
import { amountOf, Cell, opportunityEvents, type RecordedOpportunityEvent, type Status, statuses } from '@zongheng/sales-events';

/** An opportunity is open, won or lost as its stage says, or voided. */
export const cardStatuses: Labels<Status | 'voided'> = { ...statuses, voided: { zh: '作废', en: 'Voided' } };

/** What is known of an opportunity now. Amounts in minor units of `currency`. */
export const OpportunityCard = Shape({
  id: Id(),
  title: Text(),
  status: KeyOf(cardStatuses),
  /** The whole cell it is counted in. */
  cell: Cell,
  amount: MoneyOf(),
  opened: DateText(),
  /** The date it was won or lost; null while it is open. */
  closed: Type.Union([DateText(), Type.Null()]),
  /** The business date of the last fact. */
  lastActivity: DateText(),
  reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
  note: personal(Type.Union([Text(2000), Type.Null()])),
  attributes: Type.Record(Key(), AttributeValue),
  assessment: Type.Union([Shape({ scheme: Id(), score: PerMille(), on: DateText() }), Type.Null()]),
  /** The stream's revision this card has seen: the ETag of the next command. */
  revision: Type.Integer({ minimum: 0 }),
});
export type OpportunityCard = Static<typeof OpportunityCard>;

export const opportunities = documentView<OpportunityCard, RecordedOpportunityEvent>({
  name: 'opportunities',
  version: 1,
  meaning: { zh: '销售机会', en: 'Opportunities' },
  handles: opportunityEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (card, event) => {
    if (event.type === 'OpportunityOpened') return opened(event);
    return card === null
      ? null
      : { ...changed(card, event), lastActivity: later(card.lastActivity, event.businessDate), revision: event.revision };
  },
  fields: {
    status: 'text',
    pipeline: 'text',
    stage: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    region: 'text',
    segment: 'text',
    source: 'text',
    currency: 'text',
    amount: 'number',
    expectedClose: 'text',
    opened: 'text',
    closed: 'text',
    since: 'text',
    lastActivity: 'text',
    score: 'number',
    title: 'text',
    reference: 'text',
  },
  // One owner or team has few enough deals that they are sorted when asked for: a further index would be for nobody.
  indexes: [
    ['owner', 'status', 'lastActivity'],
    ['unit', 'stage', 'amount'],
    ['customer', 'opened'],
    ['stage', 'amount'],
    ['region', 'expectedClose'],
    ['source', 'opened'],
    ['segment', 'opened'],
    ['status', 'expectedClose'],
    ['amount'],
    ['expectedClose'],
    ['opened'],
    ['closed'],
    ['since'],
    ['lastActivity'],
    ['title'],
    ['score'],
    ['reference'],
  ],
  index: (card) => ({
    fields: {
      status: card.status,
      pipeline: card.cell.pipeline,
      stage: card.status === 'voided' ? null : card.cell.stage,
      customer: card.cell.customer,
      owner: card.cell.owner,
      unit: card.cell.unit,
      region: card.cell.region,
      segment: card.cell.segment,
      source: card.cell.source,
      currency: card.cell.currency,
      amount: card.amount.minor,
      expectedClose: card.cell.expectedClose,
      opened: card.opened,
      closed: card.closed,
      since: card.cell.since,
      lastActivity: card.lastActivity,
      score: card.assessment?.score ?? null,
      title: card.title,
      reference: card.reference?.key ?? null,
    },
    search: [card.title],
    attributes: card.attributes,
  }),
});

type Opening = Extract<RecordedOpportunityEvent, { type: 'OpportunityOpened' }>;

function opened(event: Opening): OpportunityCard {
  const { title, to, reference, note } = event.data;
  return {
    id: idOf(event.stream),
    title,
    ...standing(to, event.businessDate),
    opened: event.businessDate,
    lastActivity: event.businessDate,
    reference,
    note,
    attributes: {},
    assessment: null,
    revision: event.revision,
  };
}

function changed(card: OpportunityCard, event: Exclude<RecordedOpportunityEvent, Opening>): OpportunityCard {
  switch (event.type) {
    case 'OpportunityAdvanced':
    case 'OpportunityMovedBack':
    case 'OpportunityAssigned':
    case 'ExpectedCloseChanged':
    case 'OpportunityMovedToCustomer':
    case 'OpportunityRevalued':
    case 'OpportunityReclassified':
    case 'OpportunityWon':
    case 'OpportunityLost':
    case 'OpportunityReopened':
      return { ...card, ...standing(event.data.to, event.data.to.since) };
    case 'OpportunityAttributesSet':
      return { ...card, attributes: withAttributes(card.attributes, event.data.set, event.data.removed) };
    case 'OpportunityAssessed':
      return { ...card, assessment: { scheme: event.data.scheme, score: event.data.score, on: event.businessDate } };
    case 'OpportunityCorrected': {
      const last = event.data.stated.at(-1);
      const first = event.data.stated.find((movement) => movement.out === null);
      const corrected = last?.in ? { ...card, ...standing(last.in, last.in.since) } : card;
      return first ? { ...corrected, opened: first.date } : corrected;
    }
    case 'OpportunityVoided':
      return { ...card, status: 'voided' };
  }
}

function standing(cell: Cell, closed: BusinessDate): Pick<OpportunityCard, 'status' | 'cell' | 'amount' | 'closed'> {
  return {
    status: cell.status,
    cell,
    amount: { minor: amountOf(cell), currency: cell.currency },
    closed: cell.status === 'open' ? null : closed,
  };
}
