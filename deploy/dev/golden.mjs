/** Writes the golden file of each event that has none yet (test/golden): run it after adding an event or raising its version. */
import { prepare } from '../run/install.mjs';
import { become, fromSource, inProject } from '../run/node.mjs';

become(prepare(), [...fromSource, inProject('test/events/write-golden.ts'), ...process.argv.slice(2)]);
