import { type NewEvent, type RecordedEvent, shardOf } from '@zongheng/kernel';
import type { Appended } from '@zongheng/event-store';
import type { CommandEcho } from './echoes.ts';
import type { Folded } from './folded.ts';
import type { Lane } from './lane.ts';
import type { Receipt, ReceiptEvent } from './receipt.ts';
import type { StreamReader } from './stream-reader.ts';

/** Writes receipts. */
export class Receipts {
  readonly #epoch: string;
  readonly #reader: StreamReader;

  constructor(epoch: string, reader: StreamReader) {
    this.#epoch = epoch;
    this.#reader = reader;
  }

  /** Of a command just recorded: the events as decided, with what the store added to them. */
  recorded(lane: Lane, id: string, folded: Folded, events: readonly NewEvent[], appended: Appended): Receipt {
    const shown: ReceiptEvent[] = [];
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      const stored = appended.events[index];
      if (event && stored) shown.push(receiptEventOf(stored, event.data));
    }
    return this.#receipt(lane.stream, id, appended.revision, appended.position, folded, shown, false);
  }

  /** Of a command that found everything so already. */
  unchanged(lane: Lane, id: string, folded: Folded): Receipt {
    return this.#receipt(lane.stream, id, folded.revision, lane.position, folded, [], false);
  }

  /** Of a command recorded earlier: its own events, read again, so that the answer is the same. */
  async replayed(lane: Lane, id: string, folded: Folded, echo: CommandEcho): Promise<Receipt> {
    const events = await this.#reader.some(lane.stream, echo.revision, echo.count);
    const last = events.at(-1);
    if (!last || events.length !== echo.count) {
      throw new Error(`${lane.stream} has lost the events from revision ${echo.revision} on: check the store`);
    }
    return this.#receipt(
      lane.stream,
      id,
      last.revision,
      last.position,
      folded,
      events.map((event) => receiptEventOf(event, event.data)),
      true,
    );
  }

  #receipt(
    stream: string,
    id: string,
    revision: number,
    position: number,
    folded: Folded,
    events: readonly ReceiptEvent[],
    replayed: boolean,
  ): Receipt {
    const token = `${this.#epoch}.${shardOf(folded.orderingKey ?? id)}.${position}`;
    return { id, stream, revision, position, token, events, replayed };
  }
}

function receiptEventOf(event: RecordedEvent, data: unknown): ReceiptEvent {
  const { id, type, schemaVersion, revision, position, businessDate, recordedAt } = event;
  return { id, type, schemaVersion, revision, position, businessDate, recordedAt, data };
}
