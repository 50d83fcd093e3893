import {
  DateText,
  defineEvent,
  type FactOf,
  Key,
  KeyOf,
  type Labels,
  type RecordedOf,
  restating,
  Shape,
  Text,
  Type,
} from '@zongheng/kernel';
import { Cell, Standing } from './cell.ts';
import { moved, Movement } from './movement.ts';
import { dispositions } from './status.ts';

const stream = 'contract';
const Reason = Type.Union([Text(500), Type.Null()]);

export const ContractDrafted = defineEvent({
  type: 'ContractDrafted',
  version: 1,
  stream,
  meaning: { zh: '草拟协议，或重新草拟', en: 'A contract was drafted, or its draft drafted anew' },
  data: Shape({
    number: Key(),
    title: Text(),
    after: Standing,
    /** What would be expected once it is signed; a draft itself counts for nothing. */
    proposed: Cell,
  }),
});

export const ContractSigned = defineEvent({
  type: 'ContractSigned',
  version: 1,
  stream,
  meaning: { zh: '签订协议（期限、产品行、逐月收入）', en: 'A contract was signed: its term, lines and monthly revenue' },
  data: Shape({ number: Key(), title: Text(), ...moved }),
});

export const ContractAmended = defineEvent({
  type: 'ContractAmended',
  version: 1,
  stream,
  meaning: { zh: '变更协议：自生效日起的月份改变', en: 'A contract was amended: its months change from the effective date on' },
  data: Shape({ reason: Reason, ...moved }),
});

export const ContractRenewed = defineEvent({
  type: 'ContractRenewed',
  version: 1,
  stream,
  meaning: { zh: '续签协议：增加一个期限', en: 'A contract was renewed: a further term was added' },
  data: Shape({ reason: Reason, ...moved }),
});

export const ContractSuspended = defineEvent({
  type: 'ContractSuspended',
  version: 1,
  stream,
  meaning: { zh: '中止协议：其后月份停计', en: 'A contract was suspended: its months stop from the effective date on' },
  data: Shape({ disposition: KeyOf(dispositions), reason: Text(500), ...moved }),
});

export const ContractResumed = defineEvent({
  type: 'ContractResumed',
  version: 1,
  stream,
  meaning: { zh: '恢复协议', en: 'A suspended contract was resumed: its months are back, shifted or without the time that was lost' },
  data: Shape({ reason: Reason, ...moved }),
});

export const ContractTerminated = defineEvent({
  type: 'ContractTerminated',
  version: 1,
  stream,
  meaning: { zh: '终止协议：最后一日之后的月份撤销', en: 'A contract was terminated: its months after the last day are gone' },
  data: Shape({
    lastDay: DateText(),
    reason: Text(500),
    ...moved,
  }),
});

export const ContractAssigned = defineEvent({
  type: 'ContractAssigned',
  version: 1,
  stream,
  meaning: { zh: '协议转交负责人', en: 'A contract was given to another owner, with its months from then on' },
  data: Shape({ reason: Reason, ...moved }),
});

export type ReclassificationCause = 'employee-transferred' | 'customer-changed';
export const reclassificationCauses: Labels<ReclassificationCause> = {
  'employee-transferred': { zh: '负责人调动', en: 'Its owner changed unit' },
  'customer-changed': { zh: '客户区域或客群变更', en: 'Its customer’s region or segment changed' },
};

export const ContractReclassified = defineEvent({
  type: 'ContractReclassified',
  version: 1,
  stream,
  meaning: { zh: '协议随组织或客户变化重新归类', en: 'What a contract is counted by changed elsewhere, and it followed' },
  data: Shape({ cause: KeyOf(reclassificationCauses), ...moved }),
});

export const ContractCorrected = defineEvent({
  type: 'ContractCorrected',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '更正：自某日起以往记录有误',
    en: 'The past was recorded wrongly: what it corrects, since when, why, the old and the new',
  },
  data: Shape({
    /** What was wrong, and since which business date it is put right. */
    corrects: Key(),
    since: DateText(),
    reason: Text(500),
    /** How the contract stood when it was corrected, and how it stands since. */
    before: Standing,
    after: Standing,
    ...restating(Movement, 400),
  }),
});

export const ContractVoided = defineEvent({
  type: 'ContractVoided',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '作废：该协议本不应登记，自始从账上撤销',
    en: 'The contract should never have been recorded: it is taken out of the books from its first day',
  },
  data: Shape({
    reason: Text(500),
    before: Standing,
    ...restating(Movement, 400, 0),
  }),
});

export const ContractRenamed = defineEvent({
  type: 'ContractRenamed',
  version: 1,
  stream,
  isCorrection: true,
  meaning: { zh: '更正协议编号或名称：登记有误', en: 'The number or the title of a contract was recorded wrongly' },
  data: Shape({
    reason: Text(500),
    from: Shape({ number: Key(), title: Text() }),
    to: Shape({ number: Key(), title: Text() }),
  }),
});

export const ContractAbandoned = defineEvent({
  type: 'ContractAbandoned',
  version: 1,
  stream,
  meaning: {
    zh: '协议未建成即作废：其编号归其他协议',
    en: 'A contract that never came about was closed for good: its number went to another',
  },
  data: Shape({ reason: Text(500) }),
});

/** All that a contract's stream may hold. */
export const contractEvents = [
  ContractDrafted,
  ContractSigned,
  ContractAmended,
  ContractRenewed,
  ContractSuspended,
  ContractResumed,
  ContractTerminated,
  ContractAssigned,
  ContractReclassified,
  ContractCorrected,
  ContractVoided,
  ContractAbandoned,
  ContractRenamed,
] as const;

export type ContractFact = FactOf<(typeof contractEvents)[number]>;
export type RecordedContractEvent = RecordedOf<(typeof contractEvents)[number]>;
