import { identityRefusals } from '@zongheng/customers-domain';
import { isRefusal, refusing } from '@zongheng/kernel';
import type { CommandAnswer, PinnedRequest, Receipt, Reference, Surroundings } from '@zongheng/nest-kit';
import { recordingIdentity } from './registering.ts';

const number = '91330200MA2A';
const receipt: Receipt = { id: 'port', stream: 'customer-port', revision: 3, position: 9, token: 't', events: [], replayed: false };
const request: PinnedRequest = {
  type: 'RecordIdentity',
  id: 'port',
  key: 'k1',
  body: { identity: '9133-0200 ma2a' },
  actor: 'ann',
  correlationId: 'c1',
};

/** One file and one identity. `between` happens after the number was recorded, before anything else. */
function world(between: (there: { holder: string | null; recorded: string | null }) => void) {
  const there = { holder: null as string | null, recorded: null as string | null };
  const taken: string[] = [];
  const given: Surroundings = {
    get: <T>() => ({ streamIdOf: () => 'hash' }) as T,
    load: async <State>() => {
      const identity = there.recorded === null ? null : { number: there.recorded };
      return { state: { file: { kind: 'enterprise', identity }, holder: there.holder } } as Reference<State>;
    },
    async carryOut() {
      there.recorded = number;
      between(there);
      return receipt;
    },
    async take({ type }): Promise<CommandAnswer> {
      taken.push(type);
      if (type === 'RecordIdentity') there.recorded = null;
      else if (there.holder !== null && there.holder !== 'port')
        return refusing(identityRefusals)('CUSTOMERS.IDENTITY.HELD', 'it is that of another');
      else there.holder = 'port';
      return receipt;
    },
  };
  return { given, there, taken };
}

describe('recording an identity', () => {
  it('reserves it before, and makes sure of it afterwards', async () => {
    const { given, there, taken } = world(() => undefined);
    expect(await recordingIdentity(request, given)).toBe(receipt);
    expect([taken, there]).toEqual([['ReserveIdentity', 'ReserveIdentity'], { holder: 'port', recorded: number }]);
  });

  it('keeps it where the release of what was given up a moment ago comes between', async () => {
    const { given, there } = world((now) => (now.holder = null));
    expect(await recordingIdentity(request, given)).toBe(receipt);
    expect(there).toEqual({ holder: 'port', recorded: number });
  });

  it('does not keep what another took in that moment, and says so', async () => {
    const { given, there, taken } = world((now) => (now.holder = 'harbour'));
    const answer = await recordingIdentity(request, given);
    expect(isRefusal(answer) && answer.code).toBe('CUSTOMERS.IDENTITY.HELD');
    expect([there, taken.at(-1)]).toEqual([{ holder: 'harbour', recorded: null }, 'RecordIdentity']);
  });

  it('repeated when they have another by now leaves both alone', async () => {
    const { given, there, taken } = world((now) => Object.assign(now, { holder: null, recorded: 'ANOTHER00001' }));
    expect(await recordingIdentity(request, given)).toBe(receipt);
    expect([taken, there]).toEqual([['ReserveIdentity'], { holder: null, recorded: 'ANOTHER00001' }]);
  });
});
