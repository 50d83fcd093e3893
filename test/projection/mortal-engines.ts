/** The embedded engines, in a thread that dies soon after its first start, as one does that runs out of memory. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineModule } from '@zongheng/projection';
import { openEngines as openThem } from './engines.ts';

export const openEngines: EngineModule['openEngines'] = async (config, purpose) => {
  const { folder } = config as { readonly folder: string };
  const died = join(folder, 'died');
  if (purpose === 'projecting' && !existsSync(died)) {
    writeFileSync(died, 'once');
    setTimeout(() => process.exit(1), 300);
  }
  return openThem(config, purpose);
};
