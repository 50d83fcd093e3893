/* The process that the spec kills while it writes: `node endless-writer.ts FOLDER`. It says after each batch that it goes on. */
import { writeForEver } from '@zongheng/read-store/contract';
import { openSqliteReadStore } from '../sqlite-read-store.ts';

const store = await openSqliteReadStore({ folder: process.argv[2] ?? '' });
await writeForEver(store, () => process.stdout.write('.'));
