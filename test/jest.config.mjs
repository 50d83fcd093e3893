/** jest for the whole monorepo: native ESM, TypeScript through the same swc options the runtime uses. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from '../deploy/run/swc.mjs';

const rootDir = join(dirname(fileURLToPath(import.meta.url)), '..');

export default {
  rootDir,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // Suites that need a server of their own are run apart, where there is one.
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.engine\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/(libs|services|test)/(.*/)?dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swcOptions, sourceMaps: 'inline' }] },
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/properties.ts' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@zongheng/source', 'node', 'node-addons'] },
  setupFiles: ['reflect-metadata'],
  maxWorkers: 2,
  testTimeout: 60_000 * Number(process.env['PROPERTY_TIMES'] ?? 1),
};
