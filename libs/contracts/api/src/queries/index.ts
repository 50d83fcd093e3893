import { ContractDocument, contracts, heavyContractMembers, SplitProfileDocument, splitProfiles } from '@zongheng/contracts-views';
import { documentEndpoints } from '@zongheng/nest-kit';
import { backlogEndpoint, expectedChangesEndpoint, expectedEndpoint } from './expected.ts';
import { renewalsDueEndpoint } from './renewals-due.ts';
import { renewalRateEndpoint, signedEndpoint } from './terms.ts';

/** Everything of the context that can be read. */
export const contractsQueries = [
  expectedEndpoint,
  expectedChangesEndpoint,
  backlogEndpoint,
  signedEndpoint,
  renewalRateEndpoint,
  renewalsDueEndpoint,
  documentEndpoints({
    view: contracts,
    collection: 'contracts',
    title: { zh: '协议', en: 'Contracts' },
    item: ContractDocument,
    heavy: heavyContractMembers,
    revision: ({ revision }) => revision,
  }),
  documentEndpoints({
    view: splitProfiles,
    collection: 'split-profiles',
    title: { zh: '分摊曲线', en: 'Split profiles' },
    item: SplitProfileDocument,
    revision: ({ revision }) => revision,
  }),
];
