import type {
  AmendContract,
  AssignContract,
  CorrectContract,
  Correction,
  DraftContract,
  HandOverContract,
  ReclassifyContract,
  RenameContract,
  RenewContract,
  ResumeContract,
  SignContract,
  SignDraft,
  SuspendContract,
  TerminateContract,
  VoidContract,
} from '../commands.ts';
import { acme, date, li, on, racks, wang } from './people.ts';

const agreement = {
  number: 'HT-1',
  title: 'Racks for the new plant',
  customer: acme,
  owner: li,
  opportunity: null,
  currency: 'CNY',
  begins: date('2026-01-01'),
  ends: date('2026-12-31'),
  lines: [racks(1_200_00)],
};

export function drafting(text: string, more: Partial<DraftContract> = {}): DraftContract {
  return { type: 'DraftContract', ...on(text), ...agreement, ...more };
}

export function signing(text: string, more: Partial<SignContract> = {}): SignContract {
  return { type: 'SignContract', ...on(text), ...agreement, ...more };
}

export function signingDraft(text: string): SignDraft {
  return { type: 'SignDraft', ...on(text) };
}

export function amending(text: string, effective: string, more: Partial<AmendContract> = {}): AmendContract {
  return { type: 'AmendContract', ...on(text), effective: date(effective), ends: null, lines: [], ended: [], reason: null, ...more };
}

export function renewing(text: string, ends: string, more: Partial<RenewContract> = {}): RenewContract {
  return { type: 'RenewContract', ...on(text), begins: null, ends: date(ends), lines: [racks(1_320_00)], reason: null, ...more };
}

export function suspending(text: string, effective: string, disposition: 'shifted' | 'forfeited' = 'shifted'): SuspendContract {
  return { type: 'SuspendContract', ...on(text), effective: date(effective), disposition, reason: 'the plant is being rebuilt' };
}

export function resuming(text: string, effective: string): ResumeContract {
  return { type: 'ResumeContract', ...on(text), effective: date(effective), reason: null };
}

export function terminating(text: string, lastDay: string): TerminateContract {
  return { type: 'TerminateContract', ...on(text), lastDay: date(lastDay), reason: 'the plant is sold' };
}

export function assigning(text: string, owner = wang): AssignContract {
  return { type: 'AssignContract', ...on(text), owner, reason: null };
}

export function handingOver(text: string, from = li, to = wang): HandOverContract {
  return { type: 'HandOverContract', ...on(text), from: from.id, to, reason: 'left' };
}

export function transferring(text: string, unit: string, owner = li): ReclassifyContract {
  return { type: 'ReclassifyContract', ...on(text), cause: 'employee-transferred', owner: owner.id, unit: unit as typeof li.unit };
}

export function moving(text: string, region: string | null, segment: string | null = 'industry'): ReclassifyContract {
  return {
    type: 'ReclassifyContract',
    ...on(text),
    cause: 'customer-changed',
    customer: acme.id,
    region: region as typeof acme.region,
    segment,
  };
}

export function correcting(text: string, correction: Correction): CorrectContract {
  return { type: 'CorrectContract', ...on(text), ...correction, reason: 'typed wrongly' };
}

export function voiding(text: string): VoidContract {
  return { type: 'VoidContract', ...on(text), reason: 'recorded twice' };
}

/** Under another number, and perhaps another title. */
export function renaming(text: string, more: Partial<RenameContract> = {}): RenameContract {
  return { type: 'RenameContract', ...on(text), number: 'HT-2', title: null, reason: '编号录入有误', ...more };
}
