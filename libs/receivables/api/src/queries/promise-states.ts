import type { BusinessDate, Labels } from '@zongheng/kernel';

export type PromiseState = 'open' | 'kept' | 'broken';
export const promiseStates: Labels<PromiseState> = {
  open: { zh: '未到期', en: 'Open' },
  kept: { zh: '已兑现', en: 'Kept' },
  broken: { zh: '未兑现', en: 'Broken' },
};

/** How a promise stands about an invoice of which something is open still. */
export function stateOfPromised(by: BusinessDate, day: BusinessDate): PromiseState {
  return by < day ? 'broken' : 'open';
}
