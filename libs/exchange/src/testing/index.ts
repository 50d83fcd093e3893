export * from './fake-installation.ts';
export * from './import-kit.ts';
