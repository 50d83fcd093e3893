import { EventLookup, JournalReaders } from '@zongheng/projection';
import { aggregateCommands } from '../commands/aggregate-commands.ts';
import { CountField, IdField, IntegerField, TextField } from '../fields/fields.ts';
import { Trees } from '../figures/trees.ts';
import { type ContextModule, contextModule } from '../module/context-module.ts';
import { houseRefusals, refuse } from './house.domain.ts';
import { changes, labelledLamps, lampDocuments, lightByRoom, litInPeriod } from './house.queries.ts';
import { HouseReader, NoTrees } from './house.reader.ts';
import { lampAggregate, roomAggregate, roomReference } from './house.plans.ts';

export class BuildBody {
  @CountField({ description: 'The floor', example: 3 })
  readonly floor!: number;
}

export class InstallBody {
  @IdField({ description: 'The room', example: 'r1' })
  readonly room!: string;

  @TextField(200, { optional: true, description: 'What there is to say of it' })
  readonly note?: string;
}

export class TurnBody {
  @IntegerField({ min: -1000, max: 1000 }, { description: 'How much brighter; negative: darker', example: 10 })
  readonly by!: number;
}

export class MoveBody {
  @IdField({ description: 'The room it moves to', example: 'r2' })
  readonly to!: string;
}

export const roomCommands = aggregateCommands(
  { aggregate: roomAggregate, collection: 'rooms', title: { zh: '房间', en: 'Rooms' } },
  (command) => [command.creates('BuildRoom', BuildBody, { summary: { zh: '建房间', en: 'Build a room' } })],
);

export const lampCommands = aggregateCommands(
  { aggregate: lampAggregate, collection: 'lamps', title: { zh: '灯', en: 'Lamps' } },
  (command) => [
    command.creates('InstallLamp', InstallBody, {
      summary: { zh: '安装灯', en: 'Install a lamp' },
      async prepare(body, given) {
        const room = await given.load(roomReference, body.room);
        if (!room) return refuse('HOUSE.ROOM.UNKNOWN', `there is no room ${body.room}`, { field: '/room' });
        return { ...body, floor: room.state.floor };
      },
    }),
    command('TurnLamp', TurnBody, { verb: 'turn', summary: { zh: '调亮度', en: 'Turn it up or down' } }),
    command.internal('MoveLamp', MoveBody, { summary: { zh: '移动灯', en: 'Move a lamp' } }),
  ],
);

/** The house as a context; its figures are read from a reader that the application is given. */
export const houseModule = (reader: HouseReader = new HouseReader()): ContextModule =>
  contextModule({
    name: 'house',
    commands: [roomCommands, lampCommands],
    queries: [lampDocuments, labelledLamps, lightByRoom, litInPeriod, changes],
    refusals: [houseRefusals],
    providers: [
      { provide: HouseReader, useValue: reader },
      { provide: JournalReaders, useValue: reader },
      { provide: EventLookup, useValue: { at: (positions: Iterable<number>) => reader.lookup.at(positions) } },
      { provide: Trees, useClass: NoTrees },
    ],
  });
