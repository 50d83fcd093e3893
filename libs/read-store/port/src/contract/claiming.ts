import { setTimeout as pause } from 'node:timers/promises';
import { type MakeReadStore, inHome } from './given.ts';

const lasting = 60_000;

/** Names that one of several holds at a time. */
export function claimingContract(make: MakeReadStore): void {
  describe('a claim', () => {
    it('is one owner’s at a time, who may keep it and give it back', () =>
      inHome(make, async (home) => {
        const [one, other] = [await home.open(), await home.open()];
        expect(await one.claim('deals', { owner: 'one', forMs: lasting, note: '' })).toBe(1);
        expect(await other.claim('deals', { owner: 'other', forMs: lasting, note: 'too late' })).toBeNull();
        expect(await other.claim('moves', { owner: 'other', forMs: lasting, note: '备注' })).toBe(1);
        expect(await one.claim('deals', { owner: 'one', forMs: lasting, note: 'kept' })).toBe(1);
        expect(await other.claims()).toEqual([
          { name: 'deals', owner: 'one', note: 'kept' },
          { name: 'moves', owner: 'other', note: '备注' },
        ]);
        await other.unclaim('deals', 'other');
        expect(await other.claim('deals', { owner: 'other', forMs: lasting, note: '' })).toBeNull();
        await one.unclaim('deals', 'one');
        expect((await one.claims()).map(({ name }) => name)).toEqual(['moves']);
        expect(await other.claim('deals', { owner: 'other', forMs: lasting, note: '' })).toBe(2);
        await one.close();
        await other.close();
      }));

    it('is over by itself when its time is, and has another number when it is taken again', () =>
      inHome(make, async (home) => {
        const [one, other] = [await home.open(), await home.open()];
        expect(await one.claim('deals', { owner: 'one', forMs: 150, note: '' })).toBe(1);
        await pause(300);
        expect(await other.claims()).toEqual([]);
        expect(await one.claim('deals', { owner: 'one', forMs: 150, note: '' })).toBe(2);
        await pause(300);
        expect(await other.claim('deals', { owner: 'other', forMs: lasting, note: '' })).toBe(3);
        expect(await one.claim('deals', { owner: 'one', forMs: lasting, note: '' })).toBeNull();
        await one.close();
        await other.close();
      }));

    it('is given to one of many who ask at once', () =>
      inHome(make, async (home) => {
        const stores = await Promise.all(Array.from({ length: 4 }, () => home.open()));
        const taken = await Promise.all(
          stores.map((store, index) => store.claim('deals', { owner: `owner ${index}`, forMs: lasting, note: '' })),
        );
        expect(taken.filter((number) => number !== null)).toEqual([1]);
        for (const store of stores) await store.close();
      }));
  });
}
