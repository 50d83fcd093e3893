import type { EventStore, LogRead } from '@zongheng/event-store';
import { type Catalogue, isPlainId } from '@zongheng/kernel';
import type { EventReading } from '../commands/event-reading.ts';
import { ProblemError } from '../http/http-problems.ts';
import { malformed, momentText, positionOf } from '../queries/moments.ts';
import { countOf, listOf, type Parameter, takePlain, unknownParameter } from '../queries/parameters.ts';
import type { ReadLog } from '../queries/read-progress.ts';
import { type ShownEvent, shownEvent } from './shown-event.ts';

const limits = { stream: { default: 100, max: 500 }, events: { default: 100, max: 1000 } } as const;

/** The events of a stream, and of the whole log, in pages. */
export class History {
  readonly log: ReadLog;
  readonly #store: EventStore;
  readonly #reading: EventReading;
  readonly #catalogue: Catalogue;

  constructor(store: EventStore, log: ReadLog, reading: EventReading, catalogue: Catalogue) {
    this.#store = store;
    this.log = log;
    this.#reading = reading;
    this.#catalogue = catalogue;
  }

  /** A page of a stream; `next` is the revision to go on from. @throws ProblemError */
  async stream(stream: string, parameters: readonly Parameter[]): Promise<object> {
    const [category = '', ...id] = stream.split('-');
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(category) || !isPlainId(id.join('-'))) {
      throw new ProblemError('REQUEST.URL_MALFORMED', 'a stream is named <category>-<id>', { field: 'stream' });
    }
    const { direction, from, limit } = streamReadOf(parameters);
    const start = from === undefined ? {} : { from };
    const page = await this.#store.readStream(stream, { direction, limit: limit + 1, ...start });
    const events = await this.#reading.current(page.slice(0, limit));
    const [known] = page.length > 0 ? page : await this.#store.readStream(stream, { limit: 1 });
    if (!known) throw new ProblemError('READ.NOT_FOUND', `there is no stream ${stream}`, { field: 'stream' });
    return {
      at: momentText(this.log.epoch, await this.log.head()),
      stream,
      events: events.map(shownEvent),
      next: page[limit]?.revision ?? null,
    };
  }

  /** A page of the log; `next` is where to go on, also at its end. @throws ProblemError */
  async events(parameters: readonly Parameter[]): Promise<object> {
    const { taken, rest } = takePlain(parameters, ['after', 'limit', 'types']);
    const [unknown] = rest;
    if (unknown) throw unknownParameter(unknown.whole);
    // Positions last: what is malformed is malformed in any log.
    const limit = countOf(taken.limit, 'limit', limits.events);
    const types = this.typesOf(taken.types);
    const read: LogRead = { after: taken.after === undefined ? 0 : positionOf(taken.after, this.log, 'after'), limit, ...types };
    const page = await this.#store.readAll(read);
    return {
      at: momentText(this.log.epoch, await this.log.head()),
      events: await this.shown(page.events),
      next: momentText(this.log.epoch, page.position),
      atEnd: page.atEnd,
    };
  }

  /** Events as the API shows them. */
  async shown(events: Parameters<EventReading['current']>[0]): Promise<readonly ShownEvent[]> {
    return (await this.#reading.current(events)).map(shownEvent);
  }

  /** The types to be shown; all where none are named. @throws ProblemError for a type that nobody defined. */
  typesOf(text: string | undefined): { readonly types?: ReadonlySet<string> } {
    if (text === undefined) return {};
    const types = listOf(text, 'types');
    const unknown = types.find((type) => !this.#catalogue.definitions.has(type));
    if (unknown !== undefined) throw malformed('types', `names ${unknown.slice(0, 60)}, which is no event: see /docs/events`);
    return { types: new Set(types) };
  }
}

function streamReadOf(parameters: readonly Parameter[]): { direction: 'forwards' | 'backwards'; from: number | undefined; limit: number } {
  const { taken, rest } = takePlain(parameters, ['direction', 'from', 'limit']);
  const [unknown] = rest;
  if (unknown) throw unknownParameter(unknown.whole);
  const { direction = 'forwards', from } = taken;
  if (direction !== 'forwards' && direction !== 'backwards') throw malformed('direction', 'is neither forwards nor backwards');
  if (from !== undefined && !/^(0|[1-9][0-9]{0,14})$/.test(from)) throw malformed('from', 'is no revision');
  return { direction, from: from === undefined ? undefined : Number(from), limit: countOf(taken.limit, 'limit', limits.stream) };
}
