import { type Command, type Decider, type FactOf, notInFuture, refusing, type RefusalTable } from '@zongheng/kernel';
import type { lampInstalled, lampMoved, lampTurned, roomBuilt } from './house.events.ts';

export const houseRefusals = {
  'HOUSE.ROOM.UNKNOWN': { kind: 'invalid', title: { zh: '没有这个房间', en: 'No such room' }, remedy: 'build the room first' },
  'HOUSE.LAMP.UNKNOWN': { kind: 'missing', title: { zh: '没有这盏灯', en: 'No such lamp' }, remedy: 'install the lamp first' },
  'HOUSE.LAMP.INSTALLED': { kind: 'conflict', title: { zh: '灯已安装', en: 'Installed already' }, remedy: 'move it instead' },
  'HOUSE.LAMP.OUT_ALREADY': { kind: 'conflict', title: { zh: '灯已熄灭', en: 'Out already' }, remedy: 'turn it up first' },
  'HOUSE.LAMP.TOO_BRIGHT': { kind: 'conflict', title: { zh: '太亮', en: 'Too bright' }, remedy: 'turn it down first' },
} as const satisfies RefusalTable;

export const refuse = refusing(houseRefusals);

export interface BuildRoom extends Command<'BuildRoom'> {
  readonly floor: number;
}
export type RoomFact = FactOf<typeof roomBuilt>;
export interface Room {
  readonly floor: number | null;
}

export const roomDecider: Decider<Room, BuildRoom, RoomFact> = {
  initialState: () => ({ floor: null }),
  evolve: (_room, fact) => ({ floor: fact.data.floor }),
  decide: (room, command) => (room.floor === null ? [{ type: 'RoomBuilt', businessDate: command.on, data: { floor: command.floor } }] : []),
};

export interface InstallLamp extends Command<'InstallLamp'> {
  readonly room: string;
  readonly floor: number;
  readonly note?: string;
}
export interface TurnLamp extends Command<'TurnLamp'> {
  /** How much brighter; negative: darker. */
  readonly by: number;
}
export interface MoveLamp extends Command<'MoveLamp'> {
  readonly to: string;
}
export type LampCommand = InstallLamp | TurnLamp | MoveLamp;
export type LampFact = FactOf<typeof lampInstalled | typeof lampTurned | typeof lampMoved>;
export interface Lamp {
  readonly room: string | null;
  readonly brightness: number;
}

/** As bright as a lamp of this house gets. */
export const brightnessMax = 100_000;

export const lampDecider: Decider<Lamp, LampCommand, LampFact> = {
  initialState: () => ({ room: null, brightness: 0 }),
  evolve(lamp, fact) {
    switch (fact.type) {
      case 'LampInstalled':
        return { ...lamp, room: fact.data.room };
      case 'LampTurned':
        return { ...lamp, brightness: fact.data.to };
      case 'LampMoved':
        return { ...lamp, room: fact.data.to };
    }
  },
  decide(lamp, command) {
    const early = notInFuture(command);
    if (early) return early;
    if (command.type === 'InstallLamp') {
      if (lamp.room !== null) return refuse('HOUSE.LAMP.INSTALLED', `it is in ${lamp.room}`);
      const note = command.note === undefined ? {} : { note: command.note };
      return [{ type: 'LampInstalled', businessDate: command.on, data: { room: command.room, floor: command.floor, ...note } }];
    }
    if (lamp.room === null) return refuse('HOUSE.LAMP.UNKNOWN', 'nothing was ever installed under this id');
    if (command.type === 'MoveLamp') {
      const { room } = lamp;
      if (room === command.to) return [];
      return [{ type: 'LampMoved', businessDate: command.on, data: { from: room, to: command.to, since: command.on } }];
    }
    const to = lamp.brightness + command.by;
    if (to > brightnessMax) return refuse('HOUSE.LAMP.TOO_BRIGHT', `it would have ${to}, of ${brightnessMax} at most`, { field: '/by' });
    if (to < 0) return refuse('HOUSE.LAMP.OUT_ALREADY', `it has ${lamp.brightness}, and none is left to take away`, { field: '/by' });
    return command.by === 0 ? [] : [{ type: 'LampTurned', businessDate: command.on, data: { from: lamp.brightness, to } }];
  },
};
