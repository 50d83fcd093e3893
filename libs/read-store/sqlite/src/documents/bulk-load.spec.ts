import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionSpec, DocumentWrite } from '@zongheng/read-store';
import { AttributeIndex } from '../attributes/attribute-index.ts';
import { Connection } from '../connection.ts';
import { blockSize } from '../terms/postings.ts';
import { TermIndex } from '../terms/term-index.ts';
import { BulkLoad } from './bulk-load.ts';
import { createTables, documentTable } from './schema.ts';

const spec: CollectionSpec = { view: 'deals', version: 1, build: 'deals@1.1', fields: { amount: 'number' }, indexes: [['amount']] };

function write(key: string, name: string, foldedFrom: number | null = null): DocumentWrite {
  const position = (foldedFrom ?? 0) + 1;
  return { foldedFrom, document: { key, shard: 0, position, body: '{}', fields: { amount: 1 }, search: [name], attributes: {} } };
}

function loading(rememberMax: number, example: (load: BulkLoad, connection: Connection, terms: TermIndex) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'bulk-load-'));
  const connection = new Connection(join(folder, 'load.sqlite'), ['journal_mode = OFF']);
  try {
    const table = documentTable(spec);
    createTables(connection, table);
    const terms = new TermIndex(connection);
    example(new BulkLoad(connection, table, terms, new AttributeIndex(connection), rememberMax), connection, terms);
  } finally {
    connection.close();
    rmSync(folder, { recursive: true });
  }
}

describe('a bulk load', () => {
  it.each([0, 10, 1_000])('knows which documents it has, also when it remembers only %d keys', (rememberMax) => {
    loading(rememberMax, (load, connection) => {
      const passed = load.step((writer) => {
        const first = Array.from({ length: 50 }, (_, index) => writer.write(write(`k${index}`, 'one')));
        const again = Array.from({ length: 50 }, (_, index) => writer.write(write(`k${index}`, 'two')));
        const changed = Array.from({ length: 50 }, (_, index) => writer.write(write(`k${index}`, 'three', 1)));
        return [first, again, changed].map((each) => each.filter(Boolean).length);
      });
      load.finish();
      expect(passed).toEqual([50, 0, 50]);
      expect(connection.get('SELECT count(*), count(DISTINCT _key), min(_words), max(_position) FROM documents')).toEqual([
        50,
        50,
        'three',
        2,
      ]);
    });
  });

  it('indexes the words of more documents than one block holds, rare and common ones, and those changed meanwhile', () => {
    loading(100_000, (load, _connection, terms) => {
      const count = blockSize * 2 + 100;
      load.step((writer) => {
        for (let index = 0; index < count; index += 1) writer.write(write(`k${index}`, index % 5_000 === 0 ? 'rare' : 'common'));
        writer.write(write('k0', 'changed', 1));
      });
      load.finish();
      expect(terms.candidates(['rare'])?.ids()).toEqual([5_001, 10_001, 15_001]);
      expect(terms.candidates(['common'])?.size).toBe(count - 4);
      expect(terms.candidates(['hange'])?.ids()).toEqual([1]);
      expect(terms.candidates(['nothing'])?.size).toBe(0);
    });
  });

  it('is given up where a step fails: without a journal nothing can be taken back', () => {
    loading(10, (load) => {
      expect(() =>
        load.step(() => {
          throw new Error('disk full');
        }),
      ).toThrow('disk full');
      expect(() => load.step((writer) => writer.write(write('a', 'one')))).toThrow(/load it anew, or drop it/);
      expect(() => load.finish()).toThrow(/load it anew, or drop it/);
    });
  });
});
