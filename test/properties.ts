/**
 * What specs get when they ask for fast-check (`jest.config.mjs` sees to it): the same values at every run, so that a change is judged by itself
 * and not by luck. `npm run properties` looks further: another seed, and many times as many values for each property, whatever number it names.
 */
import real from '../node_modules/fast-check/lib/fast-check.js';

export * from '../node_modules/fast-check/lib/fast-check.js';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_101);
const times = Number(process.env['PROPERTY_TIMES'] ?? 1);
const runsUnsaid = 100;

real.configureGlobal({ seed, numRuns: runsUnsaid * times });

const assert = <Values>(property: real.IRawProperty<Values>, parameters: real.Parameters<Values> = {}) =>
  real.assert(property, { ...parameters, numRuns: (parameters.numRuns ?? runsUnsaid) * times });

export default { ...real, assert };
