import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders for the tests of a file, removed after its last one. */
export function temporaryFolders(): { make(): string } {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), 'zongheng-test-'));
      made.push(folder);
      return folder;
    },
  };
}
