/**
 * Makes the key by which identities are named, once: `node deploy/images/identity-key.mjs FILE`. A file that is there is left as it is: the key of
 * an installation never changes. Keep a copy of it with the backups of the log.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: identity-key.mjs FILE\n');
  process.exit(2);
}

// Written whole before it has its name: whoever is interrupted leaves no half of a key.
const draft = `${file}.${process.pid}`;
try {
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o400, flag: 'wx', flush: true });
  linkSync(draft, file);
  process.stdout.write(`made ${file}: keep a copy of it\n`);
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  process.stdout.write(`${file} is there already\n`);
} finally {
  rmSync(draft, { force: true });
}
