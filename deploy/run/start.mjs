/** `npm start`: installs when needed and starts the whole system in one process, from source, on the embedded engines. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('services/crm/src/main.ts'), ...process.argv.slice(2)]);
