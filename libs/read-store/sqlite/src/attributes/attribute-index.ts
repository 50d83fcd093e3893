import type { Connection } from '../connection.ts';
import { integerAt } from '../row.ts';
import { attributeText } from './attribute-values.ts';

/** The attributes of a document as its row holds them: JSON, values by the code of their name (`{"4":"tgold"}`); null without any. */
export type StoredAttributes = string | null;

/** Which documents have which attribute: one row for each name, value and document; names as short codes. */
export class AttributeIndex {
  readonly #connection: Connection;
  readonly #codes = new Map<string, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The code of a name; undefined where no document ever had it. */
  codeOf(name: string): number | undefined {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const row = this.#connection.get('SELECT code FROM attribute_names WHERE name = ?', [name]);
    if (!row) return undefined;
    const code = integerAt(row, 0);
    this.#codes.set(name, code);
    return code;
  }

  /** Codes learned in a transaction that was rolled back are no codes. */
  forgetCodes(): void {
    this.#codes.clear();
  }

  /** The stored form of some attributes; names seen first get a code. */
  stored(attributes: Readonly<Record<string, string | number | boolean>>): StoredAttributes {
    let stored: Record<number, string> | null = null;
    for (const name in attributes) {
      const value = attributes[name];
      if (value === undefined) continue;
      stored ??= {};
      stored[this.#codeFor(name.toWellFormed())] = attributeText(typeof value === 'string' ? value.toWellFormed() : value);
    }
    return stored && JSON.stringify(stored);
  }

  /** Brings the index in line with a document that changed; only what differs is written. */
  change(id: number, before: StoredAttributes, after: StoredAttributes): void {
    if (before === after) return;
    const old = parsed(before);
    const now = parsed(after);
    for (const [code, value] of old) {
      if (now.get(code) !== value)
        this.#connection.run('DELETE FROM attributes WHERE code = ? AND value = ? AND id = ?', [code, value, id]);
    }
    for (const [code, value] of now) {
      if (old.get(code) !== value) this.#connection.run('INSERT INTO attributes (code, value, id) VALUES (?, ?, ?)', [code, value, id]);
    }
  }

  /** Fills the index from all documents at once, in its own order. */
  build(): void {
    this.#connection.exec(`INSERT INTO attributes (code, value, id)
      SELECT CAST(each.key AS INTEGER), each.value, documents._id FROM documents, json_each(documents._attributes) AS each
      WHERE documents._attributes IS NOT NULL ORDER BY 1, 2, 3`);
  }

  #codeFor(name: string): number {
    const known = this.codeOf(name);
    if (known !== undefined) return known;
    this.#connection.run('INSERT INTO attribute_names (name) VALUES (?)', [name]);
    return this.codeOf(name) ?? 0;
  }
}

function parsed(stored: StoredAttributes): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  if (stored === null) return values;
  for (const [code, value] of Object.entries(JSON.parse(stored) as Readonly<Record<string, string>>)) values.set(Number(code), value);
  return values;
}
