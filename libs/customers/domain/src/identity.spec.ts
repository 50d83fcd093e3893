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
const reserve = (id: string, holderStanding: HolderStanding = 'nothing'): ReserveIdentity => ({
  type: 'ReserveIdentity',
  ...on('2026-02-01'),
  document: 'tax-code',
  customer: customer(id),
  holderStanding,
});
const release = (id: string, isRecorded = false): ReleaseIdentity => ({
  type: 'ReleaseIdentity',
  ...on('2026-02-01'),
  document: 'tax-code',
  customer: customer(id),
  isRecorded,
});

describe('an identity', () => {
  it('is reserved for one customer', () => {
    identities.given().when(reserve('a')).then(reserved('a'));
    identities.given().whenRepeated(reserve('a')).thenNothing();
    expect(identities.given(reserved('a')).when(reserve('b', 'registered')).thenRefused('CUSTOMERS.IDENTITY.HELD').found).toBe(
      'it is that of a',
    );
  });

  it('left by a crash is taken over only after the registration it was for was closed', () => {
    identities.given(reserved('a')).when(reserve('b', 'nothing')).thenRefused('CUSTOMERS.IDENTITY.PENDING');
    identities.given(reserved('a')).when(reserve('b', 'abandoned')).then(reserved('b', 'a'));
  });

  it('is free again once its customer has it no longer, and only then', () => {
    identities
      .given(reserved('a'))
      .when(release('a'))
      .then({ type: 'IdentityReleased', businessDate: day('2026-02-01'), data: { document: 'tax-code', customer: customer('a') } });
    identities.given(reserved('a')).whenRepeated(release('a')).thenNothing();
    identities.given(reserved('a')).when(release('a', true)).thenNothing();
    identities.given(reserved('a')).when(release('b')).thenNothing();
  });
});
