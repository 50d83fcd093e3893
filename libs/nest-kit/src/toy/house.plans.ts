import { catalogueOf, type Instant, reference } from '@zongheng/kernel';
import { defineAggregate } from '../commands/aggregate.ts';
import type { CommandPlan } from '../commands/command-plan.ts';
import { type Lamp, lampDecider, refuse, roomDecider, type RoomFact } from './house.domain.ts';
import { houseEvents } from './house.events.ts';

export const houseCatalogue = catalogueOf(houseEvents);
export const houseNow = '2026-03-02T01:00:00.000Z' as Instant;

export const roomAggregate = defineAggregate({ category: 'room', decider: roomDecider, orderingKey: (_first, id) => id });

export const lampAggregate = defineAggregate({
  category: 'lamp',
  decider: lampDecider,
  orderingKey: (first, id) => (first.type === 'LampInstalled' ? first.data.room : id),
  customerId: (lamp) => lamp.room ?? undefined,
  snapshot: { every: 10 },
});

/** A room as lamps see it. */
export const roomReference = reference<{ readonly floor: number }, RoomFact>({
  category: 'room',
  fold: { initialState: () => ({ floor: 0 }), evolve: (_room, fact) => ({ floor: fact.data.floor }) },
});

const summary = { zh: '玩具', en: 'toy' };

export const buildRoom: CommandPlan = { type: 'BuildRoom', aggregate: roomAggregate, creates: true, summary };

export const installLamp: CommandPlan<Lamp, { readonly room: string; readonly note?: string }> = {
  type: 'InstallLamp',
  aggregate: lampAggregate,
  creates: true,
  summary,
  async prepare(body, given) {
    const room = await given.load(roomReference, body.room);
    if (!room) return refuse('HOUSE.ROOM.UNKNOWN', `there is no room ${body.room}`, { field: '/room' });
    return { ...body, floor: room.state.floor };
  },
};

export const turnLamp: CommandPlan = { type: 'TurnLamp', aggregate: lampAggregate, creates: false, summary };
