/** `npm run services -- up|down|status`: every service as a process of its own, on engines, without containers. Arguments go to it. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('test/services/main.ts'), ...process.argv.slice(2)]);
