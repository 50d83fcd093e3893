import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import type { CollectionSpec, DocumentQuery } from '@zongheng/read-store';
import { AttributeIndex } from '../attributes/attribute-index.ts';
import { Connection } from '../connection.ts';
import { documentTable } from '../documents/schema.ts';
import { type Row, textAt } from '../row.ts';
import { openSqliteReadStore } from '../sqlite-read-store.ts';
import { HeldConditions } from '../held/held-conditions.ts';
import { TermIndex } from '../terms/term-index.ts';
import { find, findWithoutIndexes } from './find.ts';

const spec: CollectionSpec = {
  view: 'deals',
  version: 1,
  build: 'deals@1.1',
  fields: { owner: 'text', stage: 'text', amount: 'number', openedOn: 'text', note: 'text' },
  indexes: [['owner', 'amount'], ['stage', 'amount'], ['amount'], ['openedOn'], ['stage']],
};
const count = 6_000;

/** Says how SQLite does what it is asked. */
class ExplainingConnection extends Connection {
  readonly plans: string[] = [];

  override all(sql: string, parameters: readonly SQLInputValue[] = []): readonly Row[] {
    this.#explain(sql, parameters);
    return super.all(sql, parameters);
  }

  override get(sql: string, parameters: readonly SQLInputValue[] = []): Row | undefined {
    // What hands over many ids at once; the others look at one document, or count.
    if (sql.includes('json_group_array')) this.#explain(sql, parameters);
    return super.get(sql, parameters);
  }

  #explain(sql: string, parameters: readonly SQLInputValue[]): void {
    const steps = super.all(`EXPLAIN QUERY PLAN ${sql}`, parameters).map((row) => textAt(row, 3));
    this.plans.push(steps.join('\n'));
  }
}

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plans-'));
  const store = await openSqliteReadStore({ folder });
  const collection = await store.collection(spec, { bulk: true });
  const documents = Array.from({ length: count }, (_, index) => ({
    key: `k${(index * 7_919) % count}`,
    shard: 0,
    position: 1,
    body: '{}',
    fields: {
      owner: `o${index % 100}`,
      stage: `s${index % 3}`,
      amount: (index * 31) % 5_000,
      openedOn: `2026-${index % 365}`,
      note: `n${index % 2}`,
    },
    search: [`Customer ${index} ${index % 1_000 === 0 ? 'rare' : 'company'}`],
    attributes: { tier: index % 500 === 0 ? 'gold' : 'iron' },
  }));
  await collection.write(documents.map((document) => ({ foldedFrom: null, document })));
  await collection.finishLoad();
  await store.close();
});

afterAll(() => rm(folder, { recursive: true }));

interface Explained {
  readonly plans: string;
  readonly last: string;
  readonly found: number;
  readonly keys: readonly string[];
  /** As looking at every document finds them. */
  readonly expected: readonly string[];
}

function plansOf(part: Partial<DocumentQuery>): Explained {
  const connection = new ExplainingConnection(join(folder, 'deals@1.1~1.sqlite'), []);
  const kept = {
    connection,
    terms: new TermIndex(connection),
    attributes: new AttributeIndex(connection),
    indexes: documentTable(spec).indexes,
  };
  const stored = { ...kept, held: new HeldConditions(kept) };
  const query = { where: [], limit: 50, ...part };
  const keys = find(spec, stored, query).map((slot) => slot.key);
  const { plans } = connection;
  const explained = { plans: plans.join('\n'), last: plans.at(-1) ?? '', found: keys.length, keys };
  const expected = findWithoutIndexes(spec, stored, query).map((slot) => slot.key);
  connection.close();
  return { ...explained, expected };
}

const descending = { field: 'amount', direction: 'desc' } as const;
const ascending = { field: 'openedOn', direction: 'asc' } as const;

describe('how a query is answered by SQLite', () => {
  const inOrder: readonly (readonly [string, Partial<DocumentQuery>, RegExp])[] = [
    ['a list by key', {}, /SCAN d USING INDEX _by_key/],
    ['a list by a field', { sort: descending }, /SCAN d USING (COVERING )?INDEX by_amount/],
    [
      'a page deep in',
      { sort: descending, after: { value: 2_000, key: 'k1' } },
      /SEARCH d USING (COVERING )?INDEX by_amount \(\(amount,_key\)<\(\?,\?\)\)/,
    ],
    ['a page by key deep in', { after: { value: null, key: 'k3' } }, /SEARCH d USING INDEX _by_key \(_key>\?\)/],
    [
      'a list of one owner by amount',
      { where: [{ field: 'owner', op: 'eq', value: 'o7' }], sort: descending },
      /INDEX by_owner_amount \(owner=\?\)/,
    ],
    [
      'a page of it deep in',
      { where: [{ field: 'owner', op: 'eq', value: 'o7' }], sort: descending, after: { value: 2_000, key: 'k1' } },
      /INDEX by_owner_amount \(owner=\? AND \(amount,_key\)<\(\?,\?\)\)/,
    ],
    [
      'a range of what it is sorted by',
      { where: [{ field: 'amount', op: 'gte', value: 4_000 }], sort: descending },
      /INDEX by_amount \(amount>\?\)/,
    ],
    ['one stage by key', { where: [{ field: 'stage', op: 'eq', value: 's1' }] }, /INDEX by_stage \(stage=\?\)/],
    [
      'some owners by amount',
      { where: [{ field: 'owner', op: 'in', values: ['o1', 'o2'] }], sort: descending },
      /INDEX by_owner_amount \(owner=\?\)/,
    ],
  ];

  it.each(inOrder)('reads %s in the order of an index, sorting nothing', (_name, query, plan) => {
    const { plans, found } = plansOf(query);
    expect(found).toBeGreaterThanOrEqual(20);
    expect(plans).toMatch(plan);
    expect(plans).not.toMatch(/TEMP B-TREE/);
  });

  it('gathers what a selective condition finds, and sorts that', () => {
    const { plans, found } = plansOf({ where: [{ field: 'owner', op: 'eq', value: 'o7' }], sort: ascending });
    expect(found).toBe(51);
    expect(plans).toMatch(/SEARCH d USING INDEX by_owner_amount \(owner=\?\)\nUSE TEMP B-TREE/);
  });

  it('gathers what a rare word finds by its terms', () => {
    const { plans, found } = plansOf({ q: 'rare', sort: ascending });
    expect(found).toBe(6);
    expect(plans).toMatch(/SCAN c VIRTUAL TABLE.*\nSEARCH d USING INTEGER PRIMARY KEY/);
  });

  it('gathers what a rare attribute finds by the index of attributes', () => {
    const { plans, found } = plansOf({ where: [{ field: 'tier', attribute: true, op: 'eq', value: 'gold' }], sort: ascending });
    expect(found).toBe(12);
    expect(plans).toMatch(/SEARCH a USING PRIMARY KEY \(code=\? AND value=\?\)\nSEARCH d USING INTEGER PRIMARY KEY/);
  });

  it('reads ids only from an index where a common word is searched for, and looks at what can match', () => {
    const { plans, found } = plansOf({ q: 'ompany', sort: descending });
    expect(found).toBe(51);
    expect(plans).toMatch(/^SCAN d USING (COVERING )?INDEX by_amount$/m);
    expect(plans).not.toMatch(/TEMP B-TREE/);
  });

  it('compares what two indexes find by ids, and passes in order over what is not in both', () => {
    const large = [{ field: 'amount', op: 'gte', value: 4_400 }] as const;
    const { plans, keys, expected } = plansOf({ q: '9', where: large, sort: ascending });
    expect(keys).toEqual(expected);
    expect(keys).toHaveLength(51);
    expect(plans).toMatch(/SEARCH d USING (COVERING )?INDEX by_amount \(amount>\?\)/);
    expect(plans).toMatch(/SCAN d USING (COVERING )?INDEX by_openedOn/);
    expect(plans).not.toMatch(/TEMP B-TREE/);
  });

  it.each<readonly [string, Partial<DocumentQuery>]>([
    ['by key', {}],
    ['by what no index has the order of', { sort: { field: 'note', direction: 'asc' } }],
    ['a page deep in', { sort: descending, after: { value: 4_700, key: 'k3' } }],
  ])('finds the same %s, whatever it compares', (_name, part) => {
    const where = [
      { field: 'amount', op: 'gte', value: 4_400 },
      { field: 'openedOn', op: 'lt', value: '2026-15' },
    ] as const;
    for (const query of [{ where }, { where: where.slice(0, 1), q: '9' }, { where, q: 'company 1' }, { where, q: '77' }]) {
      const { keys, expected } = plansOf({ ...query, ...part });
      expect(keys).toEqual(expected);
    }
  });

  it('leaves out what does not meet a common condition that the order has no index for', () => {
    const { plans, found } = plansOf({ where: [{ field: 'stage', op: 'eq', value: 's1' }], sort: ascending });
    expect(found).toBe(51);
    expect(plans).toMatch(/SCAN d USING INDEX by_openedOn/);
    expect(plans).not.toMatch(/TEMP B-TREE/);
  });

  it('gives a walk up that finds nothing, and looks at each document in the order they are stored', () => {
    const { last, found } = plansOf({ where: [{ field: 'note', op: 'eq', value: 'nothing' }], sort: ascending });
    expect(found).toBe(0);
    expect(last).toBe('SCAN d\nUSE TEMP B-TREE FOR ORDER BY');
  });
});
