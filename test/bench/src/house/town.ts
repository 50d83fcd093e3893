import { addDays, type BusinessDate, type Instant } from '@zongheng/kernel';
import { simulateDays } from '@zongheng/simulation';
import { type BenchGround, scaled } from '../harness/bench.ts';
import type { Order } from './house.ts';

/** The moment at which commands are measured where the clock is ours. */
export const now = '2026-06-30T04:00:00.000Z' as Instant;
export const today = '2026-06-30' as BusinessDate;

/** A carrier with people, products and customers, and not one deal. */
export interface Town {
  /** The commands that settle it, a month before. */
  readonly orders: readonly Order[];
  readonly customers: readonly string[];
  readonly owners: readonly string[];
  /** The day on which its deals are made. */
  readonly today: BusinessDate;
}

/** How large the carrier is in which commands are measured. */
export function townSize(ground: Pick<BenchGround, 'scale'>): { readonly reps: number; readonly customers: number } {
  return { reps: scaled(400, ground, 8), customers: scaled(8_000, ground, 80) };
}

/** A carrier of this size. */
export function townOf(size: { readonly reps: number; readonly customers: number }, on: BusinessDate): Town {
  const world = { seed: 'town', until: on, days: 1, teams: Math.max(1, Math.round(size.reps / 16)), deals: 0, lateShare: 0, ...size };
  const acts = [...simulateDays(world)].flatMap((day) => day.acts);
  const orders = acts.map((act) => ({ ...act, body: { ...act.body, on: addDays(on, -30) } }));
  const idsOf = (command: string): string[] => acts.flatMap((act) => (act.command === command && act.id ? [act.id] : []));
  return { orders, customers: idsOf('RegisterCustomer'), owners: idsOf('JoinEmployee'), today: on };
}

const products = ['sim-internet', 'sim-rack', 'sim-vpn', 'sim-ip-voice', 'sim-bandwidth'];

/** How many commands make a deal's life. */
export const lifeCommands = 6;

/** The life of a deal, from its opening to its winning: seven events. */
export function lifeOf(town: Town, number: number, key: string): Order[] {
  const id = `deal-${key}-${number}`;
  const owner = town.owners[number % town.owners.length];
  const product = products[number % products.length];
  const of = (command: string, body: object): Order => ({
    command,
    id,
    key: `${key}-${number}-${command}`,
    body: { ...body, on: town.today },
  });
  const opening = {
    title: `模拟商机 ${number}：机房扩容与专线`,
    customer: town.customers[(number * 7) % town.customers.length],
    source: 'campaign',
    lines: [{ product, quantity: 1 + (number % 9), amount: { minor: 1_250_000 + number * 100, currency: 'CNY' } }],
    expectedClose: addDays(town.today, 30 + (number % 60)),
    reference: { system: 'bench', key: String(number) },
  };
  const advance = (stage: string): Order => ({ ...of('AdvanceOpportunity', { stage }), key: `${key}-${number}-${stage}` });
  return [
    of('OpenOpportunity', opening),
    of('AssignOpportunity', { owner }),
    advance('relationship'),
    advance('negotiation'),
    advance('bid'),
    of('WinOpportunity', {}),
  ];
}

/** What may happen to an open deal again and again, each time something else: another date, another value, another attribute. */
export function changeOf(deal: string, number: number, key: string, on: BusinessDate): Order {
  const body = ((): { command: string; body: object } => {
    switch (number % 3) {
      case 0:
        return { command: 'ChangeExpectedClose', body: { expectedClose: addDays(on, 1 + (number % 200)) } };
      case 1:
        return {
          command: 'RevalueOpportunity',
          body: { lines: [{ product: products[number % products.length], quantity: 1 + (number % 50) }] },
        };
      default:
        return { command: 'SetOpportunityAttributes', body: { set: { 'contract-months': number } } };
    }
  })();
  return { command: body.command, id: deal, key: `${key}-${number}`, body: { ...body.body, on } };
}
