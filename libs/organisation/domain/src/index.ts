export * from './employee.ts';
export * from './exchange-rates.ts';
export * from './installation.ts';
export * from './refusals.ts';
export * from './regions.ts';
export * from './units.ts';
