import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { CustomerIdentityRecorded } from '@zongheng/customers-events';
import { identityIsReleased } from './release-identity.ts';

const former = { stream: 'hash-of-the-former' };
const recorded = (from: string | null, to: string | null) =>
  recorder()(CustomerIdentityRecorded, 'port', '2026-03-01', { document: 'tax-code', from, to });

describe('identities are released', () => {
  it('when their customer has another one, or none any more', () => {
    for (const to of ['NEW000001', null]) {
      const event = recorded('OLD000001', to);
      const body = { document: 'tax-code', customer: 'port' };
      policySpecification(identityIsReleased)
        .when(event, former)
        .then({ command: 'ReleaseIdentity', id: former.stream, body, on: event.businessDate });
    }
  });

  it('not where the customer had none before', () => {
    policySpecification(identityIsReleased).when(recorded(null, 'NEW000001'), former).then();
  });
});
