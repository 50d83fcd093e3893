import type { Writable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EventStore, LogRead } from '@zongheng/event-store';
import { writeTo } from '../bulk/slow-reader.ts';
import { ProblemError } from '../http/http-problems.ts';
import { momentText } from '../queries/moments.ts';
import { History } from './history.ts';

/** How often an idle stream says that it is alive, and how far it is. */
const heartbeatMs = 15_000;
const pageEvents = 256;
const readersMax = 256;

/** The token of the store that events are streamed from. */
export const streamedStore = Symbol('streamed store');

/** Server-sent events: the log as it grows. Each reader has one page in memory and no more. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  readonly #history: History;
  readonly #store: EventStore;
  readonly #readers = new Set<AbortController>();

  constructor(@Inject(History) history: History, @Inject(streamedStore) store: EventStore) {
    this.#history = history;
    this.#store = store;
  }

  /** @throws ProblemError where there are too many readers already. */
  requireRoom(): void {
    if (this.#readers.size < readersMax) return;
    throw new ProblemError('SERVER.BUSY', `there are ${readersMax} readers of the stream already`, { headers: { 'retry-after': '10' } });
  }

  /** Streams to a reader until it goes away, reads too slowly, or the server stops. */
  async stream(target: Writable, read: Pick<LogRead, 'after' | 'types'>): Promise<void> {
    const reader = new AbortController();
    this.#readers.add(reader);
    target.once('close', () => reader.abort());
    let position = read.after;
    // Waiting for a drain while a page is being written too would let two writes wait at once: a busy stream needs no heartbeat.
    let writing = false;
    const heartbeat = setInterval(() => {
      if (!writing) target.write(`: alive\nid: ${momentText(this.#store.epoch, position)}\n\n`);
    }, heartbeatMs);
    try {
      let caughtUp = false;
      for await (const page of this.#store.subscribeAll({ ...read, limit: pageEvents }, reader.signal)) {
        position = page.position;
        const events = await this.#history.shown(page.events);
        let text = events
          .map((event) => `id: ${momentText(this.#store.epoch, event.position)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
          .join('');
        const at = momentText(this.#store.epoch, position);
        if (page.atEnd && !caughtUp) text += `id: ${at}\nevent: caught-up\ndata: ${JSON.stringify({ at })}\n\n`;
        caughtUp ||= page.atEnd;
        if (text === '') continue;
        writing = true;
        if (!(await writeTo(target, text))) return;
        writing = false;
      }
    } finally {
      clearInterval(heartbeat);
      this.#readers.delete(reader);
      reader.abort();
      target.end();
    }
  }

  onModuleDestroy(): void {
    for (const reader of this.#readers) reader.abort();
  }
}
