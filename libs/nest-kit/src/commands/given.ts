import { type BusinessDate, type DocumentView, type Instant, streamOf } from '@zongheng/kernel';
import type { Loadable } from './aggregate.ts';
import type { Provided } from '../queries/query-request.ts';
import type { DocumentFinder, FindQuery, Preparation, ProviderLookup } from './command-plan.ts';
import { derivedId } from './identity.ts';
import type { InstallationTime } from './installation-time.ts';
import type { Lanes } from './lanes.ts';
import type { PendingCommand } from './pending-command.ts';
import type { Reference, References } from './references.ts';

/** What a command's preparation may ask. */
export interface GivenSources {
  readonly time: InstallationTime;
  readonly references: References;
  readonly lanes: Lanes;
  readonly finder: DocumentFinder | undefined;
  readonly providers: ProviderLookup | undefined;
}

/** What is at hand while one command is prepared. */
export class Given implements Preparation {
  readonly id: string;
  readonly state: unknown;
  readonly on: BusinessDate;
  readonly today: BusinessDate;
  readonly now: Instant;
  readonly actor: string;
  readonly #command: PendingCommand;
  readonly #sources: GivenSources;

  constructor(command: PendingCommand, state: unknown, sources: GivenSources) {
    const { request, id } = command;
    this.id = id;
    this.state = state;
    this.now = sources.time.now();
    this.today = sources.time.dateOf(this.now);
    this.on = request.on ?? this.today;
    this.actor = request.actor;
    this.#command = command;
    this.#sources = sources;
  }

  newId(): string {
    const { lane, mark } = this.#command;
    return derivedId('within', lane.stream, mark);
  }

  load<Other>(loadable: Loadable<Other>, id: string): Promise<Reference<Other> | null> {
    const { lanes, references } = this.#sources;
    const stream = streamOf(loadable.category, id);
    const earlier = lanes.before(stream, this.#command.ticket);
    return earlier ? earlier.then(() => references.load(loadable, stream)) : references.load(loadable, stream);
  }

  find<Doc extends object>(view: DocumentView<Doc>, query: FindQuery): Promise<readonly Doc[]> {
    const { finder } = this.#sources;
    if (!finder) throw new Error(`${this.#command.plan.type} looks into ${view.name}, but no read store was given to the pipeline`);
    return finder.find(view, query);
  }

  get<T>(provided: Provided<T>): T {
    const { providers } = this.#sources;
    if (!providers) throw new Error(`${this.#command.plan.type} asks for ${provided.name}, but no providers were given to the pipeline`);
    return providers.get(provided);
  }
}
