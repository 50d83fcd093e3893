/**
 * `npm run faults`: things go wrong on real engines while others work, each scenario with so many seeds; writes what came of it beside the scenarios.
 *
 *   npm run faults -- --seeds 20                        all of them; the report is written, for that is enough to say something
 *   npm run faults -- --seeds 3 --only kafka-paused     one
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { startGround } from './ground.ts';
import { reportOf, type Tried } from './report.ts';
import type { Outcome } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const program = new Command('faults')
  .option('--seeds <count>', 'with how many seeds each scenario is tried', '2')
  .option('--first <seed>', 'the first of them', '1')
  .option('--only <name...>', 'only these scenarios')
  .option('--report', 'writes the report, however few seeds there are')
  .parse();
const { seeds, first, only, report } = program.opts<{ seeds: string; first: string; only?: string[]; report?: boolean }>();
const chosen = scenarios.filter(({ name }) => only === undefined || only.includes(name));
const isReported = report === true || (only === undefined && Number(seeds) >= 20);
if (chosen.length === 0) program.error(`there is no such scenario; there are: ${scenarios.map(({ name }) => name).join(', ')}`);

const ground = await startGround(say);
const tried: Tried[] = [];
try {
  for (const scenario of chosen) {
    const outcomes: Outcome[] = [];
    for (let seed = Number(first); seed < Number(first) + Number(seeds); seed += 1) {
      const outcome = await scenario.run(ground, seed).catch((error: unknown): Outcome => ({
        acknowledged: 0,
        recoveryMs: 0,
        held: {},
        wrong: [`it broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      }));
      outcomes.push(outcome);
      const when = Object.entries(outcome.held)
        .map(([what, ms]) => `${what} ${ms}`)
        .join(', ');
      const found = outcome.wrong.length === 0 ? 'whole' : outcome.wrong.join('; ');
      say(
        `${scenario.name}, seed ${seed}: ${outcome.acknowledged} acknowledged, after ${Math.round(outcome.recoveryMs)} ms ${found} (${when})`,
      );
    }
    tried.push({ scenario, outcomes });
    if (isReported) writeFileSync(join(import.meta.dirname, '../report.md'), reportOf(tried));
  }
} finally {
  await ground.stop();
}
const failed = tried.filter(({ outcomes }) => outcomes.some(({ wrong }) => wrong.length > 0));
say(`${tried.length} scenarios with ${seeds} seeds each; not whole: ${failed.map(({ scenario }) => scenario.name).join(', ') || 'none'}`);
process.exit(failed.length === 0 ? 0 : 1);
