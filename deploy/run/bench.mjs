/** `npm run bench`: the benchmarks, from source. Arguments go to them. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, '--expose-gc', inProject('test/bench/src/main.ts'), ...process.argv.slice(2)]);
