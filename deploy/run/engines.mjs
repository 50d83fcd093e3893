/** `npm run engines -- up|down|status`: real servers for the engine suites, without containers. Arguments go to it. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('test/engines/main.ts'), ...process.argv.slice(2)]);
