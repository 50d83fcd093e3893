/** `npm run deployment`: tries what can be tried of the deployment without containers. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('test/deploying/main.ts'), ...process.argv.slice(2)]);
