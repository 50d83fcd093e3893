/** A program of its own: imports one folder dryly, and prints what came of it. The memory spec runs it with a small heap. */
import { runImport } from '../run/import-run.ts';

const [folder = '', mapping = ''] = process.argv.slice(2);
const { counts } = await runImport({ mapping: JSON.parse(mapping), given: [folder], installation: null, dryRun: true, shownMax: 0 });
process.stdout.write(JSON.stringify(counts));
