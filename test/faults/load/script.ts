import type { BulkCommand } from '../../running/api.ts';
import { customers, employees, regions, teams } from './world.ts';

/** A command with a key, and the stream it is about. */
export interface Planned extends BulkCommand {
  readonly id: string;
  readonly key: string;
  readonly stream: string;
}

/** What a client does next; it never ends. */
export type Script = Iterator<Planned, never>;

const pick = <T>(choices: readonly T[]): T => {
  const choice = choices[Math.floor(Math.random() * choices.length)];
  if (choice === undefined) throw new RangeError('nothing to choose from');
  return choice;
};

/** Deal after deal on its way through the pipeline; two in three stay open somewhere, so that there is something to follow its owner. */
export function* dealing(client: string): Generator<Planned, never> {
  for (let number = 1; ; number += 1) {
    const id = `${client}-deal-${number}`;
    const steps = Math.random() < 0.34 ? closing() : open().slice(0, Math.floor(Math.random() * 5));
    for (const [step, [command, body]] of [opening(id), ...steps].entries()) {
      yield { command, id, key: `${id}-${step}`, body, stream: `opportunity-${id}` };
    }
  }
}

type Step = readonly [command: string, body: Readonly<Record<string, unknown>>];

const worth = (): object => ({ minor: 100 * (1 + Math.floor(Math.random() * 100_000)), currency: 'CNY' });
const lines = (): object[] => [{ product: 'vpn', quantity: 1, amount: worth() }];

function opening(id: string): Step {
  const body = { title: `业务 ${id}`, customer: pick(customers), owner: pick(employees), lines: lines(), expectedClose: '2099-12-31' };
  return ['OpenOpportunity', body];
}

function open(): Step[] {
  return [
    ['AssignOpportunity', { owner: pick(employees) }],
    ['AdvanceOpportunity', { stage: 'relationship' }],
    ['RevalueOpportunity', { lines: lines(), reason: '方案调整' }],
    ['AdvanceOpportunity', { stage: 'negotiation' }],
    ['AdvanceOpportunity', { stage: 'bid' }],
  ];
}

function closing(): Step[] {
  return [...open(), Math.random() < 0.6 ? ['WinOpportunity', {}] : ['LoseOpportunity', { reason: 'price' }]];
}

/** What happens around the deals: people change team, customers move. Policies follow. */
export function* reorganising(client: string): Generator<Planned, never> {
  for (let number = 1; ; number += 1) {
    const isTransfer = number % 3 !== 0;
    const id = isTransfer ? pick(employees) : pick(customers);
    yield {
      command: isTransfer ? 'TransferEmployee' : 'ChangeCustomerDetails',
      id,
      key: `${client}-change-${number}`,
      body: isTransfer ? { unit: pick(teams) } : { region: pick(regions) },
      stream: `${isTransfer ? 'employee' : 'customer'}-${id}`,
    };
  }
}
