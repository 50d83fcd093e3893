/**
 * Runs TypeScript from source: `node --conditions=@zongheng/source --import ./deploy/run/source.mjs file.ts`.
 *
 * Node strips types itself, but cannot emit the decorator metadata that Nest injects by; swc can. What it made of a file is kept
 * under node_modules/.cache and recognised by content, so a second start neither compiles nor loads the compiler. Worker threads inherit the hook.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { swcOptions } from './swc.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cacheDirectory = join(root, 'node_modules/.cache/zongheng-source');
const require = createRequire(import.meta.url);
const compilerIdentity = `${require('@swc/core/package.json').version} ${JSON.stringify(swcOptions)}`;

mkdirSync(cacheDirectory, { recursive: true });
process.setSourceMapsEnabled(true);

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});

/** JavaScript for one TypeScript file. One kept file for each source, ending in the hash of what it was made of, bounds the cache. */
function compiled(path) {
  const text = readFileSync(path, 'utf8');
  const made = `\n// ${createHash('sha256').update(compilerIdentity).update('\0').update(text).digest('hex')}\n`;
  const kept = join(cacheDirectory, `${createHash('sha256').update(path).digest('hex')}.js`);
  try {
    const code = readFileSync(kept, 'utf8');
    if (code.endsWith(made)) return code;
  } catch {
    // Not compiled before.
  }
  const code = require('@swc/core').transformSync(text, { ...swcOptions, filename: path, sourceMaps: 'inline' }).code + made;
  keep(kept, code);
  return code;
}

/** Written aside and renamed, so that a process starting at the same time never reads half a file. */
function keep(path, code) {
  const draft = `${path}.${process.pid}.${threadId}`;
  try {
    writeFileSync(draft, code);
    renameSync(draft, path);
  } catch {
    // A cache that cannot be written only costs time: the code is at hand.
  }
}
