export * from './account/commands.ts';
export { accountDecider } from './account/decide.ts';
export { type AccountState, creditIn, creditKey, freeOf, invoiceIn, openOf, unappliedOf } from './account/state.ts';
export { stepsOfInvoice } from './account/steps.ts';
export * from './defaults.ts';
export * from './facts.ts';
export * from './policy.ts';
export * from './refusals.ts';
