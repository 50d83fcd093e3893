import { Progress, watermarkOf } from './progress.ts';

const at = (position: number, more: Readonly<Record<number, number>> = {}): readonly number[] =>
  Array.from({ length: 64 }, (_, shard) => more[shard] ?? position);
const told = (positions: readonly number[], build = 'cards@1.1') => ({ view: 'cards', build, positions, parked: [] });

describe('the progress of a view', () => {
  it('has the lowest of its shards for a watermark, and 0 before anything is known', () => {
    const progress = new Progress();
    expect(progress.watermark('cards')).toBe(0);
    progress.set(told(at(9, { 3: 4 })));
    expect(progress.watermark('cards')).toBe(4);
    expect(watermarkOf([])).toBe(0);
  });

  it('wakes those who wait for a shard or for all of them, as soon as it is there and not before', async () => {
    const progress = new Progress();
    const woken: string[] = [];
    void progress.waitFor('cards', 3, 5, 5_000).then((reached) => woken.push(`shard ${reached}`));
    void progress.waitFor('cards', 'all', 5, 5_000).then((reached) => woken.push(`all ${reached}`));
    progress.set(told(at(4)));
    progress.set(told(at(4, { 3: 5 })));
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken).toEqual(['shard true']);
    progress.set(told(at(5)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken).toEqual(['shard true', 'all true']);
    expect(await progress.waitFor('cards', 'all', 6, 5)).toBe(false);
    progress.close();
  });

  it('is told of several views at once', () => {
    const progress = new Progress();
    const heard: string[][] = [];
    progress.onProgress((moved) => heard.push(moved.map(({ view }) => view)));
    progress.set(told(at(3)), { ...told(at(3)), view: 'boards', build: 'boards@1.1' });
    expect(heard).toEqual([['cards', 'boards']]);
    expect([progress.watermark('cards'), progress.watermark('boards')]).toEqual([3, 3]);
  });

  it('never runs backwards for one build, and starts anew with another', () => {
    const progress = new Progress();
    const heard: number[] = [];
    const forget = progress.onProgress((moved) => heard.push(...moved.map(({ positions }) => watermarkOf(positions))));
    progress.set(told(at(7)));
    progress.set(told(at(3, { 1: 9 })));
    expect(progress.get('cards')?.positions).toEqual(at(7, { 1: 9 }));
    progress.set(told(at(2), 'cards@1.2'));
    expect(progress.watermark('cards')).toBe(2);
    forget();
    progress.set(told(at(8), 'cards@1.2'));
    expect(heard).toEqual([7, 7, 2]);
  });

  it('answers those who wait for what will never come when it is closed', async () => {
    const progress = new Progress();
    const waiting = progress.waitFor('cards', 0, 1, 60_000);
    progress.close();
    expect(await waiting).toBe(false);
  });
});
