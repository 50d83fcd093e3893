import { CountField, IdField, IntegerField, TextField } from '../fields/fields.ts';
import { lampAggregate, roomAggregate, roomReference } from '../toy/house.plans.ts';
import { aggregateCommands } from './aggregate-commands.ts';

class RoomBody {
  @CountField() readonly floor!: number;
}
class InstallBody {
  @IdField() readonly room!: string;
  @TextField(200, { optional: true }) readonly note?: string;
}
class TurnBody {
  @IntegerField({ min: -1000, max: 1000 }) readonly by!: number;
}
class MoveBody {
  @IdField() readonly to!: string;
}

const summary = { zh: '玩具', en: 'toy' };
const lamps = { aggregate: lampAggregate, collection: 'lamps', title: { zh: '灯', en: 'Lamps' } };
const rooms = { aggregate: roomAggregate, collection: 'rooms', title: { zh: '房间', en: 'Rooms' } };

describe('the commands of an aggregate', () => {
  it('are declared each by its type, its body and its place in the API', () => {
    const group = aggregateCommands(lamps, (command) => [
      command.creates('InstallLamp', InstallBody, {
        summary,
        async prepare(body, given) {
          const room = await given.load(roomReference, body.room);
          return { ...body, floor: room?.state.floor ?? 0 };
        },
      }),
      command('TurnLamp', TurnBody, { verb: 'turn', summary }),
      command.internal('MoveLamp', MoveBody, { summary, prepare: (body, given) => ({ to: given.state.room ?? body.to }) }),
    ]);
    expect(group.commands.map((command) => [command.type, command.creates, command.route.kind])).toEqual([
      ['InstallLamp', true, 'creates'],
      ['TurnLamp', false, 'verb'],
      ['MoveLamp', false, 'internal'],
    ]);
  });

  it('do not compile where one is left out, unknown, or its body is not what the decider wants', () => {
    const room = { summary };
    // @ts-expect-error -- MoveLamp and InstallLamp are missing
    const short = aggregateCommands(lamps, (command) => [command('TurnLamp', TurnBody, { verb: 'turn', summary })]);
    // @ts-expect-error -- rooms are not torn down
    const unknown = aggregateCommands(rooms, (command) => [command.creates('TearDown', RoomBody, room)]);
    // @ts-expect-error -- a room needs a floor: this body has none, and nothing prepares it
    const unprepared = aggregateCommands(rooms, (command) => [command.creates('BuildRoom', MoveBody, room)]);
    expect([short, unknown, unprepared].map((group) => group.commands.length)).toEqual([1, 1, 1]);
  });

  it('that share a type, a verb or a path, or cannot stand in one, stop the start', () => {
    const room = (collection: string) =>
      aggregateCommands({ ...rooms, collection }, (command) => [command.creates('BuildRoom', RoomBody, { summary })]);
    expect(() => room('Rooms/x')).toThrow(/cannot stand in a path/);
    expect(() =>
      aggregateCommands(rooms, (command) => [
        command('BuildRoom', RoomBody, { verb: 'build', summary }),
        command('BuildRoom', RoomBody, { verb: 'raise', summary }),
      ]),
    ).toThrow(/two commands are BuildRoom/);
    expect(() => aggregateCommands(rooms, (command) => [command('BuildRoom', RoomBody, { verb: 'Build!', summary })])).toThrow(
      /cannot stand in a path/,
    );
  });
});
