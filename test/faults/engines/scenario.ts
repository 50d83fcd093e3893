import { chanceOf } from './chance.ts';
import { type Company, type Crew, openCompany } from './company.ts';
import type { Ground } from './ground.ts';
import { type Findings, whole, wholeWithinMs } from './holding.ts';

/** What came of a scenario with one seed. */
export interface Outcome {
  /** How many events or commands were acknowledged under it. */
  readonly acknowledged: number;
  /** From the end of the cause until everything was whole. */
  readonly recoveryMs: number;
  /** When each of what must hold was found to hold. */
  readonly held: Readonly<Record<string, number>>;
  readonly wrong: Findings;
}

/** Something that goes wrong while others work. */
export interface Scenario {
  readonly name: string;
  /** What goes wrong, in a few words for the report. */
  readonly story: string;
  run(ground: Ground, seed: number): Promise<Outcome>;
}

/** A scenario under a company at work: `cause` makes things go wrong, and resolves when their cause is over. */
export function underLoad(name: string, story: string, crew: Crew, cause: (company: Company) => Promise<void>): Scenario {
  return {
    name,
    story,
    async run(ground, seed) {
      const company = await openCompany(ground, chanceOf(seed), seed, crew);
      try {
        await cause(company);
        const { ms, wrong, held } = await whole(company);
        const acknowledged = company.load.acknowledged.length;
        const late = ms > wholeWithinMs && wrong.length === 0 ? [`whole only after ${Math.round(ms)} ms`] : [];
        const idle = acknowledged < 50 ? [`only ${acknowledged} appends were acknowledged: that was no load`] : [];
        return { acknowledged, recoveryMs: ms, held, wrong: [...wrong, ...late, ...idle] };
      } finally {
        await company.close();
      }
    },
  };
}
