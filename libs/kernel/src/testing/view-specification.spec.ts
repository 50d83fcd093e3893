import type { BusinessDate } from '../calendar.ts';
import { defineEvent, type RecordedOf } from '../event.ts';
import type { Intent, Policy } from '../policy.ts';
import { documentView, journalView, viewId } from '../projection.ts';
import { Shape, Type } from '../schema.ts';
import { recorder } from './recorded.ts';
import { documentSpecification, documentsOf, journalSpecification, policySpecification } from './view-specification.ts';

const meaning = { zh: '示例', en: 'An example' };
const Counted = defineEvent({ type: 'Counted', version: 2, stream: 'counter', meaning, data: Shape({ by: Type.Integer() }) });
const Cleared = defineEvent({ type: 'Cleared', version: 1, stream: 'counter', meaning, data: Shape({}) });
const Ignored = defineEvent({ type: 'Ignored', version: 1, stream: 'counter', meaning, data: Shape({}) });
type CounterEvent = RecordedOf<typeof Counted> | RecordedOf<typeof Cleared>;

const totals = documentView<{ readonly total: number }, CounterEvent>({
  name: 'totals',
  version: 4,
  meaning,
  handles: ['Counted', 'Cleared'],
  keysOf: (event) => [event.orderingKey, 'all'],
  evolve: (document, event, key) => {
    if (event.type === 'Cleared') return key === 'all' ? document : null;
    return { total: (document?.total ?? 0) + event.data.by };
  },
  fields: { total: 'number' },
  indexes: [['total']],
  index: (document) => ({ fields: { total: document.total } }),
});
const sums = journalView<'counter', 'by', CounterEvent>({
  name: 'sums',
  version: 1,
  meaning,
  handles: ['Counted'],
  dimensions: { counter: 'key' },
  measures: ['by'],
  contribute: (event) =>
    event.type === 'Counted' ? [{ date: event.businessDate, cell: { counter: event.orderingKey }, measures: { by: event.data.by } }] : [],
});
const day = '2026-03-01';

describe('recorded events of specs', () => {
  it('rise in position over all streams, in revision over each, and never repeat an id', () => {
    const recorded = recorder();
    const events = [recorded(Counted, 'a', day, { by: 1 }), recorded(Counted, 'b', day, { by: 1 }), recorded(Counted, 'a', day, { by: 1 })];
    expect(events.map((event) => event.position)).toEqual([1, 2, 3]);
    expect(events.map((event) => `${event.stream}@${event.revision}`)).toEqual(['counter-a@0', 'counter-b@0', 'counter-a@1']);
    expect(new Set(events.map((event) => event.id)).size).toBe(3);
    expect(events.map((event) => event.recordedAt).toSorted()).toEqual(events.map((event) => event.recordedAt));
    expect(events[0]?.schemaVersion).toBe(2);
  });

  it('start where told, and say whatever else is wanted', () => {
    const event = recorder({ position: 41 })(Counted, 'a', day, { by: 1 }, { orderingKey: 'x', actor: '王伟' });
    expect([event.position, event.orderingKey, event.actor]).toEqual([42, 'x', '王伟']);
  });
});

describe('given, then for document views', () => {
  const story = () => {
    const recorded = recorder();
    return [
      recorded(Counted, 'a', day, { by: 2 }),
      recorded(Counted, 'b', day, { by: 3 }),
      recorded(Ignored, 'a', day, {}),
      recorded(Cleared, 'a', day, {}),
    ] as CounterEvent[];
  };

  it('folds each document an event touches, leaves out what the view does not handle, and forgets what was removed', () => {
    const given = documentSpecification(totals).given(...story());
    given.then('b', { total: 3 });
    given.then('all', { total: 5 });
    given.then('a', null);
    expect(given.keys()).toEqual(['all', 'b']);
    expect(given.document('b')).toEqual({ total: 3 });
    expect(documentsOf(totals, story()).size).toBe(2);
  });

  it('fails where the document is another one, missing, or there though it should not be', () => {
    const given = documentSpecification(totals).given(...story());
    expect(() => given.then('b', { total: 4 })).toThrow('{"total":4}');
    expect(() => given.then('a', { total: 2 })).toThrow('null');
    expect(() => given.then('b', null)).toThrow('{"total":3}');
  });

  it('names a version of a view as read stores do', () => {
    expect(viewId(totals)).toBe('totals@4');
  });
});

describe('given, then for journals', () => {
  const recorded = recorder();
  const given = journalSpecification(sums).given(recorded(Counted, 'a', day, { by: 2 }), recorded(Cleared, 'a', day, {}));

  it('passes where the contributions are as said', () => {
    given.then({ date: day as BusinessDate, cell: { counter: 'a' }, measures: { by: 2 } });
    expect(given.contributions()).toHaveLength(1);
  });

  it('fails where one differs, is missing or too many', () => {
    const line = { date: day as BusinessDate, cell: { counter: 'a' }, measures: { by: 2 } };
    expect(() => given.then({ ...line, measures: { by: 3 } })).toThrow('"by":3');
    expect(() => given.then({ ...line, cell: { counter: null } })).toThrow('expected');
    expect(() => given.then()).toThrow('expected\nnothing');
    expect(() => given.then(line, line)).toThrow('but found');
  });
});

describe('when, then for policies', () => {
  const echo: Policy<RecordedOf<typeof Counted>, { readonly open: readonly string[] }> = {
    name: 'echo',
    meaning,
    handles: ['Counted'],
    react: (event, facts) =>
      facts.open.map((id): Intent => ({ command: 'Clear', id, body: { by: event.data.by }, on: event.businessDate })),
  };
  const event = recorder()(Counted, 'a', day, { by: 2 });
  const intent: Intent = { command: 'Clear', id: 'a', body: { by: 2 }, on: day as BusinessDate };

  it('passes where the intents are as said', () => {
    policySpecification(echo)
      .when(event, { open: ['a'] })
      .then(intent);
    policySpecification(echo).when(event, { open: [] }).then();
  });

  it('fails where one differs, is missing or too many', () => {
    expect(() =>
      policySpecification(echo)
        .when(event, { open: ['b'] })
        .then(intent),
    ).toThrow('"id":"b"');
    expect(() =>
      policySpecification(echo)
        .when(event, { open: ['a', 'b'] })
        .then(intent),
    ).toThrow('expected');
    expect(() => policySpecification(echo).when(event, { open: [] }).then(intent)).toThrow('nothing');
  });
});
