import { type IdentityState, identityRefusals } from '@zongheng/customers-domain';
import { type CustomerId, isRefusal, refusing } from '@zongheng/kernel';
import type { CommandAnswer, PinnedRequest, Receipt, Reference, Step, Surroundings } from '@zongheng/nest-kit';
import { refuseCustomer } from '@zongheng/customers-domain';
import { recordingIdentity, releasingIdentity } from './registering.ts';

const receipt: Receipt = { id: 'port', stream: 'customer-port', revision: 3, position: 9, token: 't', events: [], replayed: false };
const request: PinnedRequest = {
  type: 'RecordIdentity',
  id: 'port',
  key: 'k1',
  body: { identity: '9133-0200 ma2a' },
  actor: 'ann',
  correlationId: 'c1',
};
const lacking = refuseCustomer('CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED', 'it is reserved for another, or for nobody');
const refuseIdentity = refusing(identityRefusals);

interface There {
  holder: string | null;
  reservations: number;
}

/** One identity. `carriedOut` says what the command answers as things stand, `reserved` what a reservation answers. */
function world(
  there: There,
  carriedOut: (there: There) => CommandAnswer,
  reserved: (there: There, steps: readonly Step[]) => CommandAnswer,
) {
  const steps: Step[] = [];
  const given: Surroundings = {
    get: <T>() => ({ streamIdOf: () => 'hash' }) as T,
    load: async <State>(_loadable: unknown, id: string) => {
      const state =
        id === 'hash'
          ? ({ ...there, holder: there.holder as CustomerId | null, last: null } satisfies IdentityState)
          : { file: { kind: 'enterprise' } };
      return { state } as Reference<State>;
    },
    carryOut: async () => carriedOut(there),
    async take(step): Promise<CommandAnswer> {
      steps.push(step);
      return step.type === 'ReserveIdentity' ? reserved(there, steps) : receipt;
    },
  };
  return { given, types: () => steps.map(({ type }) => type), steps };
}

const whereReserved = ({ holder }: There): CommandAnswer => (holder === 'port' ? receipt : lacking);
function reserving(there: There): CommandAnswer {
  Object.assign(there, { holder: 'port', reservations: there.reservations + 1 });
  return receipt;
}

describe('recording an identity', () => {
  it('reserves it and carries on', async () => {
    const { given, types } = world({ holder: null, reservations: 0 }, whereReserved, reserving);
    expect(await recordingIdentity(request, given)).toBe(receipt);
    expect(types()).toEqual(['ReserveIdentity']);
  });

  it('reserves nothing for what is refused for another reason, nor for a repeated command, whoever has the number now', async () => {
    const backwards = refuseCustomer('CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED', 'it has 2 characters');
    for (const answer of [backwards, receipt]) {
      const { given, types } = world({ holder: 'harbour', reservations: 4 }, () => answer, reserving);
      expect(await recordingIdentity(request, given)).toBe(answer);
      expect(types()).toEqual([]);
    }
  });

  it('reserves it anew where its claim is closed between the two, and says so where that goes on', async () => {
    let closings = 1;
    const closing = (there: There): CommandAnswer => {
      if (closings > 0 && there.holder === 'port') {
        closings -= 1;
        there.holder = null;
      }
      return whereReserved(there);
    };
    const once = world({ holder: null, reservations: 0 }, closing, reserving);
    expect(await recordingIdentity(request, once.given)).toBe(receipt);
    expect(once.steps.map(({ name }) => name)).toEqual(['after 0', 'after 1']);
    closings = 100;
    const always = world({ holder: null, reservations: 0 }, closing, reserving);
    expect(await recordingIdentity(request, always.given)).toBe(lacking);
  });

  it('closes a claim that the file which has it does not say, and then takes the number over', async () => {
    const there = { holder: 'harbour', reservations: 1 };
    const { given, steps, types } = world(there, whereReserved, (now, taken) =>
      taken.some(({ type }) => type === 'CloseIdentityClaim') ? reserving(now) : refuseIdentity('CUSTOMERS.IDENTITY.PENDING', 'not yet'),
    );
    expect(await recordingIdentity(request, given)).toBe(receipt);
    expect(types()).toEqual(['ReserveIdentity', 'CloseIdentityClaim', 'ReserveIdentity']);
    expect(steps[1]).toMatchObject({ id: 'harbour', body: { identity: 'hash', reservation: 1 } });
  });

  it('is told at once of a number that another has', async () => {
    const held = refuseIdentity('CUSTOMERS.IDENTITY.HELD', 'it is that of harbour');
    const { given, types } = world({ holder: 'harbour', reservations: 1 }, whereReserved, () => held);
    const answer = await recordingIdentity(request, given);
    expect(isRefusal(answer) && answer.code).toBe('CUSTOMERS.IDENTITY.HELD');
    expect(types()).toEqual(['ReserveIdentity']);
  });
});

describe('releasing an identity', () => {
  const release: PinnedRequest = { ...request, type: 'ReleaseIdentity', id: 'hash', body: { document: 'tax-code', customer: 'port' } };

  it('closes the claim of who had it first', async () => {
    const { given, steps } = world({ holder: 'port', reservations: 2 }, () => receipt, reserving);
    expect(await releasingIdentity(release, given)).toBe(receipt);
    expect(steps).toMatchObject([{ type: 'CloseIdentityClaim', id: 'port', body: { identity: 'hash', reservation: 2 } }]);
  });

  it('leaves alone what another has by now', async () => {
    const { given, types } = world({ holder: 'harbour', reservations: 3 }, () => receipt, reserving);
    expect(await releasingIdentity(release, given)).toBe(receipt);
    expect(types()).toEqual([]);
  });
});
