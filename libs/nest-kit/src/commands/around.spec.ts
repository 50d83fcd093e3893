import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@zongheng/event-store';
import { isRefusal } from '@zongheng/kernel';
import { contextModule } from '../module/context-module.ts';
import { houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post as postTo } from '../toy/house.client.ts';
import { houseRefusals } from '../toy/house.domain.ts';
import { BuildBody, lampCommands } from '../toy/house.module.ts';
import { roomAggregate, roomReference } from '../toy/house.plans.ts';
import { aggregateCommands } from './aggregate-commands.ts';

let app: NestFastifyApplication;
let store: EventStore;
/** Whether the program ends between the two steps. */
let breaksOff: boolean;

/** Rooms that come with a lamp, one for each floor from the second on. */
const furnishedRooms = aggregateCommands(
  { aggregate: roomAggregate, collection: 'rooms', title: { zh: '房间', en: 'Rooms' } },
  (command) => [
    command.creates('BuildRoom', BuildBody, {
      summary: { zh: '建带灯的房间', en: 'Build a room with its lamps' },
      async around(request, given) {
        const answer = await given.carryOut(request);
        if (isRefusal(answer)) return answer;
        if (breaksOff) throw new Error('the power went');
        const floor = (await given.load(roomReference, request.id))?.state.floor ?? 0;
        for (let lamp = 1; lamp < floor; lamp += 1) {
          const step = { type: 'InstallLamp', id: `${request.id}-${lamp}`, body: { room: request.id }, name: String(lamp) };
          const hung = await given.take(step);
          if (isRefusal(hung)) return hung;
        }
        return floor > 90 ? given.take({ type: 'PaintRoom', id: request.id, body: {} }) : answer;
      },
    }),
  ],
);

beforeEach(async () => {
  breaksOff = false;
  const house = contextModule({ name: 'house', commands: [furnishedRooms, lampCommands], refusals: [houseRefusals] });
  ({ app, store } = await houseApp({}, [house]));
});
afterEach(() => app.close());

const build = (body: object, key?: string): Promise<Answered> =>
  postTo(app, '/v1/rooms', body, { 'x-actor': 'ann', ...(key ? { 'idempotency-key': key } : {}) });
async function happened(): Promise<readonly string[]> {
  const { events } = await store.readAll({ after: 0, limit: 100 });
  return events.map(({ type, stream }) => `${type} ${stream}`);
}

describe('steps around a command', () => {
  it('are carried out after it, each in its own stream, and in the name of whoever sent it', async () => {
    const answer = await build({ id: 'r1', floor: 3 });
    expect(answer).toMatchObject({ status: 201, body: { id: 'r1', events: [{ type: 'RoomBuilt' }] } });
    expect(await happened()).toEqual(['RoomBuilt room-r1', 'LampInstalled lamp-r1-1', 'LampInstalled lamp-r1-2']);
    const [lamp] = await store.readStream('lamp-r1-1');
    expect(lamp).toMatchObject({ actor: 'ann', data: { room: 'r1', floor: 3 } });
  });

  it('know the id of a command whose sender left it out', async () => {
    const { body } = await build({ floor: 2 });
    expect(await happened()).toEqual([`RoomBuilt room-${String(body['id'])}`, `LampInstalled lamp-${String(body['id'])}-1`]);
  });

  it('are repeated by a retry, without effect where they were done', async () => {
    const first = await build({ floor: 3 }, 'k1');
    const again = await build({ floor: 3 }, 'k1');
    expect(again).toMatchObject({ status: 201, body: { id: first.body['id'] } });
    expect(await happened()).toHaveLength(3);
  });

  it('are made up for by a retry, where the program ended before them', async () => {
    breaksOff = true;
    expect((await build({ id: 'r1', floor: 3 }, 'k1')).status).toBe(500);
    expect(await happened()).toEqual(['RoomBuilt room-r1']);
    breaksOff = false;
    expect((await build({ id: 'r1', floor: 3 }, 'k1')).status).toBe(201);
    expect(await happened()).toEqual(['RoomBuilt room-r1', 'LampInstalled lamp-r1-1', 'LampInstalled lamp-r1-2']);
  });

  it('answer what a step was refused with', async () => {
    await build({ id: 'r0', floor: 0 });
    await postTo(app, '/v1/lamps', { id: 'r1-1', room: 'r0' });
    expect(await build({ id: 'r1', floor: 2 })).toMatchObject({ status: 409, body: { code: 'HOUSE.LAMP.INSTALLED' } });
  });

  it('are commands that some context declares', async () => {
    expect((await build({ id: 'r1', floor: 91 })).status).toBe(500);
    expect((await ask(app, 'GET', '/openapi.json')).text).not.toContain('PaintRoom');
  });
});
