/**
 * `npm run faults`: the embedded product killed a hundred times (`npm test` kills it a dozen times), then every scenario on real engines. Arguments
 * go to the scenarios: `--seeds 20`, `--only kafka-paused`; with only some of them, nothing else is killed.
 */
import { spawnSync } from 'node:child_process';
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

const node = prepare();
const given = process.argv.slice(2);
if (!given.includes('--only') && !given.includes('--help')) {
  const environment = { ...process.env, CRASH_KILLS: process.env.CRASH_KILLS ?? '100' };
  const killed = spawnSync(node, [inProject('deploy/run/test.mjs'), 'test/faults'], { stdio: 'inherit', env: environment });
  if (killed.status !== 0) process.exit(killed.status ?? 1);
}
// kafkajs makes Node say that a timer was set for the past: it is known, and says nothing.
become(node, ['--disable-warning=TimeoutNegativeWarning', ...fromSource, inProject('test/faults/engines/main.ts'), ...given]);
