import { canonicalJson, type Command, type Decider, type Decision, isRefusal, notInFuture, type Refusal } from '@zongheng/kernel';
import type { AgeingBucket, ApplyingRule, ReceivablesPolicyFact, ReminderLevel, ReminderSending } from '@zongheng/receivables-events';
import { defaultBuckets, defaultLevels, defaultRule, defaultSending } from './defaults.ts';
import { refuse } from './refusals.ts';

export interface DefineAgeingBuckets extends Command<'DefineAgeingBuckets'> {
  readonly buckets: readonly AgeingBucket[];
}
export interface DefinePaymentOrder extends Command<'DefinePaymentOrder'> {
  readonly rule: ApplyingRule;
}
export interface DefineReminderLevels extends Command<'DefineReminderLevels'> {
  readonly levels: readonly ReminderLevel[];
}
export interface DefineReminderSending extends Command<'DefineReminderSending'> {
  readonly sending: ReminderSending;
}
export type ReceivablesPolicyCommand = DefineAgeingBuckets | DefinePaymentOrder | DefineReminderLevels | DefineReminderSending;

/** A policy with its version; 0 is what holds where nothing was defined. */
interface Versioned<Value> {
  readonly version: number;
  readonly value: Value;
}

/** What is in force for receivables. */
export interface ReceivablesPolicy {
  readonly buckets: Versioned<readonly AgeingBucket[]>;
  readonly rule: Versioned<ApplyingRule>;
  readonly levels: Versioned<readonly ReminderLevel[]>;
  readonly sending: Versioned<ReminderSending>;
}

function initialState(): ReceivablesPolicy {
  return {
    buckets: { version: 0, value: defaultBuckets },
    rule: { version: 0, value: defaultRule },
    levels: { version: 0, value: defaultLevels },
    sending: { version: 0, value: defaultSending },
  };
}

function evolve(state: ReceivablesPolicy, fact: ReceivablesPolicyFact): ReceivablesPolicy {
  switch (fact.type) {
    case 'AgeingBucketsDefined':
      return { ...state, buckets: { version: fact.data.version, value: fact.data.buckets } };
    case 'PaymentOrderDefined':
      return { ...state, rule: { version: fact.data.version, value: fact.data.rule } };
    case 'ReminderLevelsDefined':
      return { ...state, levels: { version: fact.data.version, value: fact.data.levels } };
    case 'ReminderSendingDefined':
      return { ...state, sending: { version: fact.data.version, value: fact.data.sending } };
  }
}

function decide(state: ReceivablesPolicy, command: ReceivablesPolicyCommand): Decision<ReceivablesPolicyFact> {
  const no = notInFuture(command);
  if (no) return no;
  const businessDate = command.on;
  switch (command.type) {
    case 'DefineAgeingBuckets': {
      const fault = faultOfBuckets(command.buckets);
      if (isRefusal(fault)) return fault;
      if (same(state.buckets.value, command.buckets)) return [];
      const data = { version: state.buckets.version + 1, buckets: [...command.buckets] };
      return [{ type: 'AgeingBucketsDefined', businessDate, data }];
    }
    case 'DefinePaymentOrder': {
      if (same(state.rule.value, command.rule)) return [];
      return [{ type: 'PaymentOrderDefined', businessDate, data: { version: state.rule.version + 1, rule: command.rule } }];
    }
    case 'DefineReminderLevels': {
      const fault = faultOfLevels(command.levels);
      if (isRefusal(fault)) return fault;
      if (same(state.levels.value, command.levels)) return [];
      const data = { version: state.levels.version + 1, levels: [...command.levels] };
      return [{ type: 'ReminderLevelsDefined', businessDate, data }];
    }
    case 'DefineReminderSending': {
      const { sending } = command;
      if (state.sending.value === sending) return [];
      return [{ type: 'ReminderSendingDefined', businessDate, data: { version: state.sending.version + 1, sending } }];
    }
  }
}

/** Together the buckets hold every count of days once, and none both what is due and what is not. */
function faultOfBuckets(buckets: readonly AgeingBucket[]): Refusal | null {
  for (const [index, { bucket, from, to }] of buckets.entries()) {
    const field = `/buckets/${index}`;
    const before = buckets[index - 1];
    if (buckets.findIndex((each) => each.bucket === bucket) < index) {
      return refuse('RECEIVABLES.BUCKETS.REPEATED', `the bucket ${bucket} stands twice`, { field });
    }
    if (index === 0 && to !== 0) return refuse('RECEIVABLES.BUCKETS.DUE_MIXED', `the first ends with ${to}`, { field });
    const expected = before ? (before.to ?? 0) + 1 : null;
    const isLast = index === buckets.length - 1;
    if (from !== expected || (to === null) !== isLast || (to !== null && from !== null && to < from)) {
      return refuse('RECEIVABLES.BUCKETS.GAP', `${bucket} is from ${from} to ${to}, ${expected} was the next day`, { field });
    }
  }
  return buckets.length < 2 ? refuse('RECEIVABLES.BUCKETS.GAP', 'there is one bucket at most', { field: '/buckets' }) : null;
}

function faultOfLevels(levels: readonly ReminderLevel[]): Refusal | null {
  for (const [index, { level, daysOverdue }] of levels.entries()) {
    const before = levels.slice(0, index);
    if (before.some((each) => each.level === level || each.daysOverdue >= daysOverdue)) {
      return refuse('RECEIVABLES.LEVELS.NOT_RISING', `${level} is from ${daysOverdue} days on`, { field: `/levels/${index}` });
    }
  }
  return null;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

export const receivablesPolicyDecider: Decider<ReceivablesPolicy, ReceivablesPolicyCommand, ReceivablesPolicyFact> = {
  initialState,
  evolve,
  decide,
};
