import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import { type BusinessDate, type Instant, type Policy, type RecordedEvent, refusing } from '@zongheng/kernel';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';
import type { Dispatch, PolicyBinding } from '../binding.ts';

/** The toy world: when a shepherd moves, his sheep follow. What happens by itself is that `Follow` is carried out for each of them. */
export type Moved = RecordedEvent<'Moved', { readonly to: string; readonly sheep: readonly string[] }>;

export interface Flock {
  readonly log: EventStore;
  readonly store: ReadStore;
  /** Records that a shepherd moved; answers the event's position. */
  move(shepherd: string, to: string, sheep: readonly string[]): Promise<number>;
  /** Something that no policy cares for. */
  rest(shepherd: string): Promise<number>;
  /** The command side: recognises a command by its key, and refuses what it must. */
  readonly dispatch: Dispatch;
  /** Who followed where, in the order in which it happened. */
  followed(): Promise<readonly string[]>;
}

const refuse = refusing({
  'SHEEP.STUBBORN': { kind: 'conflict', title: { zh: '倔强', en: 'Stubborn' }, remedy: 'let it be' },
});

/** Each page holds two sheep. */
export const following: Policy<Moved, readonly string[]> = {
  name: 'following',
  meaning: { zh: '测试', en: 'for specs' },
  handles: ['Moved'],
  react: (event, sheep) => sheep.map((id) => ({ command: 'Follow', id, body: { to: event.data.to }, on: event.businessDate })),
};

export const followingBinding: PolicyBinding<Moved, readonly string[]> = {
  policy: following,
  async *gather({ data: { sheep } }) {
    for (let from = 0; from < sheep.length; from += 2) yield sheep.slice(from, from + 2);
  },
};

export function flockOf(store: ReadStore = memoryReadStore()): Flock {
  const log = memoryEventStore({ clock: () => '2026-03-01T00:00:00.000Z' as Instant });
  let events = 0;
  const append = async (stream: string, orderingKey: string, type: string, data: object, command?: { key: string; hash: string }) => {
    const [last] = await log.readStream(stream, { direction: 'backwards', limit: 1 });
    events += 1;
    const made = { id: `event-${events}`, type, data, schemaVersion: 1, orderingKey, actor: 'spec', correlationId: 'spec' };
    const event = { ...made, businessDate: '2026-03-01' as BusinessDate, ...(command ? { command } : undefined) };
    return (await log.append(stream, last?.revision ?? 'no-stream', [event])).position;
  };
  return {
    log,
    store,
    move: (shepherd, to, sheep) => append(`shepherd-${shepherd}`, shepherd, 'Moved', { to, sheep }),
    rest: (shepherd) => append(`shepherd-${shepherd}`, shepherd, 'Rested', {}),
    async dispatch(intent, key) {
      if (intent.id.startsWith('stubborn')) return refuse('SHEEP.STUBBORN', `${intent.id} does not follow`);
      const stream = `sheep-${intent.id}`;
      const known = (await log.readStream(stream)).some((event) => event.command?.key === key);
      if (known) return { replayed: true };
      await append(stream, intent.id, 'Followed', { ...intent.body, cause: key }, { key, hash: '' });
      return { replayed: false };
    },
    async followed() {
      const { events: all } = await log.readAll({ after: 0, limit: 10_000, types: new Set(['Followed']) });
      return all.map((event) => `${event.stream.slice(6)} → ${(event.data as { readonly to: string }).to}`);
    },
  };
}
