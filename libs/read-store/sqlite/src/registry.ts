import {
  type CollectionSpec,
  type JournalSpec,
  ReadStoreError,
  type StoredBuild,
  checkSameSpec,
  describedSpec,
} from '@zongheng/read-store';
import { checkpointTable } from './checkpoints.ts';
import type { Connection } from './connection.ts';
import { type Row, integerAt, textAt } from './row.ts';

export type BuildKind = 'documents' | 'journal';

/** A build as the registry knows it: with the file it is in. */
export interface RegisteredBuild extends StoredBuild {
  readonly kind: BuildKind;
  readonly described: string;
  /** Never used twice, so that whoever still has a dropped file open never meets its successor. */
  readonly file: string;
}

const columns = 'build, view, version, kind, described, loading, number';

/** Which builds there are, in which files, and which are served. */
export class Registry {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.write(() =>
      connection.exec(`
      CREATE TABLE IF NOT EXISTS builds (
        number INTEGER PRIMARY KEY AUTOINCREMENT, build TEXT NOT NULL UNIQUE, view TEXT NOT NULL, version INTEGER NOT NULL,
        kind TEXT NOT NULL, described TEXT NOT NULL, loading INTEGER NOT NULL
      );
      CREATE TABLE IF NOT EXISTS active (view TEXT PRIMARY KEY, build TEXT NOT NULL) WITHOUT ROWID;
      ${checkpointTable}`),
    );
  }

  /** One step, apart from every other thread's and process's. */
  exclusively<Answer>(work: () => Answer): Answer {
    return this.#connection.write(work);
  }

  find(build: string): RegisteredBuild | undefined {
    const row = this.#connection.get(`SELECT ${columns} FROM builds WHERE build = ?`, [build]);
    return row && registered(row);
  }

  all(): readonly RegisteredBuild[] {
    return this.#connection.all(`SELECT ${columns} FROM builds ORDER BY build`).map(registered);
  }

  /** The build of a declaration, registered now where it was not. @throws ReadStoreError READ_STORE.SPEC */
  findOrAdd(spec: CollectionSpec | JournalSpec, loading: boolean): RegisteredBuild {
    const known = this.find(spec.build);
    if (known) {
      checkSameSpec(spec, known.described);
      return known;
    }
    const kind: BuildKind = 'fields' in spec ? 'documents' : 'journal';
    const sql = 'INSERT INTO builds (build, view, version, kind, described, loading) VALUES (?, ?, ?, ?, ?, ?)';
    this.#connection.run(sql, [spec.build, spec.view, spec.version, kind, describedSpec(spec), loading ? 1 : 0]);
    return this.find(spec.build) ?? unknown(spec.view, spec.build);
  }

  remove(build: string): void {
    this.#connection.run('DELETE FROM builds WHERE build = ?', [build]);
  }

  /** Marks a load as complete. @throws ReadStoreError where that very load is not the registered one any more. */
  complete({ view, build, file }: RegisteredBuild): void {
    if (this.find(build)?.file !== file) unknown(view, build);
    this.#connection.run('UPDATE builds SET loading = 0 WHERE build = ?', [build]);
  }

  active(view: string): string | null {
    const row = this.#connection.get('SELECT build FROM active WHERE view = ?', [view]);
    return row ? textAt(row, 0) : null;
  }

  /** The builds that readers are served, by view. */
  served(): readonly RegisteredBuild[] {
    return this.#connection.all(`SELECT ${columns} FROM builds WHERE build IN (SELECT build FROM active) ORDER BY view`).map(registered);
  }

  isActive(build: string): boolean {
    return this.#connection.get('SELECT 1 FROM active WHERE build = ?', [build]) !== undefined;
  }

  activate(view: string, build: string): void {
    const found = this.find(build);
    if (found?.view !== view) unknown(view, build);
    if (found?.loading) throw stillLoading(build);
    this.#connection.run('INSERT OR REPLACE INTO active (view, build) VALUES (?, ?)', [view, build]);
  }
}

export function stillLoading(build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.LOADING', `${build} is being loaded, or its loading broke off`, 'wait, load it anew, or drop it');
}

function unknown(view: string, build: string): never {
  throw new ReadStoreError('READ_STORE.UNKNOWN_BUILD', `${view} has no build ${build} any more, or not yet`, 'build it first');
}

function registered(row: Row): RegisteredBuild {
  const build = textAt(row, 0);
  const number = integerAt(row, 6);
  return {
    build,
    view: textAt(row, 1),
    version: integerAt(row, 2),
    kind: textAt(row, 3) === 'journal' ? 'journal' : 'documents',
    described: textAt(row, 4),
    loading: integerAt(row, 5) === 1,
    file: `${build.replaceAll(/[^A-Za-z0-9@._-]/g, '_').slice(0, 80)}~${number}.sqlite`,
  };
}
