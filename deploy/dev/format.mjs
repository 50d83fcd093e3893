/** Runs prettier over what it formats: code and JSON, never prose, and never files kept byte for byte. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const globs = ['*.json', '{libs,services,test,deploy}/**/*.{ts,mjs,cjs,json}', '!**/golden/**', '!**/dist/**'];
const asked = process.argv.slice(2);
const paths = asked.filter((each) => !each.startsWith('--'));
const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
const flags = asked.filter((each) => each.startsWith('--'));
const done = spawnSync(process.execPath, [prettier, '--log-level=warn', ...flags, ...(paths.length > 0 ? paths : globs)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
