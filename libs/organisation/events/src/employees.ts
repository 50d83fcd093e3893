import {
  defineEvent,
  type EmployeeId,
  type FactOf,
  Id,
  KeyOf,
  type Labels,
  personal,
  type RecordedOf,
  Shape,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';

export type Role =
  | 'rep'
  | 'sales-manager'
  | 'business-management'
  | 'finance'
  | 'service'
  | 'marketing'
  | 'project-finance'
  | 'supply-desk'
  | 'analyst'
  | 'auditor';
export const roles: Labels<Role> = {
  rep: { zh: '客户经理', en: 'Sales rep' },
  'sales-manager': { zh: '销售经理', en: 'Sales manager' },
  'business-management': { zh: '经营管理办公室', en: 'Business management office' },
  finance: { zh: '财务', en: 'Finance' },
  service: { zh: '客户服务', en: 'Customer service' },
  marketing: { zh: '市场', en: 'Marketing' },
  'project-finance': { zh: '项目融资', en: 'Project finance' },
  'supply-desk': { zh: '业扩报装', en: 'Supply applications' },
  analyst: { zh: '数据分析', en: 'Data analyst' },
  auditor: { zh: '审计', en: 'Auditor' },
};

export const EmployeeJoined = defineEvent({
  type: 'EmployeeJoined',
  version: 1,
  stream: 'employee',
  meaning: { zh: '员工入职', en: 'An employee joined a unit' },
  data: Shape({ name: personal(Text()), unit: Id<UnitId>(), role: KeyOf(roles) }),
});

export const EmployeeTransferred = defineEvent({
  type: 'EmployeeTransferred',
  version: 1,
  stream: 'employee',
  meaning: { zh: '员工调动', en: 'An employee was transferred to another unit or role' },
  data: Shape({
    from: Shape({ unit: Id<UnitId>(), role: KeyOf(roles) }),
    to: Shape({ unit: Id<UnitId>(), role: KeyOf(roles) }),
  }),
});

export const EmployeeLeft = defineEvent({
  type: 'EmployeeLeft',
  version: 1,
  stream: 'employee',
  meaning: { zh: '员工离职，工作移交继任者', en: 'An employee left; what was theirs goes to the successor named' },
  data: Shape({ unit: Id<UnitId>(), successor: Id<EmployeeId>(), successorUnit: Id<UnitId>(), reason: Type.Union([Text(), Type.Null()]) }),
});

export const employeeEvents = [EmployeeJoined, EmployeeTransferred, EmployeeLeft] as const;
export type EmployeeFact = FactOf<(typeof employeeEvents)[number]>;
export type RecordedEmployeeEvent = RecordedOf<(typeof employeeEvents)[number]>;
