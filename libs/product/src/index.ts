export { dueListOf, type DueParts } from './due-list.ts';
export { found, foundedAs, type Founding, untilFounded } from './founding.ts';
export {
  backUpIdentityKey,
  HashedIdentities,
  identityKeyBeside,
  identityKeyIn,
  identityKeysOf,
  openIdentityKeys,
  restoreIdentityKey,
} from './identity-keys.ts';
export { InstallationModule } from './installation.module.ts';
export { compensations } from './imports/compensations.ts';
export { journals, journalsOfCommands } from './journals.ts';
export { openProduct, type OpenedProduct, type SharedEngines } from './shared-engines.ts';
export { apiInfo, contexts, ProductModule, type ProductParts } from './product-module.ts';
export { type PolicyParts, startPolicies } from './policies.ts';
export { InstallationRates, InstallationTrees } from './trees.ts';
export { catalogue, eventDefinitions } from './vocabulary.ts';
