import { WrongExpectedRevision } from '../errors.ts';
import type { EventStore } from '../event-store.ts';
import { event, events, type MakeEventStore, readWhole, storesOf } from './given.ts';

export function racingContract(make: MakeEventStore): void {
  const stores = storesOf(make);

  describe('many writers at once', () => {
    it('write hundreds of streams without disturbing each other', async () => {
      const store = await stores.open();
      const streams = Array.from({ length: 500 }, (_, index) => `visit-${index}`);
      const appended = await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', events(2))));
      const whole = await readWhole(store);
      expect(whole).toHaveLength(1_000);
      expect(new Set(whole.map(({ position }) => position)).size).toBe(1_000);
      for (const [index, stream] of streams.entries()) expect(await store.readStream(stream)).toEqual(appended[index]?.events);
    });

    it('see exactly one winner for each revision of one stream', async () => {
      const store = await stores.open();
      await store.append('visit-1', 'no-stream', events(1));
      for (let revision = 0; revision < 5; revision += 1) {
        const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => store.append('visit-1', revision, events(1))));
        const losers = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
        expect(losers).toHaveLength(99);
        for (const reason of losers) {
          expect(reason).toBeInstanceOf(WrongExpectedRevision);
          expect(reason).toMatchObject({ expected: revision, actual: revision + 1 });
        }
      }
      expect((await store.readStream('visit-1')).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('see exactly one of them begin a stream', async () => {
      const store = await stores.open();
      const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => store.append('visit-1', 'no-stream', events(3))));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.readStream('visit-1')).toHaveLength(3);
    });

    it('get all their events in when losers read again and retry', async () => {
      const store = await stores.open();
      const writers = Array.from({ length: 20 }, async (_, writer) => {
        for (let more = 0; more < 5; more += 1) await appendSomehow(store, 'visit-1', `${writer}-${more}`);
      });
      await Promise.all(writers);
      const recorded = await store.readStream('visit-1');
      expect(recorded.map(({ revision }) => revision)).toEqual(Array.from({ length: 100 }, (_, revision) => revision));
      expect(new Set(recorded.map(({ id }) => id)).size).toBe(100);
    });

    it('may queue on one stream without waiting: each append names the revision that the one before will leave', async () => {
      const store = await stores.open();
      const queued = Array.from({ length: 300 }, (_, index) => store.append('visit-1', index === 0 ? 'no-stream' : index - 1, events(1)));
      expect((await Promise.all(queued)).map(({ revision }) => revision)).toEqual(Array.from({ length: 300 }, (_, revision) => revision));
    });

    it('are not spoilt by a conflict among them', async () => {
      const store = await stores.open();
      await store.append('visit-0', 'no-stream', events(1));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 100 }, (_, index) => store.append(index % 10 === 0 ? 'visit-0' : `visit-${index}`, 'no-stream', events(2))),
      );
      outcomes.forEach(({ status }, index) => expect(status).toBe(index % 10 === 0 ? 'rejected' : 'fulfilled'));
      expect(await readWhole(store)).toHaveLength(1 + 90 * 2);
    });

    it('leave a log whose recorded times and revisions rise along its positions', async () => {
      const store = await stores.open();
      await Promise.all(Array.from({ length: 30 }, (_, stream) => fill(store, `visit-${stream}`)));
      const whole = await readWhole(store, { limit: 37 });
      const revisions = new Map<string, number>();
      let latest = '';
      for (const { stream, revision, recordedAt } of whole) {
        expect(revision).toBe((revisions.get(stream) ?? -1) + 1);
        expect(recordedAt >= latest).toBe(true);
        revisions.set(stream, revision);
        latest = recordedAt;
      }
      expect(whole).toHaveLength(30 * 20);
    });
  });
}

async function fill(store: EventStore, stream: string): Promise<void> {
  let revision: number | 'no-stream' = 'no-stream';
  for (let more = 0; more < 10; more += 1) ({ revision } = await store.append(stream, revision, events(2)));
}

async function appendSomehow(store: EventStore, stream: string, id: string): Promise<void> {
  for (;;) {
    const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    try {
      await store.append(stream, last?.revision ?? 'no-stream', [event({ id })]);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}
