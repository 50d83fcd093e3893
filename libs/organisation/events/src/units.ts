import {
  defineEvent,
  type FactOf,
  Id,
  KeyOf,
  type Labels,
  type RecordedOf,
  Shape,
  Text,
  Type,
  type UnitId,
  type EmployeeId,
} from '@zongheng/kernel';

export type UnitKind = 'company' | 'department' | 'team';
export const unitKinds: Labels<UnitKind> = {
  company: { zh: '公司', en: 'Company' },
  department: { zh: '部门', en: 'Department' },
  team: { zh: '团队', en: 'Team' },
};

/** All units are decided in one stream, so that the tree has one root and no cycles. */
export const unitsStream = 'units-main';

export const OrgUnitCreated = defineEvent({
  type: 'OrgUnitCreated',
  version: 1,
  stream: 'units',
  meaning: { zh: '设立组织单位', en: 'An org unit was created' },
  data: Shape({ unit: Id<UnitId>(), kind: KeyOf(unitKinds), name: Text(), parent: Type.Union([Id<UnitId>(), Type.Null()]) }),
});

export const OrgUnitMoved = defineEvent({
  type: 'OrgUnitMoved',
  version: 1,
  stream: 'units',
  meaning: { zh: '组织单位调整上级', en: 'An org unit was moved under another one' },
  data: Shape({ unit: Id<UnitId>(), from: Id<UnitId>(), to: Id<UnitId>() }),
});

export const OrgUnitHeadNamed = defineEvent({
  type: 'OrgUnitHeadNamed',
  version: 1,
  stream: 'units',
  meaning: { zh: '任命单位负责人', en: 'The head of an org unit was named' },
  data: Shape({ unit: Id<UnitId>(), from: Type.Union([Id<EmployeeId>(), Type.Null()]), to: Id<EmployeeId>() }),
});

export const unitEvents = [OrgUnitCreated, OrgUnitMoved, OrgUnitHeadNamed] as const;
export type UnitsFact = FactOf<(typeof unitEvents)[number]>;
export type RecordedUnitsEvent = RecordedOf<(typeof unitEvents)[number]>;
