export { dueListOf, type DueParts } from './due-list.ts';
export { found, foundedAs, type Founding } from './founding.ts';
export {
  backUpIdentityKey,
  HashedIdentities,
  identityKeyBeside,
  identityKeyIn,
  openIdentityKeys,
  restoreIdentityKey,
} from './identity-keys.ts';
export { compensations } from './imports/compensations.ts';
export { apiInfo, contexts, ProductModule, type ProductParts } from './product-module.ts';
export { type PolicyParts, startPolicies } from './policies.ts';
export { InstallationRates, InstallationTrees } from './trees.ts';
export { catalogue, eventDefinitions } from './vocabulary.ts';
