import { Count, DateText, defineEvent, Id, personal, type RecordedOf, Shape, Text, Type } from '@zongheng/kernel';

/** The events of a toy context, rooms and the lamps in them: what the kit's specs are told with. */
export const roomBuilt = defineEvent({
  type: 'RoomBuilt',
  version: 1,
  stream: 'room',
  meaning: { zh: '房间建成', en: 'A room was built' },
  data: Shape({ floor: Count() }),
});

export const lampInstalled = defineEvent({
  type: 'LampInstalled',
  version: 2,
  stream: 'lamp',
  meaning: { zh: '灯已安装', en: 'A lamp was installed' },
  data: Shape({ room: Id(), floor: Count(), note: Type.Optional(personal(Text())) }),
  upcasters: { 1: (data: { readonly room: string }) => ({ ...data, floor: 0 }) },
});

export const lampTurned = defineEvent({
  type: 'LampTurned',
  version: 1,
  stream: 'lamp',
  meaning: { zh: '亮度已调', en: 'A lamp was turned up or down' },
  data: Shape({ from: Count(), to: Count() }),
});

export const lampMoved = defineEvent({
  type: 'LampMoved',
  version: 1,
  stream: 'lamp',
  meaning: { zh: '灯已移动', en: 'A lamp was moved' },
  data: Shape({ from: Id(), to: Id(), since: DateText() }),
});

export const houseEvents = [roomBuilt, lampInstalled, lampTurned, lampMoved];
export type LampEvent = RecordedOf<typeof lampInstalled | typeof lampTurned | typeof lampMoved>;
