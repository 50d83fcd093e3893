export * from './due-dates.ts';
export * from './plan/checking.ts';
export * from './plan/commands.ts';
export * from './plan/decide.ts';
export * from './plan/reminding.ts';
export * from './plan/state.ts';
export * from './refusals.ts';
export * from './tolerance.ts';
