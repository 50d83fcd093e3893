import { WrongExpectedRevision } from '../errors.ts';
import { event, events, type MakeEventStore, readWhole, storesOf, TestClock } from './given.ts';

export function appendingContract(make: MakeEventStore): void {
  const stores = storesOf(make);

  describe('appending', () => {
    it('gives a new stream its revisions from 0 and the log positions that rise', async () => {
      const store = await stores.open();
      const first = await store.append('visit-1', 'no-stream', events(3));
      const second = await store.append('visit-2', 'no-stream', events(1));
      expect(first.revision).toBe(2);
      expect(first.events.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      const positions = first.events.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
      expect(positions[0]).toBeGreaterThan(0);
      expect(first.position).toBe(positions[2]);
      expect(second.position).toBeGreaterThan(first.position);
      expect(await store.head()).toBe(second.position);
    });

    it('answers with the very events that are read afterwards', async () => {
      const store = await stores.open();
      const { events: answered } = await store.append('visit-1', 'no-stream', events(2));
      expect(await store.readStream('visit-1')).toEqual(answered);
    });

    it('goes on at the revision that the writer knows', async () => {
      const store = await stores.open();
      const first = await store.append('visit-1', 'no-stream', events(2));
      const second = await store.append('visit-1', first.revision, events(2));
      expect(second.events.map(({ revision }) => revision)).toEqual([2, 3]);
      expect((await store.readStream('visit-1')).map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    });

    it.each([
      ['there is no stream, where one is', 'no-stream' as const, 1],
      ['an older revision than the last', 0, 1],
      ['a newer revision than the last', 2, 1],
    ])('refuses a writer who believes that %s, and tells the actual revision', async (_case, expected, actual) => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(2));
      const refused = store.append('visit-1', expected, events(1));
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(refused).rejects.toMatchObject({ code: 'STORE.WRONG_EXPECTED_REVISION', stream: 'visit-1', expected, actual });
      expect(await store.readStream('visit-1')).toHaveLength(2);
    });

    it('refuses a writer who believes in a stream that is not there', async () => {
      const store = await stores.open();
      await expect(store.append('visit-1', 0, events(1))).rejects.toMatchObject({ expected: 0, actual: 'no-stream' });
      expect(await store.head()).toBe(0);
      expect((await store.append('visit-1', 'no-stream', events(1))).revision).toBe(0);
    });

    it('records all events of an append or none', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(1));
      await expect(store.append('visit-1', 'no-stream', events(50))).rejects.toBeInstanceOf(WrongExpectedRevision);
      const spoilt = [...events(2), event({ data: { amount: 10n } }), ...events(2)];
      await expect(store.append('visit-1', 0, spoilt)).rejects.toMatchObject({ code: 'STORE.INVALID' });
      expect(await readWhole(store)).toHaveLength(1);
    });

    it('takes a large batch as one', async () => {
      const store = await stores.open();
      const { revision, events: recorded } = await store.append('import-1', 'no-stream', events(5_000));
      expect(revision).toBe(4_999);
      expect(await store.readStream('import-1', { limit: 10_000 })).toEqual(recorded);
    });

    it('keeps the ordering key of the first event for ever', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(1, { orderingKey: 'customer-1' }));
      const moved = store.append('visit-1', 0, events(1, { orderingKey: 'customer-2' }));
      await expect(moved).rejects.toMatchObject({ code: 'STORE.INVALID', message: expect.stringContaining('customer-2') });
      await expect(moved).rejects.toMatchObject({ message: expect.stringContaining('customer-1') });
      const torn = [event({ orderingKey: 'customer-3' }), event({ orderingKey: 'customer-4' })];
      await expect(store.append('visit-2', 'no-stream', torn)).rejects.toMatchObject({ code: 'STORE.INVALID' });
      expect((await store.append('visit-1', 0, events(1, { orderingKey: 'customer-1' }))).revision).toBe(1);
      expect(await readWhole(store)).toHaveLength(2);
    });

    it('says of a stale writer with a foreign ordering key that he is stale: reading again tells him the rest', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(2, { orderingKey: 'customer-1' }));
      const stale = store.append('visit-1', 0, events(1, { orderingKey: 'customer-2' }));
      await expect(stale).rejects.toBeInstanceOf(WrongExpectedRevision);
    });

    it('never lets the recorded time run backwards, even if the clock does', async () => {
      const clock = new TestClock();
      const store = await stores.open(clock);
      clock.set('2026-03-01T12:00:00.000Z');
      await store.append('visit-1', 'no-stream', events(1));
      clock.set('2026-03-01T11:00:00.000Z');
      await store.append('visit-2', 'no-stream', events(1));
      clock.set('2026-03-01T13:00:00.000Z');
      await store.append('visit-3', 'no-stream', events(1));
      expect((await readWhole(store)).map(({ recordedAt }) => recordedAt)).toEqual([
        '2026-03-01T12:00:00.001Z',
        '2026-03-01T12:00:00.001Z',
        '2026-03-01T13:00:00.001Z',
      ]);
    });

    it.each([
      ['no events', 'visit-1', 'no-stream' as const, []],
      ['a negative revision', 'visit-1', -1, events(1)],
      ['half a revision', 'visit-1', 0.5, events(1)],
      ['a nameless stream', '', 'no-stream' as const, events(1)],
      ['a NUL in the stream name', 'visit-\0', 'no-stream' as const, events(1)],
      ['half a character in the stream name', 'visit-\ud83d', 'no-stream' as const, events(1)],
      ['an endless stream name', 'v'.repeat(300), 'no-stream' as const, events(1)],
      ['half a character in the ordering key', 'visit-1', 'no-stream' as const, events(1, { orderingKey: 'customer-\udc69' })],
      ['no ordering key', 'visit-1', 'no-stream' as const, events(1, { orderingKey: '' })],
      ['a nameless type', 'visit-1', 'no-stream' as const, events(1, { type: '' })],
    ])('refuses an append with %s', async (_case, stream, expected, given) => {
      const store = await stores.open();
      await expect(store.append(stream, expected, given)).rejects.toMatchObject({ code: 'STORE.INVALID' });
      expect(await store.head()).toBe(0);
    });

    it('says that it is closed once it is', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(1));
      await store.close();
      await store.close();
      await expect(store.append('visit-1', 0, events(1))).rejects.toMatchObject({ code: 'STORE.CLOSED' });
      await expect(store.readStream('visit-1')).rejects.toMatchObject({ code: 'STORE.CLOSED' });
      await expect(store.readAll({ after: 0 })).rejects.toMatchObject({ code: 'STORE.CLOSED' });
    });

    it('finishes the appends under way when it is closed', async () => {
      const store = await stores.open();
      const underWay = Array.from({ length: 50 }, (_, index) => store.append(`visit-${index}`, 'no-stream', events(1)));
      await store.close();
      const positions = (await Promise.all(underWay)).map(({ position }) => position);
      expect(new Set(positions).size).toBe(50);
    });
  });
}
