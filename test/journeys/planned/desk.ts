import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, Problem, Receipt } from '../../running/api.ts';
import type { Line, Plan, Target } from './answers.ts';

/** Whoever plans, at one installation; invoices and visits are of its first customer. */
export interface Desk {
  command(path: string, body: object): Promise<Receipt>;
  /** Reads what shows everything that was told by now. */
  read<T>(path: string): Promise<T>;
  plan(id: string): Promise<Plan>;
  /** Waits until a policy has come to a plan. */
  planOnce(id: string, is: (found: Plan) => boolean): Promise<Plan>;
  /** The code that a command is refused with. */
  refusal(path: string, body: object): Promise<string>;
  /** Whether what explains something can be read; what is no sum of events has nothing that does. */
  isThere(address: string | null): Promise<boolean>;
  invoice(number: string, net: number, on: string): Promise<Receipt>;
  visit(id: string, on: string): Promise<Receipt>;
}

export function deskOf(apiNow: () => Api, rep: string): Desk {
  const command: Desk['command'] = (path, body) => apiNow().command(`/v1/${path}`, body);
  const read: Desk['read'] = async (path) => {
    await apiNow().caughtUp('plans');
    await apiNow().caughtUp('plans/actuals');
    return apiNow().read(`/v1/${path}`);
  };
  return {
    command,
    read,
    plan: async (id) => (await read<{ item: Plan }>(`plans/${id}`)).item,
    async planOnce(id, is) {
      for (let turn = 0; turn < 300; turn += 1) {
        const answer = await apiNow().ask<{ item: Plan }>('GET', `/v1/plans/${id}`);
        if (answer.status === 200 && is(answer.body.item)) return answer.body.item;
        await sleep(20);
      }
      throw new Error(`${id} never came to that`);
    },
    async refusal(path, body) {
      const answer = await apiNow().post<Problem>(`/v1/${path}`, body);
      if (answer.status < 400) throw new Error(`${path} was not refused`);
      return answer.body.code;
    },
    isThere: async (address) => address === null || (await apiNow().ask('GET', address)).status === 200,
    invoice(number, net, on) {
      const lines = [{ text: '专线', productLine: 'vpn', net: cny(net) }];
      return command('accounts/customer-1/issue-invoice', { number, due: '2024-04-30', month: '2024-03', contract: 'k-1', lines, on });
    },
    async visit(id, on) {
      await command('visits', {
        id,
        customer: 'customer-1',
        owner: 'rep-1',
        plannedFor: on,
        purpose: '续约',
        plan: rep,
        action: 'renew',
        on,
      });
      return command(`visits/${id}/complete`, { outcome: 'interested', on });
    },
  };
}

export const cny = (minor: number) => ({ minor, currency: 'CNY' });

export const targetOf = (found: Plan, metric: string): Target | undefined => found.targets.find(({ aim }) => aim.metric === metric);

export const actualsOf = (lines: readonly Line[]): Record<string, number | null> =>
  Object.fromEntries(lines.map(({ aim, actual }) => [aim.metric, actual]));
