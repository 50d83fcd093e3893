import { addDays, type BusinessDate } from '@zongheng/kernel';
import { simulateDays } from '@zongheng/simulation';
import { inWindow } from './clients.ts';
import type { House, Order } from './house.ts';

/** The day on which commands are measured. */
export const today = '2026-06-30' as BusinessDate;
export const now = `${today}T04:00:00.000Z`;

/** A carrier with people, products and customers, and not one deal. */
export interface Town {
  readonly customers: readonly string[];
  readonly owners: readonly string[];
}

/** Settles a carrier of this size in a house that was just founded. */
export async function settle(house: House, size: { readonly reps: number; readonly customers: number }): Promise<Town> {
  const world = { seed: 'town', until: today, days: 1, teams: Math.max(1, Math.round(size.reps / 16)), deals: 0, lateShare: 0, ...size };
  const acts = [...simulateDays(world)].flatMap((day) => day.acts);
  await inWindow(acts, 256, async (act) => void (await house.carryOut({ ...act, body: { ...act.body, on: addDays(today, -30) } })));
  const idsOf = (command: string): string[] => acts.flatMap((act) => (act.command === command && act.id ? [act.id] : []));
  return { customers: idsOf('RegisterCustomer'), owners: idsOf('JoinEmployee') };
}

const products = ['sim-internet', 'sim-rack', 'sim-vpn', 'sim-ip-voice', 'sim-bandwidth'];

/** How many commands make a deal's life. */
export const lifeCommands = 6;

/** The life of a deal, from its opening to its winning: seven events. */
export function lifeOf(town: Town, number: number, key: string): Order[] {
  const id = `deal-${key}-${number}`;
  const owner = town.owners[number % town.owners.length];
  const product = products[number % products.length];
  const of = (command: string, body: object): Order => ({ command, id, key: `${key}-${number}-${command}`, body: { ...body, on: today } });
  const opening = {
    title: `模拟商机 ${number}：机房扩容与专线`,
    customer: town.customers[(number * 7) % town.customers.length],
    source: 'campaign',
    lines: [{ product, quantity: 1 + (number % 9), amount: { minor: 1_250_000 + number * 100, currency: 'CNY' } }],
    expectedClose: addDays(today, 30 + (number % 60)),
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
export function changeOf(deal: string, number: number, key: string): Order {
  const body = ((): { command: string; body: object } => {
    switch (number % 3) {
      case 0:
        return { command: 'ChangeExpectedClose', body: { expectedClose: addDays(today, 1 + (number % 200)) } };
      case 1:
        return {
          command: 'RevalueOpportunity',
          body: { lines: [{ product: products[number % products.length], quantity: 1 + (number % 50) }] },
        };
      default:
        return { command: 'SetOpportunityAttributes', body: { set: { 'contract-months': number } } };
    }
  })();
  return { command: body.command, id: deal, key: `${key}-${number}`, body: { ...body.body, on: today } };
}
