import { type KnownMerges, mergesReference } from '@zongheng/customers-events';
import type { BusinessDate, CustomerId } from '@zongheng/kernel';
import type { PinnedRequest, Receipt, Reference, Step, Surroundings } from '@zongheng/nest-kit';
import { forwarded } from './forwarding.ts';

const receipt: Receipt = { id: 'port', stream: 'customer-port', revision: 3, position: 9, token: 't', events: [], replayed: false };
const request: PinnedRequest = {
  type: 'FollowWonDeal',
  id: 'harbour',
  key: 'k1',
  body: { opportunity: 'deal' },
  actor: 'policy:stages-follow-won-deals',
  correlationId: 'c1',
};

/** What is carried out, and what is taken instead, where the file went into these, one after the other. */
async function sentWhere(...into: readonly string[]): Promise<{ readonly carriedOut: number; readonly steps: readonly Step[] }> {
  const { fold } = mergesReference;
  const files = [request.id, ...into].map((id) => id as CustomerId);
  const merges = into.reduce((known: KnownMerges, _, index) => {
    const [merged, target] = [files[index], files[index + 1]];
    if (merged === undefined || target === undefined) return known;
    const data = { merged, into: target, reason: '重复' };
    return fold.evolve(known, { type: 'CustomersMerged', businessDate: '2026-03-01' as BusinessDate, data });
  }, fold.initialState());
  const steps: Step[] = [];
  let carriedOut = 0;
  const given: Surroundings = {
    get: () => {
      throw new Error('nothing else is asked for');
    },
    load: async <State>() => ({ state: merges }) as unknown as Reference<State>,
    carryOut: async () => {
      carriedOut += 1;
      return receipt;
    },
    take: async (step) => {
      steps.push(step);
      return receipt;
    },
  };
  await forwarded(request, given);
  return { carriedOut, steps };
}

describe('what follows from a deal', () => {
  it('is carried out on the file of the deal where that stands', async () => {
    expect(await sentWhere()).toEqual({ carriedOut: 1, steps: [] });
  });

  it('is carried out on the file that stands for it, over however many merges', async () => {
    expect(await sentWhere('port', 'group')).toEqual({
      carriedOut: 0,
      steps: [{ type: 'FollowWonDeal', id: 'group', body: { opportunity: 'deal' } }],
    });
  });
});
