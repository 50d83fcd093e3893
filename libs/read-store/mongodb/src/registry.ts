import {
  checkSameSpec,
  type CollectionSpec,
  describedSpec,
  type JournalSpec,
  ReadStoreError,
  type StoredBuild,
} from '@zongheng/read-store';
import { type Collection, ObjectId } from 'mongodb';
import { isDuplicate } from './errors.ts';

/** A build as it is registered. What it holds stands in collections named by `store`: a build made anew shares nothing with the one before. */
export interface RegisteredBuild {
  readonly build: string;
  readonly version: number;
  readonly kind: 'documents' | 'journal';
  readonly described: string;
  readonly store: string;
  readonly loading: boolean;
}

/** All builds of a view in one document, so that serving, dropping and finishing are one step each. */
interface View {
  readonly _id: string;
  readonly active: string | null;
  readonly builds: readonly RegisteredBuild[];
}

export class Registry {
  readonly #views: Collection<View>;

  constructor(views: Collection<View>) {
    this.#views = views;
  }

  async find(build: string): Promise<{ readonly view: string; readonly found: RegisteredBuild } | null> {
    const view = await this.#views.findOne({ 'builds.build': build });
    const found = view?.builds.find((each) => each.build === build);
    return view && found ? { view: view._id, found } : null;
  }

  /**
   * The build as it stands, or newly registered. Where it was being loaded, a load begins anew with nothing in it.
   * @throws ReadStoreError READ_STORE.SPEC, READ_STORE.LOADING
   */
  async findOrAdd(
    spec: CollectionSpec | JournalSpec,
    bulk: boolean,
  ): Promise<{ readonly found: RegisteredBuild; readonly before: RegisteredBuild | null }> {
    for (;;) {
      const known = await this.find(spec.build);
      if (known) checkSameSpec(spec, known.found.described);
      if (known && !known.found.loading) return { found: known.found, before: null };
      if (known && !bulk) throw stillLoading(spec.build);
      const added = known ? await this.#restart(known.view, known.found) : await this.#add(spec, bulk);
      if (added) return { found: added, before: known?.found ?? null };
    }
  }

  async #add(spec: CollectionSpec | JournalSpec, loading: boolean): Promise<RegisteredBuild | null> {
    const { view, version, build } = spec;
    const kind = 'fields' in spec ? 'documents' : 'journal';
    const entry: RegisteredBuild = { build, version, kind, described: describedSpec(spec), store: new ObjectId().toHexString(), loading };
    try {
      const known = { _id: view, 'builds.build': { $ne: build } };
      await this.#views.updateOne(known, { $push: { builds: entry }, $setOnInsert: { active: null } }, { upsert: true });
      return entry;
    } catch (error) {
      // Another registered it, or the view, at the same moment.
      if (isDuplicate(error)) return null;
      throw error;
    }
  }

  async #restart(view: string, before: RegisteredBuild): Promise<RegisteredBuild | null> {
    const store = new ObjectId().toHexString();
    const { matchedCount } = await this.#views.updateOne(
      { _id: view, builds: { $elemMatch: { build: before.build, store: before.store } } },
      { $set: { 'builds.$.store': store } },
    );
    return matchedCount === 1 ? { ...before, store } : null;
  }

  /** Whether the load that was begun in this store is over now; not where another dropped or restarted it. */
  async finishLoad(view: string, { build, store }: RegisteredBuild): Promise<boolean> {
    const own = { _id: view, builds: { $elemMatch: { build, store } } };
    return (await this.#views.updateOne(own, { $set: { 'builds.$.loading': false } })).matchedCount === 1;
  }

  /** The builds that readers are served, by view. */
  async served(): Promise<readonly (Pick<RegisteredBuild, 'version' | 'build' | 'store'> & { readonly view: string })[]> {
    const only = { active: 1, 'builds.build': 1, 'builds.version': 1, 'builds.store': 1 };
    const views = await this.#views
      .find({ active: { $ne: null } })
      .project<View>(only)
      .sort({ _id: 1 })
      .toArray();
    return views.flatMap(({ _id, active, builds }) =>
      builds.filter(({ build }) => build === active).map(({ version, build, store }) => ({ view: _id, version, build, store })),
    );
  }

  async active(view: string): Promise<string | null> {
    return (await this.#views.findOne({ _id: view }))?.active ?? null;
  }

  /** @throws ReadStoreError READ_STORE.UNKNOWN_BUILD, READ_STORE.LOADING */
  async activate(view: string, build: string): Promise<void> {
    const whole = { _id: view, builds: { $elemMatch: { build, loading: false } } };
    if ((await this.#views.updateOne(whole, { $set: { active: build } })).matchedCount === 1) return;
    const known = await this.find(build);
    throw known?.view === view && known.found.loading ? stillLoading(build) : unknownBuild(view, build);
  }

  async builds(): Promise<readonly StoredBuild[]> {
    const views = await this.#views.find().toArray();
    return views
      .flatMap(({ _id, builds }) => builds.map(({ build, version, loading }) => ({ view: _id, version, build, loading })))
      .sort((one, other) => (one.build < other.build ? -1 : 1));
  }

  /** What was registered, where it is no more. @throws ReadStoreError READ_STORE.SERVED */
  async remove(build: string): Promise<RegisteredBuild | null> {
    const view = await this.#views.findOneAndUpdate(
      { 'builds.build': build, active: { $ne: build } },
      { $pull: { builds: { build } } },
      { returnDocument: 'before' },
    );
    const removed = view?.builds.find((each) => each.build === build);
    if (removed) return removed;
    if (await this.find(build)) throw new ReadStoreError('READ_STORE.SERVED', `${build} is served`, 'activate another build first');
    return null;
  }

  async stores(): Promise<ReadonlySet<string>> {
    const views = await this.#views.find().toArray();
    return new Set(views.flatMap(({ builds }) => builds.map(({ store }) => store)));
  }
}

export function stillLoading(build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.LOADING', `${build} is being loaded, or its loading broke off`, 'wait, load it anew, or drop it');
}

export function unknownBuild(view: string, build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.UNKNOWN_BUILD', `${view} has no build ${build} any more, or not yet`, 'build it first');
}
