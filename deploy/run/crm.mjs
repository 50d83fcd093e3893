/** `npm run crm -- …`: the command line, from source. */
import { prepare } from './install.mjs';
import { become, fromSource, inProject } from './node.mjs';

become(prepare(), [...fromSource, inProject('services/crm/src/cli.ts'), ...process.argv.slice(2)]);
