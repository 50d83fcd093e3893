import {
  DateText,
  documentView,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  later,
  MoneyOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import {
  amountOf,
  contractEvents,
  dispositions,
  type Movement,
  movementsOf,
  type RecordedContractEvent,
  Standing,
  type Status,
  statuses,
} from '@zongheng/contracts-events';
import { scheduleAfter, ScheduledMonth } from './schedule.ts';

/** A contract stands as its facts say, or is voided. */
export const contractStatuses: Labels<Status | 'voided'> = { ...statuses, voided: { zh: '作废', en: 'Voided' } };

/** One fact in the history of a contract: what it changed of the revenue expected. */
const Happening = Shape({ on: DateText(), type: Key(), effective: DateText(), change: Type.Integer() });

/** What is known of a contract now: how it stands, and its months. Amounts are net, in minor units of its currency. */
export const ContractDocument = Shape({
  id: Id(),
  number: Key(),
  title: Text(),
  status: KeyOf(contractStatuses),
  standing: Standing,
  /** The day it was signed; null for a draft. */
  signed: Type.Union([DateText(), Type.Null()]),
  /** What it brings over all its terms, as agreed today: the sum of the schedule. Of a draft: what it proposes. */
  value: MoneyOf(),
  /** The months it is expected to bring, by line; of a draft those it proposes. */
  schedule: Type.Array(ScheduledMonth),
  /** What a suspension holds back and what becomes of it; null where the contract is not suspended. */
  held: Type.Union([Shape({ since: DateText(), disposition: KeyOf(dispositions), amount: MoneyOf() }), Type.Null()]),
  history: Type.Array(Happening),
  /** The business date of the last fact. */
  lastActivity: DateText(),
  /** The stream's revision this document has seen: the ETag of the next command. */
  revision: Type.Integer({ minimum: 0 }),
});
export type ContractDocument = Static<typeof ContractDocument>;

/** The members that a list shows only where they are asked for: fifty contracts of three years have thousands of months. */
export const heavyContractMembers = ['schedule', 'history'] as const;

export const contracts = documentView<ContractDocument, RecordedContractEvent>({
  name: 'contracts',
  version: 1,
  meaning: { zh: '协议', en: 'Contracts' },
  handles: contractEvents.map(({ type }) => type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (document, event) => {
    if (event.type === 'ContractAbandoned') return document;
    if (event.type === 'ContractDrafted') return drafted(document, event);
    if (event.type === 'ContractSigned') return moved(signing(document, event), event);
    if (event.type === 'ContractRenamed') return document && renamed(document, event);
    return document && moved(document, event);
  },
  fields: {
    status: 'text',
    number: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    region: 'text',
    segment: 'text',
    opportunity: 'text',
    productLine: 'text',
    currency: 'text',
    value: 'number',
    signed: 'text',
    begins: 'text',
    ends: 'text',
    lastActivity: 'text',
    title: 'text',
  },
  indexes: [
    ['number'],
    ['customer', 'ends'],
    ['owner', 'status', 'ends'],
    ['unit', 'ends'],
    ['region', 'ends'],
    ['segment', 'ends'],
    ['productLine', 'ends'],
    ['opportunity'],
    ['currency', 'value'],
    ['status', 'ends'],
    ['ends'],
    ['begins'],
    ['signed'],
    ['value'],
    ['lastActivity'],
    ['title'],
  ],
  index: ({ status, number, title, standing, signed, value, lastActivity }) => {
    const { customer, owner, unit, region, segment, opportunity, productLine, currency, begins, ends } = standing;
    const counted = { customer, owner, unit, region, segment, opportunity, productLine, currency, begins, ends };
    return { fields: { status, number, ...counted, value: value.minor, signed, lastActivity, title }, search: [number, title] };
  },
});

type Drafted = Extract<RecordedContractEvent, { type: 'ContractDrafted' }>;
type Signed = Extract<RecordedContractEvent, { type: 'ContractSigned' }>;

function drafted(document: ContractDocument | null, event: Drafted): ContractDocument {
  const { number, title, after, proposed } = event.data;
  const { businessDate: on } = event;
  return {
    id: idOf(event.stream),
    number,
    title,
    status: 'draft',
    standing: after,
    signed: null,
    value: { minor: amountOf(proposed), currency: proposed.currency },
    schedule: scheduleAfter([], { out: [], in: [proposed] }, 1),
    held: null,
    history: [...(document?.history ?? []), { on, type: event.type, effective: after.begins, change: 0 }],
    lastActivity: on,
    revision: event.revision,
  };
}

/** What stands before the signing is counted: the draft's months are no revenue yet. */
function signing(document: ContractDocument | null, { stream, revision, businessDate, data }: Signed): ContractDocument {
  const { number, title, after } = data;
  return {
    id: idOf(stream),
    number,
    title,
    status: after.status,
    standing: after,
    signed: businessDate,
    value: { minor: 0, currency: after.currency },
    schedule: [],
    held: null,
    history: document?.history ?? [],
    lastActivity: businessDate,
    revision,
  };
}

type Renamed = Extract<RecordedContractEvent, { type: 'ContractRenamed' }>;

function renamed(document: ContractDocument, { data, type, businessDate: on, revision }: Renamed): ContractDocument {
  const history = [...document.history, { on, type, effective: on, change: 0 }];
  return { ...document, ...data.to, history, lastActivity: later(document.lastActivity, on), revision };
}

type Moving = Exclude<RecordedContractEvent, { type: 'ContractDrafted' | 'ContractAbandoned' | 'ContractRenamed' }>;

function moved(document: ContractDocument, event: Moving): ContractDocument {
  const movements = movementsOf(event);
  const signed = movements.findLast(({ sign, movement }) => sign === 1 && movement.step === 'signed')?.movement.date ?? document.signed;
  const change = movements.reduce((sum, { sign, movement }) => sum + sign * changeOf(movement), 0);
  const effective = event.type === 'ContractCorrected' ? event.data.since : effectiveOf(event);
  const standing = event.type === 'ContractVoided' ? document.standing : event.data.after;
  return {
    ...document,
    status: event.type === 'ContractVoided' ? 'voided' : standing.status,
    standing,
    signed,
    value: { minor: document.value.minor + change, currency: standing.currency },
    schedule: movements.reduce((schedule, { sign, movement }) => scheduleAfter(schedule, movement, sign), document.schedule),
    held: heldAfter(document, event),
    history: [...document.history, { on: event.businessDate, type: event.type, effective, change }],
    lastActivity: later(document.lastActivity, event.businessDate),
    revision: event.revision,
  };
}

function effectiveOf(event: Exclude<Moving, { type: 'ContractCorrected' }>): ContractDocument['lastActivity'] {
  return event.type === 'ContractVoided' ? event.businessDate : event.data.effective;
}

function heldAfter({ held }: ContractDocument, event: Moving): ContractDocument['held'] {
  if (event.type === 'ContractVoided') return null;
  if (event.data.after.status !== 'suspended') return null;
  const suspending = movementsOf(event).findLast(({ sign, movement }) => sign === 1 && movement.step === 'suspended')?.movement;
  if (!suspending?.disposition) return held;
  const amount = { minor: sumOf(suspending.out), currency: suspending.after.currency };
  return { since: suspending.effective, disposition: suspending.disposition, amount };
}

function changeOf({ out, in: entered }: Movement): number {
  return sumOf(entered) - sumOf(out);
}

function sumOf(cells: Movement['in']): number {
  return cells.reduce((sum, cell) => sum + amountOf(cell), 0);
}
