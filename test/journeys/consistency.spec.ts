import { jest } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dealing } from '../faults/load/script.ts';
import { founding } from '../faults/load/world.ts';
import type { Receipt, ShownEvent } from '../running/api.ts';
import { crm, crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { everyGroup, type Funnel } from './maven/figures.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding());
});
afterAll(() => installation?.end());

const open = (owner: string): Promise<Receipt> =>
  installation.api.command('/v1/opportunities', { title: '扩容', customer: 'customer-1', owner });

interface Item {
  readonly item: { readonly id: string; readonly revision: number; readonly status: string };
}

describe('a command’s token given to a query', () => {
  it('shows what the command did: in the document, the list, the figures and the board', async () => {
    for (let number = 1; number <= 40; number += 1) {
      const { id, token, revision } = await open('rep-2');
      const [{ item }, list, figures, board] = await Promise.all([
        installation.api.read<Item>(`/v1/opportunities/${id}?token=${token}`),
        installation.api.read<{ items: readonly { id: string }[] }>(`/v1/opportunities?owner=rep-2&limit=200`, {
          'consistency-token': token,
        }),
        installation.api.read<Funnel>(`/v1/funnel?owner=rep-2&token=${token}`),
        installation.api.read<{ columns: readonly { count: number }[] }>(`/v1/board?owner=rep-2&token=${token}`),
      ]);
      expect(item).toMatchObject({ id, revision });
      expect(list.items.map((each) => each.id)).toContain(id);
      expect([figures.totals.count, board.columns.reduce((sum, column) => sum + column.count, 0)]).toEqual([number, number]);
    }
  });

  it('shows each of many commands sent at once', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const { id, token } = await open('rep-3');
        const lost = await installation.api.command(`/v1/opportunities/${id}/lose`, { reason: 'price' }, { 'consistency-token': token });
        return installation.api.read<Item>(`/v1/opportunities/${id}?token=${lost.token}`);
      }),
    );
    expect(seen.map(({ item }) => item.status)).toEqual(seen.map(() => 'lost'));
  });

  it('that is ahead of everything is not waited for without end', async () => {
    const { token } = await open('rep-4');
    const ahead = token.replace(/\d+$/, '999999999');
    const begun = performance.now();
    const answer = await installation.api.ask('GET', `/v1/funnel?token=${ahead}`);
    expect([answer.status, answer.body['code']]).toEqual([503, 'READ.NOT_YET']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('of another log is gone, and so are its moments, pages and event ids', async () => {
    const gone: [string, Readonly<Record<string, string>>][] = [
      ['/v1/funnel?token=otherlog.3.7', {}],
      ['/v1/opportunities', { 'consistency-token': 'otherlog.3.7' }],
      ['/v1/funnel?at=otherlog.7', {}],
      ['/v1/funnel?recordedAsOf=otherlog.7', {}],
      ['/v1/events?after=otherlog.7', {}],
      ['/v1/events/stream', { 'last-event-id': 'otherlog.7' }],
    ];
    for (const [path, headers] of gone) {
      const { status, body } = await installation.api.ask('GET', path, { headers });
      expect([path, status, body['code']]).toEqual([path, 410, 'READ.EPOCH_GONE']);
      expect(body['remedy']).toContain('start again');
    }
  });
});

describe('a backup', () => {
  it('made while clients work is whole; restored it is a log of its own, with the same events and figures', async () => {
    const { api } = installation;
    const file = join(folders.make(), 'backup.sqlite');
    const script = dealing('busy');
    let isDone = false;
    const working = (async () => {
      while (!isDone) await api.bulkAll(Array.from({ length: 50 }, () => script.next().value).map(({ stream: _stream, ...line }) => line));
    })();
    const said = await crmOn(dataDir, 'backup', file);
    isDone = true;
    await working;
    const position = Number(/up to position (\d+)/.exec(said)?.[1]);
    expect(await api.head()).toBeGreaterThan(position);

    const restoredDir = join(folders.make(), 'restored');
    expect(await crmOn(restoredDir, 'restore', file)).toContain(`${position} events`);
    const restored = await startInstallation(restoredDir);
    const told = (events: readonly ShownEvent[]) =>
      events.filter((event) => event.position <= position).map(({ id, data }) => ({ id, data }));
    expect(told(await restored.api.log())).toEqual(told(await api.log()));
    await restored.api.caughtUp('funnel');
    const epoch = (await api.read<Funnel>('/v1/funnel')).at.replace(/\.\d+$/, '');
    const before = await everyGroup(api, `groupBy=owner,stage&at=${epoch}.${position}`);
    const after = await everyGroup(restored.api, 'groupBy=owner,stage');
    expect(after.groups).toEqual(before.groups);
    const gone = await restored.api.ask('GET', `/v1/funnel?at=${epoch}.${position}`);
    expect([gone.status, gone.body['code']]).toEqual([410, 'READ.EPOCH_GONE']);
    expect(await crmOn(restoredDir, 'verify', 'funnel', 'opportunities', 'customers')).not.toContain('DIFFERS');
    await restored.end();
  });

  it('is not written over a file that is there, and not restored over a log that is there', async () => {
    const file = join(folders.make(), 'backup.sqlite');
    await crmOn(dataDir, 'backup', file);
    expect((await crm(['--data-dir', dataDir, 'backup', file])).code).not.toBe(0);
    const over = await crm(['--data-dir', dataDir, 'restore', file]);
    expect(over.code).not.toBe(0);
    expect(over.stderr).not.toBe('');
    expect((await installation.api.read<Funnel>('/v1/funnel')).totals.count).toBeGreaterThan(0);
  });

  it('that is damaged, or no backup at all, is refused, and leaves nothing behind', async () => {
    const folder = folders.make();
    const file = join(folder, 'backup.sqlite');
    writeFileSync(file, 'this is no backup');
    const target = join(folder, 'restored');
    const refused = await crm(['--data-dir', target, 'restore', file]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).not.toContain('    at ');
    rmSync(file);
    expect((await crm(['--data-dir', target, 'restore', file])).code).not.toBe(0);
    const fresh = await startInstallation(target);
    expect((await fresh.end()).code).toBe(0);
  });
});
