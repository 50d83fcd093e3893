import { queryTerms, searchTerms } from '@zongheng/read-store';
import type { Connection } from '../connection.ts';
import { bytesAt, integerAt, textAt, textOrNullAt } from '../row.ts';
import { Candidates } from './candidates.ts';
import { type Bitmap, blockSize, decodeInto, emptyBitmap, encodeBitmap, intersect, postingId, set, unset } from './postings.ts';

/** From so many documents up whose words are not in the postings, the writer puts them there; readers look at each of them until then. */
const unindexedMax = 256;
/** More terms of a query hardly narrow it down further. */
const queryTermsMax = 24;

/** Which documents may have some words in their search texts: never too few, so whoever asks looks into the texts. */
export class TermIndex {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Notes that the words of a document change (`before` they were these): it is looked at by every search until the postings follow. */
  changed(id: number, before: string): void {
    this.#connection.run('INSERT OR IGNORE INTO unindexed (id, words) VALUES (?, ?)', [id, before]);
  }

  /** Brings the postings in line where enough has changed to make it worth its while, or in any case. */
  catchUp(inAnyCase: boolean): void {
    const row = this.#connection.get('SELECT count(*) FROM unindexed');
    const waiting = row ? integerAt(row, 0) : 0;
    if (waiting === 0 || (!inAnyCase && waiting < unindexedMax)) return;
    const rows = this.#connection.all(
      'SELECT unindexed.id, unindexed.words, documents._words FROM unindexed JOIN documents ON documents._id = unindexed.id',
    );
    const changes = new Map<number, Change>();
    for (const each of rows) gather(changes, integerAt(each, 0), textAt(each, 1), textOrNullAt(each, 2) ?? '');
    for (const id of [...changes.keys()].sort((one, other) => one - other)) this.#apply(id, changes.get(id));
    this.#connection.run('DELETE FROM unindexed');
  }

  /** The documents that may match; null for no words. */
  candidates(words: readonly string[]): Candidates | null {
    const terms = queryTerms(words).slice(0, queryTermsMax);
    if (terms.length === 0) return null;
    const blocks = new Map<number, Bitmap>();
    const last = this.#lastBlock();
    for (let block = 0; block <= last; block += 1) {
      const bitmap = this.#inBlock(block, terms);
      if (bitmap) blocks.set(block, bitmap);
    }
    const rows = this.#connection.all('SELECT id FROM unindexed');
    return new Candidates(blocks, new Set(rows.map((row) => integerAt(row, 0))));
  }

  #lastBlock(): number {
    const last = this.#connection.get('SELECT max(_id) FROM documents')?.[0];
    return typeof last === 'number' ? Math.floor(last / blockSize) : -1;
  }

  #inBlock(block: number, terms: readonly number[]): Bitmap | null {
    let all: Bitmap | null = null;
    for (const term of terms) {
      const row = this.#connection.get('SELECT documents FROM postings WHERE id = ?', [postingId(block, term)]);
      if (!row) return null;
      const bitmap = emptyBitmap();
      decodeInto(bitmap, bytesAt(row, 0));
      if (all) intersect(all, bitmap);
      else all = bitmap;
    }
    return all;
  }

  #apply(id: number, change: Change | undefined): void {
    const row = this.#connection.get('SELECT documents FROM postings WHERE id = ?', [id]);
    const bitmap = emptyBitmap();
    if (row) decodeInto(bitmap, bytesAt(row, 0));
    for (const offset of change?.removed ?? []) unset(bitmap, offset);
    for (const offset of change?.added ?? []) set(bitmap, offset);
    const bytes = encodeBitmap(bitmap);
    if (bytes.byteLength === 0) this.#connection.run('DELETE FROM postings WHERE id = ?', [id]);
    else this.#connection.run('INSERT OR REPLACE INTO postings (id, documents) VALUES (?, ?)', [id, bytes]);
  }
}

/** What changes in one posting, by offset in its block. */
interface Change {
  readonly added: number[];
  readonly removed: number[];
}

function gather(changes: Map<number, Change>, id: number, before: string, after: string): void {
  const old = searchTerms(before);
  const now = searchTerms(after);
  const block = Math.floor(id / blockSize);
  for (const term of now) if (!old.has(term)) changeOf(changes, postingId(block, term)).added.push(id % blockSize);
  for (const term of old) if (!now.has(term)) changeOf(changes, postingId(block, term)).removed.push(id % blockSize);
}

function changeOf(changes: Map<number, Change>, id: number): Change {
  let change = changes.get(id);
  if (!change) changes.set(id, (change = { added: [], removed: [] }));
  return change;
}
