/** One benchmark in a process of its own: `node … one.ts NAME SCALE FILE`. */
import { chosenBenches, leaveRows, runHere } from './run.ts';

const [name = '', scale = '1', file = ''] = process.argv.slice(2);
const [bench] = chosenBenches([name]);
if (!bench) throw new Error(`no benchmark is called ${name}`);
leaveRows(file, await runHere(bench, Number(scale), (text) => void process.stderr.write(`${text}\n`)));
