/** `npm run faults`: the fault scenarios at their full length, a hundred kills (`npm test` runs a dozen). Arguments go to jest. */
process.env['CRASH_KILLS'] ??= '100';
process.argv.splice(2, 0, 'test/faults');
await import('./test.mjs');
