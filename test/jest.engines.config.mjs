/** jest for the suites that need an engine: `npm run test:engines` finds or starts the engines and names them in the environment. */
import base from './jest.config.mjs';

export default {
  ...base,
  testMatch: ['**/*.engine.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 60_000,
};
