/** `npm run test:engines`: the suites that need a server, on engines found or started for them. Arguments go to jest. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('test/engines/suites.ts'), ...process.argv.slice(2)]);
