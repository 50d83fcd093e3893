/* The process that the spec kills while it writes: `node endless-writer.ts FOLDER`. It says when it begins. */
import { writeForEver } from '@zongheng/read-store/contract';
import { openSqliteReadStore } from '../sqlite-read-store.ts';

const store = await openSqliteReadStore({ folder: process.argv[2] ?? '' });
process.stdout.write('writing\n');
await writeForEver(store);
