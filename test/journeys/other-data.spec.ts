import { jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards, root } from '../running/program.ts';
import type { Funnel } from './maven/figures.ts';

jest.setTimeout(300_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const data = join(root, '../shared/data');

/** The rows of a file by means that share nothing with the product; only columns before any quoted one are used. */
function rowsOf(file: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(join(data, file), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

/** Runs a journey where its data is, and else says that it is left out. */
function withData(folder: string, journey: () => void): void {
  if (existsSync(join(data, folder))) {
    describe(`the data set ${folder}`, () => {
      journey();
    });
    return;
  }
  process.stderr.write(`the journey of ${folder} is left out: ../shared/data/${folder} is not there\n`);
  it(`of ${folder} is left out, for it is not there`, () => expect(existsSync(join(data, folder))).toBe(false));
}

async function imported(mapping: string, folder: string, timeZone: string): Promise<{ installation: Installation; said: string }> {
  const dataDir = folders.make();
  const installation = await startInstallation(dataDir, { environment: { TIME_ZONE: timeZone } });
  const said = await crmOn(dataDir, 'import', mapping, join(data, folder));
  return { installation, said };
}

withData('olist-funnel', () => {
  let installation: Installation;
  let said: string;
  beforeAll(async () => {
    ({ installation, said } = await imported('olist', 'olist-funnel', 'America/Sao_Paulo'));
    await installation.api.caughtUp('funnel');
  });
  afterAll(() => installation?.end());

  const dateOf = (text = ''): string => `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;

  it('comes in to the last lead, and the report says what was assumed', () => {
    expect(said).toMatch(/leads +8000 rows: 8000 planned, 0 repeats, 0 bad/);
    expect(said).toMatch(/WinOpportunity +842 sent: 842 recorded/);
    expect(said).toContain('the file gives no value of a deal');
  });

  it('shows on every date as many leads and sellers won as the files do', async () => {
    const leads = new Map(
      rowsOf('olist-funnel/olist_marketing_qualified_leads_dataset.csv').map(([id = '', contacted]) => [id, dateOf(contacted)]),
    );
    const won = rowsOf('olist-funnel/olist_closed_deals_dataset.csv').map(([id = '', , , , at]) => {
      const contacted = leads.get(id) ?? '';
      return contacted > dateOf(at) ? contacted : dateOf(at);
    });
    for (let month = 5; month < 26; month += 1) {
      const asOf = new Date(Date.UTC(2017, month, 17)).toISOString().slice(0, 10);
      const { groups, totals } = await installation.api.read<Funnel>(`/v1/funnel?groupBy=status&asOf=${asOf}`);
      const shown = groups.find(({ keys }) => keys['status'] === 'won')?.count ?? 0;
      const expected = [[...leads.values()].filter((date) => date <= asOf).length, won.filter((date) => date <= asOf).length];
      expect([asOf, totals.count, shown]).toEqual([asOf, ...expected]);
    }
  });
});

withData('eventlog-helpdesk', () => {
  let installation: Installation;
  let said: string;
  beforeAll(async () => {
    ({ installation, said } = await imported('helpdesk', 'eventlog-helpdesk', 'Europe/Rome'));
    await installation.api.caughtUp('tasks');
  });
  afterAll(() => installation?.end());

  it('comes in to the last event, many rows to one task', () => {
    expect(said).toMatch(/tickets +21348 rows: .* 0 bad/);
    expect(said).toMatch(/AssignTask +4580 sent: 4580 recorded, 0 unchanged, 0 refused/);
  });

  it('shows each case once: done on the day of its last event where that ends it, open otherwise', async () => {
    const last = new Map<string, { readonly activity: string; readonly time: string }>();
    for (const [activity = '', , , time = '', , , id = ''] of rowsOf('eventlog-helpdesk/Helpdesk.csv')) {
      const known = last.get(id);
      if (!known || Date.parse(known.time) <= Date.parse(time)) last.set(id, { activity, time });
    }
    const ends = new Set(['Closed', 'INVALID', 'DUPLICATE', 'VERIFIED', 'RESOLVED']);
    const expected = [...last].map(([id, { activity, time }]) => [id, ends.has(activity) ? time.slice(0, 10) : null]).sort();
    const tasks: { readonly reference: { readonly key: string }; readonly status: string; readonly ended: string | null }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: typeof tasks; next: string | null } = await installation.api.read(
        `/v1/tasks?limit=200&fields=reference,status,ended${cursor}`,
      );
      tasks.push(...page.items);
      cursor = page.next === null ? null : `&cursor=${page.next}`;
    }
    expect(tasks.map(({ reference, ended }) => [reference.key, ended]).sort()).toEqual(expected);
    expect(tasks.every(({ status, ended }) => (status === 'completed') === (ended !== null))).toBe(true);
  });
});
