import { cpus } from 'node:os';
import type { Outcome, Scenario } from './scenario.ts';

/** A scenario, and what came of it with each seed. */
export interface Tried {
  readonly scenario: Scenario;
  readonly outcomes: readonly Outcome[];
}

/** The report as it stands in the tree. */
export function reportOf(tried: readonly Tried[]): string {
  return `# Faults on the engines

Written by \`npm run faults -- --seeds 20\`; on ${cpus().length} processors, the engines on the same machine. Each scenario runs under load, and ends when everything that was
acknowledged stands in the log once, in the topic in the order of its partition, and in the read models, which equal a fold of the log to the byte.
Recovery is from the end of the cause until that was found, reading it all included; more than 30 s would be a finding.

| scenario | what goes wrong | seeds | acknowledged | recovery, median and longest | findings |
| --- | --- | ---: | ---: | ---: | --- |
${tried.map(rowOf).join('\n')}
`;
}

function rowOf({ scenario, outcomes }: Tried): string {
  const acknowledged = outcomes.reduce((sum, outcome) => sum + outcome.acknowledged, 0);
  const times = outcomes.map(({ recoveryMs }) => recoveryMs).sort((one, other) => one - other);
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const wrong = outcomes.flatMap((outcome) => outcome.wrong);
  const found = wrong.length === 0 ? 'none' : `${wrong.length}: ${(wrong[0] ?? '').split('\n')[0]?.replaceAll('|', '\\|')}`;
  const recovery = `${seconds(times[Math.floor(times.length / 2)] ?? 0)}, ${seconds(times.at(-1) ?? 0)}`;
  return `| ${scenario.name} | ${scenario.story} | ${outcomes.length} | ${acknowledged.toLocaleString('en')} | ${recovery} | ${found} |`;
}
