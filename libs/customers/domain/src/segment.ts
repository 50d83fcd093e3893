import {
  type BusinessDate,
  canonicalJson,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  firstRefusal,
  isBusinessDate,
  notInFuture,
  type Refusal,
  type RefusalTable,
  refusing,
} from '@zongheng/kernel';
import type { SegmentCondition, SegmentFact, SegmentTerms } from '@zongheng/customers-events';

export const segmentRefusals = {
  'CUSTOMERS.SEGMENT.DEFINED_ALREADY': {
    kind: 'conflict',
    title: { zh: '客户分群已定义', en: 'The segment is defined already' },
    remedy: 'revise the segment that is there, or define another under another id',
  },
  'CUSTOMERS.SEGMENT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户分群不存在', en: 'No such segment' },
    remedy: 'define the segment first',
  },
  'CUSTOMERS.SEGMENT.RETIRED': {
    kind: 'conflict',
    title: { zh: '客户分群已停用', en: 'The segment is used no longer' },
    remedy: 'define another segment',
  },
  'CUSTOMERS.SEGMENT.CONDITION_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '条件对象不存在', en: 'There is nothing of that name to ask for' },
    remedy: 'name a field of a customer’s file, an attribute defined for customers, or a measure',
  },
  'CUSTOMERS.SEGMENT.CONDITION_MISMATCHED': {
    kind: 'invalid',
    title: { zh: '条件不成立', en: 'The condition cannot be asked so' },
    remedy: 'give values of the kind that is asked for, one unless it is one of several',
  },
} as const satisfies RefusalTable;

const refuse = refusing(segmentRefusals);

/** What can be asked of a customer, by what it is, then by key. */
export type Askable = Readonly<Record<SegmentCondition['of'], Readonly<Record<string, AskableKind>>>>;
export type AskableKind = 'text' | 'number' | 'flag' | 'date';

export interface DefinedSegment {
  readonly terms: SegmentTerms;
  readonly isRetired: boolean;
  readonly last: BusinessDate;
}
/** Null where it was never defined. */
export interface SegmentState {
  readonly segment: DefinedSegment | null;
}

interface Terms {
  readonly terms: SegmentTerms;
  readonly askable: Askable;
}
export interface DefineSegment extends Command<'DefineSegment'>, Terms {}
export interface ReviseSegment extends Command<'ReviseSegment'>, Terms {
  readonly reason: string | null;
}
export interface RetireSegment extends Command<'RetireSegment'> {
  readonly reason: string | null;
}
export type SegmentCommand = DefineSegment | ReviseSegment | RetireSegment;

export const segmentDecider: Decider<SegmentState, SegmentCommand, SegmentFact> = {
  initialState: () => ({ segment: null }),
  evolve({ segment }, fact) {
    const last = fact.businessDate;
    switch (fact.type) {
      case 'SegmentDefined':
        return { segment: { terms: fact.data, isRetired: false, last } };
      case 'SegmentRevised':
        return { segment: segment && { ...segment, terms: fact.data.to, last } };
      case 'SegmentRetired':
        return { segment: segment && { ...segment, isRetired: true, last } };
    }
  },
  decide({ segment }, command) {
    if (command.type === 'DefineSegment') return define(segment, command);
    if (!segment) return refuse('CUSTOMERS.SEGMENT.UNKNOWN', 'no segment was defined under this id');
    return command.type === 'ReviseSegment' ? revise(segment, command) : retire(segment, command);
  },
};

function define(segment: DefinedSegment | null, command: DefineSegment): Decision<SegmentFact> {
  const { terms, on: businessDate } = command;
  if (segment && canonicalJson(segment.terms) === canonicalJson(terms) && !segment.isRetired) return [];
  if (segment) return refuse('CUSTOMERS.SEGMENT.DEFINED_ALREADY', `it was last changed on ${segment.last}`);
  return firstRefusal(faultOf(command), notInFuture(command)) ?? [{ type: 'SegmentDefined', businessDate, data: terms }];
}

function revise(segment: DefinedSegment, command: ReviseSegment): Decision<SegmentFact> {
  const { terms: to, reason, on: businessDate } = command;
  if (segment.isRetired) return refuse('CUSTOMERS.SEGMENT.RETIRED', `it was retired on ${segment.last}`);
  if (canonicalJson(segment.terms) === canonicalJson(to)) return [];
  const no = firstRefusal(faultOf(command), datesInOrder(command, segment.last));
  return no ?? [{ type: 'SegmentRevised', businessDate, data: { from: segment.terms, to, reason } }];
}

function retire(segment: DefinedSegment, command: RetireSegment): Decision<SegmentFact> {
  if (segment.isRetired) return [];
  const no = datesInOrder(command, segment.last);
  return no ?? [{ type: 'SegmentRetired', businessDate: command.on, data: { ...segment.terms, reason: command.reason } }];
}

function faultOf({ terms, askable }: Terms): Refusal | null {
  for (const [index, condition] of terms.conditions.entries()) {
    const field = `/conditions/${index}`;
    const known = askable[condition.of];
    const kind = Object.hasOwn(known, condition.key) ? known[condition.key] : undefined;
    if (!kind)
      return refuse('CUSTOMERS.SEGMENT.CONDITION_UNKNOWN', `there is no ${condition.of} ${condition.key}`, { field: `${field}/key` });
    const fault = misfit(condition, kind);
    if (fault) return refuse('CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', `${condition.key} ${fault}`, { field });
  }
  return null;
}

/** What of a condition cannot be; null where it can. */
function misfit({ is, values }: SegmentCondition, kind: AskableKind): string | null {
  if (is !== 'in' && values.length !== 1) return `is compared by ${is} with ${values.length} values`;
  if (is === 'missing') return typeof values[0] === 'boolean' ? null : 'is missing, or is not: true or false';
  if (is === 'prefix' && kind !== 'text') return `is a ${kind}, which begins with nothing`;
  if (kind === 'flag' && is !== 'eq' && is !== 'ne') return 'is a flag: it is so or it is not';
  const odd = values.find((value) => !isOfKind(value, kind));
  return odd === undefined ? null : `is a ${kind}, and ${JSON.stringify(odd)} was given`;
}

function isOfKind(value: string | number | boolean, kind: AskableKind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return Number.isSafeInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isBusinessDate(value);
  }
}
