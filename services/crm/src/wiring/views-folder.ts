import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'epoch';

/**
 * Read models belong to one life of the log. Where they were built from another one (the log was restored from a backup), they are thrown
 * away, and are built anew from the log that is here.
 */
export function readModelsOf(epoch: string, folder: string): void {
  if (epochIn(folder) === epoch) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileName), epoch);
}

function epochIn(folder: string): string | null {
  try {
    return readFileSync(join(folder, fileName), 'utf8');
  } catch {
    return null;
  }
}
