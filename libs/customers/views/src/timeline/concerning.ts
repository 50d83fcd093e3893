import { categoryOf, idOf, type RecordedEvent } from '@zongheng/kernel';
import { type Channel, channels } from '@zongheng/customers-events';

type Members = Readonly<Record<string, unknown>>;

/** The customers in whose timeline an event stands: its own, and those it names. */
export function customersOf(event: RecordedEvent): readonly string[] {
  const data = membersOf(event.data);
  return [...new Set([...ownOf(event), ...namedIn(data)])];
}

function ownOf(event: RecordedEvent): readonly string[] {
  const { stream, orderingKey, customerId } = event;
  const id = idOf(stream);
  if (customerId !== undefined) return [customerId];
  // A file and a customer's account have the customer's own id.
  if (categoryOf(stream) === 'customer' || categoryOf(stream) === 'account') return [id];
  // A task is in the order of the first customer it is for, or in its own where it is for none.
  return categoryOf(stream) === 'task' && orderingKey !== id ? [orderingKey] : [];
}

/** The customers that an event names beside its own: those merged, related, left, entered, worked for. */
function namedIn(data: Members): readonly string[] {
  const cells = [membersOf(data['from']), membersOf(data['to'])].map(({ customer }) => customer);
  const many = [data, membersOf(data['terms'])].flatMap(({ customers }) =>
    Array.isArray(customers) ? (customers as readonly unknown[]) : [],
  );
  return [data['customer'], data['merged'], data['into'], data['other'], ...cells, ...many].filter(isText);
}

/** The way by which an event came about; null where it says none. */
export function channelOf(event: RecordedEvent): Channel | null {
  const { channel } = membersOf(event.data);
  if (isText(channel) && isChannel(channel)) return channel;
  return categoryOf(event.stream) === 'visit' ? 'visit' : null;
}

/** The department an event counts for: the one it names, or that of whoever it leaves the matter with. */
export function departmentOf(event: RecordedEvent): string | null {
  const data = membersOf(event.data);
  const places = [
    data,
    ...['to', 'by', 'ownership', 'cell', 'from'].map((member) => membersOf(data[member])),
    membersOf(membersOf(data['of'])['subject']),
  ];
  const named = [data['department'], ...places.map(({ unit }) => unit)].find(isText);
  return named ?? null;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isChannel(text: string): text is Channel {
  return Object.hasOwn(channels, text);
}
