import {
  type Buckets,
  type BusinessDate,
  type Command,
  type CustomerId,
  type Decider,
  type Decision,
  entryIn,
  firstRefusal,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
  withEntryIn,
  withoutEntryIn,
} from '@zongheng/kernel';
import type { MergesFact } from '@zongheng/customers-events';

export const mergeRefusals = {
  'CUSTOMERS.MERGE.ITSELF': {
    kind: 'invalid',
    title: { zh: '不能与自身合并', en: 'A file cannot be merged into itself' },
    remedy: 'name the file that goes and the one that stays',
  },
  'CUSTOMERS.MERGE.CUSTOMER_UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'No such customer' },
    remedy: 'name two customers that are registered',
  },
  'CUSTOMERS.MERGE.MERGED_ALREADY': {
    kind: 'conflict',
    title: { zh: '该客户已合并到别处', en: 'The file was merged already' },
    remedy: 'merge the file that it went into',
  },
  'CUSTOMERS.MERGE.INTO_MERGED': {
    kind: 'conflict',
    title: { zh: '目标客户已被合并', en: 'The file to stay was merged away' },
    remedy: 'merge into the file that it went into',
  },
  'CUSTOMERS.MERGE.CYCLE': {
    kind: 'conflict',
    title: { zh: '合并成环', en: 'The merge would run in a circle' },
    remedy: 'nothing: the other file went into this one already',
  },
  'CUSTOMERS.MERGE.NOT_MERGED': {
    kind: 'conflict',
    title: { zh: '该客户未被合并', en: 'The file was never merged' },
    remedy: 'name a file that was merged into another',
  },
} as const satisfies RefusalTable;

const refuse = refusing(mergeRefusals);

/** Where each merged file went, by its id: an import may merge tens of thousands. */
export interface MergesState {
  readonly into: Buckets<CustomerId>;
  /** The date of the last that was said of a file: that it was merged, or that this was undone. */
  readonly last: Buckets<BusinessDate>;
}

export interface MergeCustomers extends Command<'MergeCustomers'> {
  /** The file that goes; its id forwards from then on. */
  readonly merged: CustomerId;
  /** The file that stays. */
  readonly into: CustomerId;
  /** Whether there are such files. */
  readonly mergedKnown: boolean;
  readonly intoKnown: boolean;
  readonly reason: string;
}
/** Undoes a merge: what was recorded on either file since stays where it was recorded. */
export interface UnmergeCustomers extends Command<'UnmergeCustomers'> {
  readonly merged: CustomerId;
  readonly reason: string;
}
export type MergesCommand = MergeCustomers | UnmergeCustomers;

export const mergesDecider: Decider<MergesState, MergesCommand, MergesFact> = {
  stateVersion: 2,
  initialState: () => ({ into: {}, last: {} }),
  evolve(state, { type, data, businessDate }) {
    const last = withEntryIn(state.last, data.merged, businessDate);
    switch (type) {
      case 'CustomersMerged':
        return { into: withEntryIn(state.into, data.merged, data.into), last };
      case 'CustomersUnmerged':
        return { into: withoutEntryIn(state.into, data.merged), last };
    }
  },
  decide(state, command) {
    switch (command.type) {
      case 'MergeCustomers':
        return merge(state, command);
      case 'UnmergeCustomers':
        return unmerge(state, command);
    }
  },
};

function merge(state: MergesState, command: MergeCustomers): Decision<MergesFact> {
  const { merged, into, reason } = command;
  if (isOneAlready(state, command)) return [];
  const no = firstRefusal(bothKnown(command), staysApart(state, command), notInFuture(command), inOrder(state, command));
  return no ?? [{ type: 'CustomersMerged', businessDate: command.on, data: { merged, into, reason } }];
}

function unmerge(state: MergesState, command: UnmergeCustomers): Decision<MergesFact> {
  const { merged, reason } = command;
  const into = mergedInto(state, merged);
  if (into === null) {
    if (entryIn(state.last, merged) !== undefined) return [];
    return refuse('CUSTOMERS.MERGE.NOT_MERGED', `${merged} stands for itself, as ever`, { field: '/merged' });
  }
  const no = firstRefusal(notInFuture(command), inOrder(state, command));
  return no ?? [{ type: 'CustomersUnmerged', businessDate: command.on, data: { merged, into, reason } }];
}

function inOrder(state: MergesState, command: MergesCommand): Refusal | null {
  const last = entryIn(state.last, command.merged);
  return last === undefined ? null : notBefore(command, last);
}

/** The file that a merged one went into, one step; null where it was not merged. */
export function mergedInto(state: MergesState, customer: CustomerId): CustomerId | null {
  return entryIn(state.into, customer) ?? null;
}

/** The file that stands for a customer now: where the id forwards to in the end, or the id itself. */
export function survivorOf(state: MergesState, customer: CustomerId): CustomerId {
  let at = customer;
  for (let next = mergedInto(state, at); next !== null; next = mergedInto(state, at)) at = next;
  return at;
}

/** A file that has gone forwards to the same one as the file to stay: the two are one customer already, be it over others. */
function isOneAlready(state: MergesState, { merged, into }: MergeCustomers): boolean {
  return merged !== into && mergedInto(state, merged) !== null && survivorOf(state, merged) === survivorOf(state, into);
}

function bothKnown({ merged, into, mergedKnown, intoKnown }: MergeCustomers): Refusal | null {
  if (mergedKnown && intoKnown) return null;
  return mergedKnown ? unknown(into, '/into') : unknown(merged, '/merged');
}

function unknown(customer: CustomerId, field: string): Refusal {
  return refuse('CUSTOMERS.MERGE.CUSTOMER_UNKNOWN', `there is no customer ${customer}`, { field });
}

/** Each file goes once, and only into one that has not gone: so no way forward ever runs in a circle. */
function staysApart(state: MergesState, { merged, into }: MergeCustomers): Refusal | null {
  if (merged === into) return refuse('CUSTOMERS.MERGE.ITSELF', `both are ${merged}`, { field: '/into' });
  const gone = mergedInto(state, merged);
  const survivor = survivorOf(state, into);
  if (survivor === merged) return refuse('CUSTOMERS.MERGE.CYCLE', `${into} forwards to ${merged}`, { field: '/into' });
  if (gone !== null) {
    return refuse('CUSTOMERS.MERGE.MERGED_ALREADY', `${merged} forwards to ${survivorOf(state, gone)}`, { field: '/merged' });
  }
  if (survivor === into) return null;
  return refuse('CUSTOMERS.MERGE.INTO_MERGED', `${into} forwards to ${survivor}`, { field: '/into', remedy: `merge into ${survivor}` });
}
