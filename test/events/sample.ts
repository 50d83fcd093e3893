/** A recorded event for each definition: the same one every time, in words that a person would use, and always on its schema. */
import { createHash } from 'node:crypto';
import {
  addDays,
  type BusinessDate,
  businessDate,
  checkerOf,
  type EventDefinition,
  type Instant,
  later,
  type RecordedEvent,
  streamOf,
} from '@zongheng/kernel';
import { agreementSample } from './agreements.ts';
import { dealSample } from './deals.ts';
import { wordFor } from './words.ts';

interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly minItems?: number;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
}

/** Ids of the streams that the story runs in; a category without one of its own has `main`. */
const ids: Readonly<Record<string, string>> = {
  employee: 'e-1042',
  customer: 'c-100238',
  opportunity: 'o-2026-000318',
  pipeline: 'default',
  assessment: 'validity',
  product: 'p-idc-rack',
  visit: 'v-2026-00871',
  task: 't-2026-01442',
  quote: 'q-2026-0117',
  order: 'd-2026-0093',
  contract: 'k-2026-0042',
  contractnumber: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f2',
  splitprofile: 'summer-peak',
  account: 'c-100238',
  plan: '2026-03.person.e-1042',
  identity: '6f1c2a0b9d3e4f58a7b6c5d4e3f20119',
  segment: 's-ports',
};
/** Streams whose events are in the order of their customer. */
const customersOwn = new Set(['customer', 'opportunity', 'visit', 'quote', 'order', 'contract', 'account']);

/** The event, at a revision of its stream. */
export function sampleOf(definition: EventDefinition, revision: number): RecordedEvent {
  const { type, version, stream: category } = definition;
  const id = ids[category] ?? 'main';
  const data = valueOf(definition.data as Node, type, []);
  const on = later(addDays(businessDate('2026-03-02'), revision * 3), enteredOn(data));
  const isOfCustomer = customersOwn.has(category);
  return {
    id: uuidOf(`event ${type} ${version}`),
    type,
    schemaVersion: version,
    stream: streamOf(category, id),
    revision,
    position: 10_000 + (Number.parseInt(digestOf(`position ${type} ${version}`).slice(0, 8), 16) % 900_000),
    orderingKey: isOfCustomer ? 'c-100238' : id,
    ...(isOfCustomer ? { customerId: 'c-100238' } : {}),
    recordedAt: instantOf(on, '06:41:07.253'),
    businessDate: on,
    occurredAt: instantOf(on, '01:30:00.000'),
    actor: 'e-1042',
    correlationId: uuidOf(`correlation ${type}`),
    command: { key: `Record${type}:${uuidOf(`key ${type}`)}`, hash: digestOf(type).slice(0, 22) },
    data,
  };
}

/** What stands at a place of an event's data: the deal's or the contract's own, then the word for its name where the schema takes it, then the plainest that it takes. */
function valueOf(node: Node, type: string, path: readonly string[]): unknown {
  const told = path.length === 1 ? (dealSample(type, path[0] ?? '') ?? agreementSample(type, path[0] ?? '')) : undefined;
  if (told !== undefined) return told;
  const word = path.length > 0 ? wordFor(type, path) : undefined;
  if (word !== undefined && isTaken(node, word)) return word;
  return plainest(node, type, path);
}

function plainest(node: Node, type: string, path: readonly string[]): unknown {
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  if (node.anyOf) return valueOf(node.anyOf.find((each) => each.type !== 'null') ?? {}, type, path);
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, child]) => [name, valueOf(child, type, [...path, name])]),
      );
    case 'array':
      return Array.from({ length: Math.max(node.minItems ?? 0, 1) }, () => valueOf(node.items ?? {}, type, path));
    case 'integer':
    case 'number':
      return Math.max(node.minimum ?? 0, 1);
    case 'boolean':
      return true;
    case 'string':
      return plainText(node);
    default:
      return null;
  }
}

function plainText({ format, pattern }: Node): string {
  if (format === 'business-date') return '2026-03-31';
  if (format === 'business-month') return '2026-03';
  if (format === 'date-time') return '2026-03-31T02:30:00.000Z';
  return pattern === '^[A-Z]{3}$' ? 'CNY' : 'x-2026-0001';
}

function isTaken(node: Node, value: unknown): boolean {
  return checkerOf(node as EventDefinition['data'])(value).length === 0;
}

/** The day on which the deal entered its stage: an event that moves it is not of an earlier one. */
function enteredOn(data: unknown): BusinessDate {
  const since = /"to":\{[^{}]*?"since":"([\d-]+)"/.exec(JSON.stringify(data))?.[1];
  return businessDate(since ?? '2026-03-02');
}

function instantOf(date: BusinessDate, time: string): Instant {
  return `${date}T${time}Z` as Instant;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function uuidOf(text: string): string {
  const digest = digestOf(text);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
