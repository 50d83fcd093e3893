import { appendEventsMax, eventBytesMax } from '../encoding.ts';
import { event, events, fullEvent, type MakeEventStore, readWhole, storesOf } from './given.ts';

export function contentContract(make: MakeEventStore): void {
  const stores = storesOf(make);

  describe('what an event says', () => {
    it('comes back with every field it was given, and none it was not', async () => {
      const store = await stores.open();
      const given = [fullEvent(), event()];
      await store.append('visit-1', 'no-stream', given);
      const read = await store.readStream('visit-1');
      given.forEach((each, index) => {
        const added = { stream: 'visit-1', revision: index, position: expect.any(Number), recordedAt: expect.any(String) };
        expect(read[index]).toStrictEqual({ ...each, ...added });
      });
      expect(await readWhole(store)).toEqual(read);
    });

    it.each([
      ['emoji', '🎉👩‍👩‍👧‍👦🇨🇳'],
      ['characters beyond the basic plane', '𠮷野家、𪚥𠀀'],
      ['NUL and other control characters', 'a\0b\u0001\u001f\u007f\u2028\u2029'],
      ['half a surrogate pair', 'half \ud83d and \udc69 other'],
      ['quotes, backslashes and line ends', '"\\\r\n\t\'`${}'],
    ])('keeps %s in texts, keys and names', async (_case, text) => {
      const store = await stores.open();
      const wellFormed = text.toWellFormed().replaceAll('\0', '');
      const given = event({ data: { text, [text]: [text] }, actor: text, id: text, orderingKey: wellFormed });
      await store.append(`visit-${wellFormed}`, 'no-stream', [given]);
      const [read] = await store.readStream(`visit-${wellFormed}`);
      expect(read).toMatchObject({ data: { text, [text]: [text] }, actor: text, id: text, orderingKey: wellFormed });
      expect((await store.readAll({ after: 0 })).events).toEqual([read]);
    });

    it('keeps large and deeply nested JSON', async () => {
      const store = await stores.open();
      const lines = Array.from({ length: 2_000 }, (_, index) => ({
        index,
        amount: { minor: index * 1_000_003, currency: 'USD' },
        note: '备注',
      }));
      let nested: unknown = { end: true };
      for (let depth = 0; depth < 500; depth += 1) nested = depth % 2 === 0 ? [nested] : { nested };
      const data = { lines, nested, edges: [0, -1.5, 1e300, 2 ** 53 - 1, true, null, '', [], {}] };
      await store.append('order-1', 'no-stream', [event({ data })]);
      expect((await store.readStream('order-1'))[0]?.data).toEqual(data);
    });

    it('keeps data that is no object', async () => {
      const store = await stores.open();
      const all = [null, 7, 'text', false, []];
      await store.append(
        'visit-1',
        'no-stream',
        all.map((data) => event({ data })),
      );
      expect((await store.readStream('visit-1')).map(({ data }) => data)).toEqual(all);
    });

    it('is not changed by what the writer does with it afterwards', async () => {
      const store = await stores.open();
      const data = { stage: 'prospecting' };
      await store.append('opportunity-1', 'no-stream', [event({ data })]);
      data.stage = 'won';
      expect((await store.readStream('opportunity-1'))[0]?.data).toEqual({ stage: 'prospecting' });
    });

    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    it.each([
      ['a bigint', { amount: 10n }],
      ['a circle', circular],
      ['nothing', undefined],
      ['a function', () => 1],
    ])('is refused, and it alone, where JSON cannot say it: %s', async (_case, data) => {
      const store = await stores.open();
      const [before, refused, after] = await Promise.allSettled([
        store.append('visit-1', 'no-stream', events(1)),
        store.append('visit-2', 'no-stream', [event({ data })]),
        store.append('visit-3', 'no-stream', events(1)),
      ]);
      expect([before.status, refused.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(refused).toMatchObject({ reason: { code: 'STORE.INVALID' } });
      expect((await readWhole(store)).map(({ stream }) => stream)).toEqual(['visit-1', 'visit-3']);
    });

    it('is refused above the stated size, counted in bytes of UTF-8, and kept just below it', async () => {
      const store = await stores.open();
      const large = event({ data: 'x'.repeat(eventBytesMax) });
      await expect(store.append('visit-1', 'no-stream', [large])).rejects.toMatchObject({ code: 'STORE.TOO_LARGE' });
      const chinese = event({ data: '汉'.repeat(eventBytesMax / 3) });
      await expect(store.append('visit-1', 'no-stream', [chinese])).rejects.toMatchObject({ code: 'STORE.TOO_LARGE' });
      const fitting = event({ data: '汉'.repeat(eventBytesMax / 3 - 200) });
      await store.append('visit-1', 'no-stream', [fitting]);
      expect((await store.readStream('visit-1'))[0]?.data).toEqual(fitting.data);
    });

    it('is refused with more events in one append than stated', async () => {
      const store = await stores.open();
      const tooMany = events(appendEventsMax + 1);
      await expect(store.append('visit-1', 'no-stream', tooMany)).rejects.toMatchObject({ code: 'STORE.TOO_LARGE' });
    });
  });
}
