import type { MergesFact } from '@zongheng/customers-events';
import fc from 'fast-check';
import { foldOf, isRefusal } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import { customer, day, on } from './commands.spec-data.ts';
import { mergedInto, type MergeCustomers, mergesDecider, survivorOf } from './merges.ts';

const merges = specification(mergesDecider);
const reason = '同一税号，重复建档';
const merged = (from: string, into: string, date = '2026-01-05'): MergesFact => ({
  type: 'CustomersMerged',
  businessDate: day(date),
  data: { merged: customer(from), into: customer(into), reason },
});
const merge = (from: string, into: string, more: Partial<MergeCustomers> = {}): MergeCustomers => ({
  type: 'MergeCustomers',
  ...on('2026-01-05'),
  merged: customer(from),
  into: customer(into),
  mergedKnown: true,
  intoKnown: true,
  reason,
  ...more,
});

describe('merging two files', () => {
  it('says which goes, which stays, and why', () => {
    merges.given().when(merge('a', 'b')).then(merged('a', 'b'));
  });

  it('lets a file that others went into go on itself', () => {
    merges.given(merged('a', 'b')).when(merge('b', 'c')).then(merged('b', 'c'));
  });

  it('changes nothing where the two are one already, directly or over others', () => {
    merges.given().whenRepeated(merge('a', 'b')).thenNothing();
    merges.given(merged('a', 'b'), merged('b', 'c')).when(merge('a', 'c')).thenNothing();
    merges.given(merged('a', 'c'), merged('b', 'c')).when(merge('a', 'b')).thenNothing();
  });

  it('is refused for a file with itself', () => {
    merges.given().when(merge('a', 'a')).thenRefused('CUSTOMERS.MERGE.ITSELF');
    merges.given(merged('a', 'b')).when(merge('a', 'a')).thenRefused('CUSTOMERS.MERGE.ITSELF');
  });

  it('is refused for a file that went elsewhere, and says where it is now', () => {
    const no = merges.given(merged('a', 'b'), merged('b', 'c')).when(merge('a', 'd')).thenRefused('CUSTOMERS.MERGE.MERGED_ALREADY');
    expect(no.found).toBe('a forwards to c');
  });

  it('is refused into a file that went elsewhere, and says which to take instead', () => {
    const no = merges.given(merged('b', 'c'), merged('c', 'd')).when(merge('a', 'b')).thenRefused('CUSTOMERS.MERGE.INTO_MERGED');
    expect(no.remedy).toBe('merge into d');
  });

  it('is refused where it would run in a circle, over others too', () => {
    merges.given(merged('a', 'b')).when(merge('b', 'a')).thenRefused('CUSTOMERS.MERGE.CYCLE');
    merges.given(merged('a', 'b'), merged('b', 'c')).when(merge('c', 'a')).thenRefused('CUSTOMERS.MERGE.CYCLE');
  });

  it('is refused for customers that nobody registered, and ahead of its day', () => {
    expect(
      merges
        .given()
        .when(merge('a', 'b', { mergedKnown: false }))
        .thenRefused('CUSTOMERS.MERGE.CUSTOMER_UNKNOWN').field,
    ).toBe('/merged');
    expect(
      merges
        .given()
        .when(merge('a', 'b', { intoKnown: false }))
        .thenRefused('CUSTOMERS.MERGE.CUSTOMER_UNKNOWN').field,
    ).toBe('/into');
    merges
      .given()
      .when(merge('a', 'b', on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });
});

describe('the old id of a merged file', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'constructor', 'toString'];
  const anyCommand = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).map(([from, into]) => merge(from, into));

  it('forwards step by step to the file that stands', () => {
    const state = foldOf(mergesDecider, [merged('a', 'b'), merged('b', 'c')]);
    expect(survivorOf(state, customer('a'))).toBe('c');
    expect(mergedInto(state, customer('a'))).toBe('b');
    expect(survivorOf(state, customer('x'))).toBe('x');
    expect(mergedInto(state, customer('constructor'))).toBeNull();
  });

  it('always forwards to one file that has not gone, whatever was asked', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        let state = mergesDecider.initialState();
        for (const command of commands) {
          const decided = mergesDecider.decide(state, command);
          if (!isRefusal(decided)) state = foldOf(mergesDecider, decided, state);
        }
        for (const id of ids) {
          let at = customer(id);
          for (let steps = 0; steps < ids.length; steps += 1) at = mergedInto(state, at) ?? at;
          expect(mergedInto(state, at)).toBeNull();
          expect(survivorOf(state, customer(id))).toBe(at);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is found among tens of thousands', () => {
    const facts = Array.from({ length: 20_000 }, (_, index) => merged(`old-${index}`, `new-${index}`));
    const state = foldOf(mergesDecider, facts);
    expect(survivorOf(state, customer('old-19999'))).toBe('new-19999');
  });
});

describe('undoing a merge', () => {
  const undone = (from: string, into: string, date = '2026-01-06'): MergesFact => ({
    type: 'CustomersUnmerged',
    businessDate: day(date),
    data: { merged: customer(from), into: customer(into), reason },
  });
  const unmerge = (from: string, date = '2026-01-06') =>
    ({ type: 'UnmergeCustomers', ...on(date), merged: customer(from), reason }) as const;

  it('lets the old id stand for itself again', () => {
    merges.given(merged('a', 'b')).when(unmerge('a')).then(undone('a', 'b'));
    merges.given(merged('a', 'b')).whenRepeated(unmerge('a')).thenNothing();
    merges
      .given(merged('a', 'b'), undone('a', 'b'))
      .when(merge('b', 'a', on('2026-01-07')))
      .then(merged('b', 'a', '2026-01-07'));
  });

  it('is refused for a file that was never merged, and before the merge', () => {
    merges.given().when(unmerge('a')).thenRefused('CUSTOMERS.MERGE.NOT_MERGED');
    merges.given(merged('a', 'b')).when(unmerge('a', '2026-01-04')).thenRefused('DATE.BEFORE_LAST');
  });

  it('leaves nothing behind: undone in any order, every id stands for itself, as if nothing had been merged', () => {
    const pair = fc.tuple(fc.constantFrom(...'abcdef'), fc.constantFrom(...'abcdef'));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (pairs, order) => {
        let state = mergesDecider.initialState();
        const gone: string[] = [];
        for (const [from, into] of pairs) {
          const decided = mergesDecider.decide(state, merge(from, into));
          if (isRefusal(decided) || decided.length === 0) continue;
          state = foldOf(mergesDecider, decided, state);
          gone.push(from);
        }
        while (gone.length > 0) {
          const [from = ''] = gone.splice((order.next().value ?? 0) % gone.length, 1);
          const decided = mergesDecider.decide(state, unmerge(from));
          if (isRefusal(decided)) throw new Error(decided.found);
          state = foldOf(mergesDecider, decided, state);
        }
        expect(state.into).toEqual({});
        for (const id of 'abcdef') expect(survivorOf(state, customer(id))).toBe(id);
      }),
    );
  });
});
