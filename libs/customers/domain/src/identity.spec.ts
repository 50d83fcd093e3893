import type { IdentityFact } from '@zongheng/customers-events';
import { specification } from '@zongheng/kernel/testing';
import { customer, day, on } from './commands.spec-data.ts';
import { type HolderStanding, identityDecider, type ReleaseIdentity, type ReserveIdentity } from './identity.ts';

const identities = specification(identityDecider);
const reserved = (id: string, after: string | null = null): IdentityFact => ({
  type: 'IdentityReserved',
  businessDate: day('2026-02-01'),
  data: { document: 'tax-code', customer: customer(id), after: after === null ? null : customer(after) },
});
const reserve = (id: string, holderStanding: HolderStanding = 'nothing', mergedInto: string | null = null): ReserveIdentity => ({
  type: 'ReserveIdentity',
  ...on('2026-02-01'),
  document: 'tax-code',
  customer: customer(id),
  holderStanding,
  holderMergedInto: mergedInto === null ? null : customer(mergedInto),
});
const release = (id: string, isClosed = true): ReleaseIdentity => ({
  type: 'ReleaseIdentity',
  ...on('2026-02-01'),
  document: 'tax-code',
  customer: customer(id),
  isClosed,
});

describe('an identity', () => {
  it('is reserved for one customer', () => {
    identities.given().when(reserve('a')).then(reserved('a'));
    identities.given().whenRepeated(reserve('a')).thenNothing();
    expect(identities.given(reserved('a')).when(reserve('b', 'registered')).thenRefused('CUSTOMERS.IDENTITY.HELD').found).toBe(
      'it is that of a',
    );
  });

  it('is told to be that of a file that was merged, with where it went', () => {
    const refused = identities
      .given(reserved('a'))
      .when(reserve('b', 'registered', 'c'))
      .thenRefused('CUSTOMERS.IDENTITY.HELD');
    expect(refused.found).toBe('it is that of a, which was merged into c');
  });

  it('left by a crash is taken over only after the registration it was for was closed', () => {
    identities.given(reserved('a')).when(reserve('b', 'nothing')).thenRefused('CUSTOMERS.IDENTITY.PENDING');
    identities.given(reserved('a')).when(reserve('b', 'abandoned')).then(reserved('b', 'a'));
  });

  it('that a file never came to say is taken over only after its claim was closed, and reserved anew where the file asks again', () => {
    identities.given(reserved('a')).when(reserve('b', 'claiming')).thenRefused('CUSTOMERS.IDENTITY.PENDING');
    identities.given(reserved('a')).when(reserve('b', 'lapsed')).then(reserved('b', 'a'));
    identities.given(reserved('a')).when(reserve('a', 'claiming')).thenNothing();
    identities.given(reserved('a')).when(reserve('a', 'lapsed')).then(reserved('a', 'a'));
  });

  it('counts its reservations, so that each can be told from those before', () => {
    const free: IdentityFact = {
      type: 'IdentityReleased',
      businessDate: day('2026-02-01'),
      data: { document: 'tax-code', customer: customer('a') },
    };
    const facts = [reserved('a'), free, reserved('b'), reserved('c', 'b')];
    const state = facts.reduce(identityDecider.evolve, identityDecider.initialState());
    expect(state).toMatchObject({ holder: 'c', reservations: 3 });
  });

  it('is free again once its customer has it no longer, and only then', () => {
    identities
      .given(reserved('a'))
      .when(release('a'))
      .then({ type: 'IdentityReleased', businessDate: day('2026-02-01'), data: { document: 'tax-code', customer: customer('a') } });
    identities.given(reserved('a')).whenRepeated(release('a')).thenNothing();
    identities.given(reserved('a')).when(release('a', false)).thenNothing();
    identities.given(reserved('a')).when(release('b')).thenNothing();
  });
});
