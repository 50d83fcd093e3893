import type { ShownEvent } from '../../running/api.ts';
import { type Findings, streamsOf } from '../load/findings.ts';

/** The number that each registered file says now; null where it says none. */
export function numbersOf(log: readonly ShownEvent[]): ReadonlyMap<string, string | null> {
  const numbers = new Map<string, string | null>();
  for (const { type, stream, data } of log) {
    if (type === 'CustomerRegistered') numbers.set(stream.slice('customer-'.length), null);
    if (type === 'CustomerIdentityRecorded') numbers.set(stream.slice('customer-'.length), (data as { readonly to: string | null }).to);
  }
  return numbers;
}

/** Numbers that more than one file says, and files whose number is not reserved for them, or is reserved more than once. */
export function wrongNumbers(log: readonly ShownEvent[]): Findings {
  const wrong: string[] = [];
  const sayers = new Map<string, string>();
  const held = new Map<string, number>();
  for (const [stream, events] of streamsOf(log)) {
    const last = stream.startsWith('identity-') ? events.at(-1) : undefined;
    if (last?.type !== 'IdentityReserved') continue;
    const { customer } = last.data as { readonly customer: string };
    held.set(customer, (held.get(customer) ?? 0) + 1);
  }
  for (const [customer, number] of numbersOf(log)) {
    if (number === null) continue;
    const other = sayers.get(number);
    if (other !== undefined) wrong.push(`${number} is said by ${other} and by ${customer}`);
    sayers.set(number, customer);
    if (!held.has(customer)) wrong.push(`${customer} says ${number}, and nothing is reserved for it`);
  }
  return wrong.slice(0, 5);
}

/** Reservations whose customer says no number, or fewer than it holds: somebody else must be able to take them over. */
export function unsaid(log: readonly ShownEvent[]): readonly string[] {
  const numbers = numbersOf(log);
  const holding = new Map<string, number>();
  const left: string[] = [];
  for (const [stream, events] of streamsOf(log)) {
    const last = stream.startsWith('identity-') ? events.at(-1) : undefined;
    if (last?.type !== 'IdentityReserved') continue;
    const { customer } = last.data as { readonly customer: string };
    holding.set(customer, (holding.get(customer) ?? 0) + 1);
    if ((holding.get(customer) ?? 0) > ((numbers.get(customer) ?? null) === null ? 0 : 1)) left.push(`${stream} for ${customer}`);
  }
  return left;
}
