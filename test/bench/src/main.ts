/** `npm run bench`: every benchmark against its counterpart in the same run, as a table, and with `--json FILE` as JSON. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { benches } from './benches/index.ts';
import { askedOf, help } from './harness/arguments.ts';
import { machineLine } from './harness/machine.ts';
import { jsonOf, type Row } from './harness/row.ts';
import { tableOf } from './harness/table.ts';
import { chosenBenches, runApart, runHere } from './run.ts';

const print = (text: string): void => void process.stdout.write(text);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

try {
  const asked = askedOf(process.argv.slice(2));
  if (asked.help) print(help);
  else if (asked.list) print(benches.map((bench) => `${bench.rows.join(', ')}\n    ${bench.what}\n`).join(''));
  else await measure(asked);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function measure({ only, scale, json, together }: ReturnType<typeof askedOf>): Promise<void> {
  const chosen = chosenBenches(only);
  print(`${machineLine(tmpdir())}\n`);
  if (scale !== 1) print(`at ${scale} of the full size: a try, whose figures mean little\n`);
  const rows: Row[] = [];
  for (const bench of chosen) {
    say(`${bench.name}: ${bench.what}`);
    rows.push(...(together ? await runHere(bench, scale, say) : await runApart(bench, scale)));
    if (json !== null) writeFileSync(json, jsonOf(rows));
  }
  print(`\n${tableOf(rows)}`);
  if (rows.some((row) => row.remarks.notes?.some((note) => note.startsWith('not measured')))) process.exitCode = 1;
}
