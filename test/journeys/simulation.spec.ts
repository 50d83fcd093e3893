import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Act, simulate } from '@zongheng/simulation';
import type { BulkCommand } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { everyGroup } from './maven/figures.ts';
import { Books, type Dimension, type Figure } from './simulated/books.ts';

jest.setTimeout(180_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const until = '2024-06-30' as BusinessDate;
const world = { seed: 'journey', until, days: 365, reps: 60, teams: 16, customers: 500, deals: 800, lateShare: 0.05 };

let installation: Installation;
const books = new Books();
let follows = 0;

/** Sends the acts in order. After people or customers move, it waits for what follows by itself: then there is but one outcome. */
async function live(): Promise<void> {
  let batch: BulkCommand[] = [];
  const send = async (): Promise<void> => {
    await installation.api.bulkAll(batch, { 'x-actor': 'simulation' });
    batch = [];
  };
  for (const act of simulate(world)) {
    books.read(act);
    batch.push({ ...act });
    if (batch.length >= 2_000) await send();
    const rest = leftBehindBy(act);
    if (!rest) continue;
    follows += 1;
    await send();
    await untilNobodyIs(rest);
  }
  await send();
}

/** A query for open deals that an act leaves behind until its policy has come to them; null for other acts. */
function leftBehindBy({ command, id = '', body }: Act): string | null {
  if (command === 'TransferEmployee') return `status=open&owner=${id}&unit[ne]=${String(body['unit'])}`;
  if (command === 'ChangeCustomerDetails') return `status=open&customer=${id}&region[ne]=${String(body['region'])}`;
  return null;
}

async function untilNobodyIs(leftBehind: string): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    await installation.api.caughtUp('opportunities');
    const { items } = await installation.api.read<{ items: readonly unknown[] }>(`/v1/opportunities?limit=1&${leftBehind}`);
    if (items.length === 0) return;
    await sleep(10);
  }
  throw new Error(`nobody came to the deals with ${leftBehind}`);
}

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  await live();
  await installation.api.caughtUp('funnel');
});
afterAll(() => installation?.end());

const dates = Array.from({ length: 25 }, (_, index) => addDays(until, -15 * index));

/** The groups of a day over HTTP, those with nothing in them left out. */
async function shownOn(date: string, dimension: Dimension): Promise<ReadonlyMap<string, Figure>> {
  const { groups } = await everyGroup(installation.api, `groupBy=${dimension}&asOf=${date}`);
  return new Map(groups.map(({ keys, count, amounts }) => [keys[dimension] ?? '', { count, minor: amounts[0]?.minor ?? 0 }]));
}

describe('the funnel of a simulated carrier', () => {
  it('has people and customers that move while deals are open', () => {
    expect(follows).toBeGreaterThan(10);
    expect(books.on(until, 'stage').size).toBeGreaterThanOrEqual(6);
  });

  it.each<Dimension>(['stage', 'owner', 'unit', 'department', 'region'])(
    'by %s shows on every date what plain reading of its acts gives',
    async (dimension) => {
      for (const date of dates) {
        const shown = await shownOn(date, dimension);
        const read = books.on(date, dimension);
        expect([date, Object.fromEntries([...shown].sort())]).toEqual([date, Object.fromEntries([...read].sort())]);
      }
    },
  );

  it('is the same by any grouping: the groups of each sum to all deals', async () => {
    for (const grouping of ['stage', 'owner', 'team', 'province', 'segment', 'source', 'closeMonth']) {
      const { groups } = await everyGroup(installation.api, `groupBy=${grouping}&asOf=${until}`);
      const total = [...books.on(until, 'stage').values()].reduce((sum, figure) => sum + figure.count, 0);
      expect([grouping, groups.reduce((sum, group) => sum + group.count, 0)]).toEqual([grouping, total]);
    }
  });
});
