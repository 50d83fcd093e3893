import { addDays, businessDate, type EmployeeId, type RegionId, type UnitId } from '@zongheng/kernel';
import fc from 'fast-check';
import type { AccountCommand } from '../account/commands.ts';
import {
  allocate,
  credit,
  dispute,
  follow,
  issue,
  receive,
  refund,
  reverse,
  reverseNote,
  reverseRefund,
  settlement,
  takingBack,
  voiding,
  writingOff,
} from './commands.ts';

const numbers = ['i1', 'i2', 'i3', 'i4'];
const payments = ['p1', 'p2', 'p3', 'p4', 'p5'];
const day = fc.nat(120).map((days) => addDays(businessDate('2026-01-01'), days));
const amount = fc.integer({ min: 1, max: 300 });
const number = fc.constantFrom(...numbers);
const payment = fc.constantFrom(...payments);

/** What a payment names: some invoices, whose amounts sum to it at most. */
const names = fc
  .uniqueArray(fc.tuple(number, amount), { maxLength: 3, selector: ([name]) => name })
  .map((pairs): Readonly<Record<string, number>> => Object.fromEntries(pairs));

const paid = fc
  .tuple(payment, day, names, fc.nat(150))
  .map(([reference, on, meant, over]) =>
    receive(reference, on, Object.values(meant).reduce((sum, each) => sum + each, 0) + over + 1, meant),
  );
const issued = fc.tuple(number, day, amount).map(([name, on, gross]) => issue(name, on, gross));

/** Anything that may be said of an account, sensible or not. */
export const anyCommands: fc.Arbitrary<readonly AccountCommand[]> = fc.array(
  fc.oneof(
    { arbitrary: issued, weight: 4 },
    { arbitrary: paid, weight: 4 },
    fc.tuple(payment, day).map(([reference, on]) => reverse(reference, on)),
    fc.tuple(fc.constantFrom('n1', 'n2'), day, number, amount).map(([note, on, name, gross]) => credit(note, on, name, gross)),
    fc.tuple(fc.constantFrom('n1', 'n2'), day).map(([note, on]) => reverseNote(note, on)),
    fc.tuple(fc.constantFrom('r1', 'r2'), day, amount).map(([key, on, gross]) => refund(key, on, gross)),
    fc.tuple(fc.constantFrom('r1', 'r2'), day).map(([key, on]) => reverseRefund(key, on)),
    fc.tuple(number, day).map(([name, on]) => dispute(name, on)),
    fc.tuple(number, day).map(([name, on]) => settlement(name, on)),
    fc.tuple(number, day, fc.option(amount)).map(([name, on, gross]) => writingOff(name, on, gross)),
    fc.tuple(number, day).map(([name, on]) => voiding(name, on)),
    day.map((on) => takingBack(on)),
    fc.tuple(payment, day, names).map(([reference, on, meant]) => allocate(reference, on, meant)),
    fc
      .tuple(day, fc.constantFrom('li', 'wang'), fc.constantFrom('east', 'west'), fc.constantFrom('ningbo', 'wenzhou'))
      .map(([on, owner, unit, region]) => follow(on, { owner: owner as EmployeeId, unit: unit as UnitId, region: region as RegionId })),
  ),
  { maxLength: 30 },
);

/** Entries that are true whichever comes first: invoices, payments, and reversals of payments, which come after what they reverse. */
export const entries: fc.Arbitrary<readonly AccountCommand[]> = fc
  .tuple(
    fc.uniqueArray(issued, { minLength: 1, maxLength: 4, selector: (command) => command.number }),
    fc.uniqueArray(paid, { minLength: 1, maxLength: 5, selector: (command) => command.payment }),
    fc.array(fc.nat(100), { maxLength: 5 }),
  )
  .map(([invoices, received, later]) => [
    ...invoices,
    ...received.flatMap((command, at): AccountCommand[] => {
      const days = later[at];
      return days === undefined ? [command] : [command, reverse(command.payment, addDays(command.on, days))];
    }),
  ]);

/** The same commands in another order, a reversal never before its payment. */
export function shuffled(commands: readonly AccountCommand[], keys: readonly number[]): readonly AccountCommand[] {
  const order = commands.map((command, at) => ({ command, key: keys[at % keys.length] ?? 0, at }));
  const sorted = order.toSorted((one, other) => one.key - other.key || one.at - other.at).map((each) => each.command);
  const result: AccountCommand[] = [];
  for (const command of sorted) {
    if (command.type === 'ReversePayment') continue;
    result.push(command);
    if (command.type !== 'ReceivePayment') continue;
    result.push(...sorted.filter((each) => each.type === 'ReversePayment' && each.payment === command.payment));
  }
  return result;
}
