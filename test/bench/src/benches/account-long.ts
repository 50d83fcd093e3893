import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Bench, type BenchGround, scaled } from '../harness/bench.ts';
import { boundRow } from '../harness/row.ts';
import { percentile } from '../harness/statistics.ts';
import { inWindow } from '../house/clients.ts';
import { type House, openHouse, type Order } from '../house/house.ts';
import { now, today, townOf, townSize } from '../house/town.ts';

const entries = 100_000;
const warmPayments = 1_000;
const coldStarts = 25;
/** A snapshot is written beside the commands: it is given this long before the house is closed. */
const snapshotMs = 2_000;

/** Entry by entry: an invoice, then a payment which names it, is short of it, or names nothing. */
function entryOf(account: string, index: number, count: number): Order {
  const invoice = index >> 1;
  const issued = addDays(today, -1_000 + Math.floor((invoice / count) * 1_800));
  const number = `FP-${invoice}`;
  const net = { minor: 100_00 + invoice, currency: 'CNY' };
  if (index % 2 === 0) {
    const lines = [{ text: '机柜租用费', net, taxRate: 600 }];
    return { command: 'IssueInvoice', id: account, body: { number, on: issued, due: addDays(issued, 30), lines } };
  }
  const paid = invoice % 3 === 0 ? net : { ...net, minor: net.minor + Math.round((net.minor * 6) / 100) };
  return paymentOf(account, `bank-${invoice}`, paid.minor, addDays(issued, 20), invoice % 5 === 0 ? [] : [{ number, amount: paid }]);
}

function paymentOf(account: string, payment: string, minor: number, on: BusinessDate, names: readonly object[] = []): Order {
  return { command: 'ReceivePayment', id: account, body: { payment, on, amount: { minor, currency: 'CNY' }, names } };
}

async function timed(house: House, order: Order): Promise<number> {
  const begun = performance.now();
  await house.carryOut(order);
  return performance.now() - begun;
}

/** Fills an account, then lets it take payments: in a process that has it folded, and each time in one that has only its snapshot. */
async function measured(ground: BenchGround) {
  const folder = ground.folder('account.long');
  const opening = () => openHouse({ folder: join(folder, 'log'), snapshots: join(folder, 'views'), clock: () => now });
  const count = scaled(entries, ground, 40);
  const town = townOf(townSize(ground), today);
  const account = town.customers[0] ?? '';
  const warm: number[] = [];
  const cold: number[] = [];
  let house = await opening();
  try {
    await inWindow(town.orders, 256, async (order) => void (await house.carryOut(order)));
    const orders = Array.from({ length: count }, (_, index) => entryOf(account, index, count));
    await inWindow(orders, 64, async (order) => void (await house.carryOut(order)));
    for (let index = 0; index < scaled(warmPayments, ground, 5); index += 1) {
      warm.push(await timed(house, paymentOf(account, `warm-${index}`, 50_00 + index, today)));
    }
    for (let index = 0; index < scaled(coldStarts, ground, 2); index += 1) {
      await sleep(index === 0 ? snapshotMs : 0);
      await house.close();
      house = await opening();
      cold.push(await timed(house, paymentOf(account, `cold-${index}`, 60_00 + index, today)));
    }
  } finally {
    await house.close();
  }
  return { count, warm, cold };
}

export const accountLong: Bench = {
  name: 'account.long',
  rows: ['account.long', 'account.long.cold'],
  what: 'an account of 100,000 entries takes a payment: folded already, and from its snapshot',
  async run(ground) {
    const { count, warm, cold } = await measured(ground);
    const notes = [`${count} entries; p99 of ${warm.length} payments`];
    return [
      boundRow('account.long', percentile(warm, 0.99), 'ms', { atMost: 20, notes }),
      boundRow('account.long.cold', percentile(cold, 0.99), 'ms', { atMost: 300, notes: [`p99 of ${cold.length} starts`] }),
    ];
  },
};
