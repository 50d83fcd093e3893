import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openSqliteEventStore } from './event-store.ts';
import { testClock } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

describe('a process that closes its store', () => {
  it('ends by itself, with all it appended in one file', async () => {
    const folder = folders.make();
    const entry = fileURLToPath(new URL('testing/ending-process.ts', import.meta.url));
    const ended = spawnSync(process.execPath, ['--conditions=@zongheng/source', entry, folder], { encoding: 'utf8', timeout: 20_000 });
    expect(ended).toMatchObject({ status: 0, stdout: 'closed\n' });
    expect(readdirSync(folder).sort()).toEqual(['events.head.json', 'events.sqlite', 'owner.lock']);
    const store = await openSqliteEventStore({ folder, clock: testClock });
    expect(await store.head()).toBe(100);
    await store.close();
  });
});
