import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, ShownEvent, Standing } from '../running/api.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { disorder, missing, streamsOf, unaccounted } from './load/findings.ts';
import { cellAfter, leftBehind, wrongEffects } from './load/following.ts';
import { type Lives, liveThrough } from './load/lives.ts';

const folders = temporaryFolders();
endProgramsAfterwards();

/** How often a process is killed in all: `npm run faults` asks for a hundred. Two installations live side by side. */
const killsInAll = Number(process.env['CRASH_KILLS'] ?? 12);
const killsEach = Math.min(25, Math.ceil(killsInAll / 2));
const installations = Math.ceil(killsInAll / killsEach);

jest.setTimeout(300_000 + killsInAll * 15_000);

/** Two at a time: the machine has as many cores. */
async function inPairs<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let index = 0; index < count; index += 2) {
    done.push(...(await Promise.all([index, index + 1].filter((each) => each < count).map(work))));
  }
  return done;
}

interface Survived extends Lives {
  readonly dataDir: string;
  readonly log: readonly ShownEvent[];
}

describe(`an installation killed at random moments under load (${killsInAll} times)`, () => {
  let survived: readonly Survived[];

  beforeAll(async () => {
    survived = await inPairs(installations, async () => {
      const dataDir = folders.make();
      const lives = await liveThrough(dataDir, killsEach);
      return { ...lives, dataDir, log: await settled(lives.installation.api) };
    });
    process.stderr.write(`${survived.map(summaryOf).join('\n')}\n`);
  });

  it('loses nothing that it acknowledged', () => {
    for (const { ledger, log } of survived) {
      expect(ledger.unanswered()).toEqual([]);
      expect(ledger.acknowledged().length).toBeGreaterThan(100);
      expect(missing(ledger, log)).toEqual([]);
    }
  });

  it('carries each command out once, however often it was sent, and marks what it tells again', () => {
    for (const { ledger, log } of survived) {
      expect(unaccounted(ledger, log)).toEqual([]);
      expect(ledger.contradictions).toEqual([]);
      expect(ledger.repeats).toBeGreaterThan(0);
    }
  });

  it('keeps positions, revisions, recorded times and business dates in order', () => {
    for (const { log } of survived) expect(disorder(log)).toEqual([]);
  });

  it('lets open deals follow their owners and customers, once for each cause', () => {
    for (const { log } of survived) {
      expect(leftBehind(log)).toEqual([]);
      expect(wrongEffects(log)).toEqual([]);
      expect(log.filter((event) => event.type === 'OpportunityReclassified').length).toBeGreaterThan(0);
    }
  });

  it('shows the deals that the log tells of, each in its stage', async () => {
    for (const { log, installation } of survived) {
      const counts = new Map<string, number>();
      for (const [stream, events] of streamsOf(log)) {
        const cell = stream.startsWith('opportunity-') ? cellAfter(events) : null;
        if (cell) counts.set(cell.stage, (counts.get(cell.stage) ?? 0) + 1);
      }
      const shown = await installation.api.read<Figures>('/v1/funnel?groupBy=stage');
      expect(shown).toMatchObject({ caughtUp: true, behind: { events: 0 } });
      expect(new Map(shown.groups.map(({ keys, count }) => [keys['stage'], count]))).toEqual(counts);
    }
  });

  it('has views that equal a fold of the log, and so have their rebuilds; then it ends cleanly', async () => {
    for (const { dataDir, installation } of survived) {
      expect(await crmOn(dataDir, 'verify')).not.toContain('DIFFERS');
      for (const view of ['funnel', 'opportunities']) expect(await crmOn(dataDir, 'rebuild', view)).toContain('equal');
      expect(await crmOn(dataDir, 'verify', 'funnel', 'opportunities')).not.toContain('DIFFERS');
      expect(await crmOn(dataDir, 'parked')).toContain('nothing is parked');
      expect((await installation.end()).code).toBe(0);
    }
  });
});

interface Figures extends Standing {
  readonly groups: readonly { readonly keys: Readonly<Record<string, string>>; readonly count: number }[];
}

const settleWithinMs = 30_000;

/** The log once policies have nothing left to do: it has stopped growing and nothing is left behind. */
async function settled(api: Api): Promise<readonly ShownEvent[]> {
  const begun = performance.now();
  let log = await api.log();
  for (;;) {
    await sleep(300);
    const later = await api.log();
    const isStill = later.length === log.length && leftBehind(later).length === 0;
    log = later;
    if (isStill || performance.now() - begun > settleWithinMs) return log;
  }
}

function summaryOf({ ledger, kills, readyAfterMs, log, complaints }: Survived): string {
  const slowest = Math.round(Math.max(...readyAfterMs));
  return (
    `killed ${kills.working} times under load and ${kills.starting} times while starting: ` +
    `${ledger.acknowledged().length} commands, ${ledger.repeats} told again, ${log.length} events; ready after at most ${slowest} ms` +
    (complaints === '' ? '' : `; it said:\n${complaints}`)
  );
}
