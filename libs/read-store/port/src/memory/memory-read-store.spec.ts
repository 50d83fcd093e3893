import { readStoreContract } from '../contract/index.ts';
import { memoryReadStore, readMemory } from './memory-read-store.ts';

readStoreContract('memory', async () => {
  const memory = readMemory();
  return { open: async () => memoryReadStore(memory), remove: async () => {} };
});
