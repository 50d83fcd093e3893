import type { DocumentView } from '@zongheng/kernel';
import {
  type Condition,
  type DocumentCollection,
  type DocumentPage,
  type PageEnd,
  type ReadStore,
  ReadStoreError,
} from '@zongheng/read-store';
import type { DocumentFinder, FindQuery } from '../commands/command-plan.ts';
import { ProblemError } from '../http/http-problems.ts';
import type { ReadProgress } from './read-progress.ts';

const keysAPage = 200;
/** More documents than any collection holds. */
const countMax = 100_000_000;

/** The collections that readers are served: the build of each view that the engine says, opened once. */
export class ServedDocuments implements DocumentFinder {
  readonly #store: ReadStore;
  readonly #progress: ReadProgress;
  readonly #open = new Map<string, { readonly build: string; readonly collection: Promise<DocumentCollection> }>();

  constructor(store: ReadStore, progress: ReadProgress) {
    this.#store = store;
    this.#progress = progress;
  }

  /** @throws ProblemError where the view is not served yet. */
  async of(view: DocumentView): Promise<DocumentCollection> {
    const build = this.#progress.get(view.name)?.build;
    if (build === undefined)
      throw new ProblemError('READ.VIEW_STOPPED', `${view.name} is not served yet`, { headers: { 'retry-after': '2' } });
    const known = this.#open.get(view.name);
    if (known?.build === build) return known.collection;
    const { name, version, fields, indexes } = view;
    const collection = this.#store.collection({ view: name, version, build, fields, indexes });
    this.#open.set(name, { build, collection });
    collection.catch(() => this.#open.delete(name));
    return collection;
  }

  /** Asks the served build; once more, of the new one, where it was swapped for another while it was asked. */
  async ask<T>(view: DocumentView, question: (collection: DocumentCollection) => Promise<T>): Promise<T> {
    try {
      return await question(await this.of(view));
    } catch (error) {
      if (!(error instanceof ReadStoreError) || error.code !== 'READ_STORE.UNKNOWN_BUILD') throw error;
      this.#open.delete(view.name);
      return question(await this.of(view));
    }
  }

  async find<Doc extends object>(view: DocumentView<Doc>, query: FindQuery): Promise<readonly Doc[]> {
    return (await this.page(view, query)).documents;
  }

  /** A page of what is found, and where the next one goes on; null after the last. */
  async page<Doc extends object>(
    view: DocumentView<Doc>,
    query: FindQuery & { readonly after?: PageEnd | null },
  ): Promise<{ readonly documents: readonly Doc[]; readonly next: PageEnd | null }> {
    const { after, ...asked } = query;
    const page = await this.ask(view as DocumentView, (collection) => collection.query({ ...asked, ...(after ? { after } : {}) }));
    return { documents: page.documents.map((found) => JSON.parse(found.body) as Doc), next: page.next };
  }

  /** All that is found, a page at a time, in the order of the keys: what changes meanwhile is not met twice. */
  async *pages<Doc extends object>(view: DocumentView<Doc>, where: readonly Condition[]): AsyncGenerator<readonly Doc[], void> {
    let after: PageEnd | null = null;
    do {
      const page: { readonly documents: readonly Doc[]; readonly next: PageEnd | null } = await this.page(view, {
        where,
        limit: keysAPage,
        after,
      });
      if (page.documents.length > 0) yield page.documents;
      after = page.next;
    } while (after !== null);
  }

  /** How many documents match. */
  count<Doc extends object>(view: DocumentView<Doc>, where: readonly Condition[]): Promise<number> {
    return this.ask(view as DocumentView, (collection) => collection.count({ where }, countMax));
  }

  /** The keys of all documents that match, a page at a time, in the order of their keys: what changes meanwhile is not met twice. */
  async *keysOf<Doc extends object>(view: DocumentView<Doc>, where: readonly Condition[]): AsyncGenerator<readonly string[]> {
    let after: string | null = null;
    do {
      const from: string | null = after;
      const page: DocumentPage = await this.ask(view as DocumentView, (collection) =>
        collection.query({ where, limit: keysAPage, ...(from === null ? {} : { after: { value: null, key: from } }) }),
      );
      if (page.documents.length > 0) yield page.documents.map(({ key }) => key);
      after = page.next?.key ?? null;
    } while (after !== null);
  }
}
