import { EventStoreDBClient } from '@eventstore/db-client';
import { within } from './within.ts';

/** So long an old client may take to end its streams. */
const disposeMs = 2_000;

/** A client of the database, exchanged for a new one after its connection broke: one whose discovery of a leader has failed stays so for ever. */
export class Connection {
  readonly #connect: () => EventStoreDBClient;
  #client: EventStoreDBClient;
  #renewing: Promise<void> | undefined;

  /** @throws Error for a connection string that makes no sense. */
  constructor(connectionString: string) {
    this.#connect = () => EventStoreDBClient.connectionString(connectionString);
    this.#client = this.#connect();
  }

  get client(): EventStoreDBClient {
    return this.#client;
  }

  /** Undefined when the client can be used; else it resolves when there is a new one. */
  get renewing(): Promise<void> | undefined {
    return this.#renewing;
  }

  /** The connection of this client broke. Says nothing of one that has been exchanged already. */
  renew(broken: EventStoreDBClient): void {
    if (this.#client !== broken || this.#renewing) return;
    this.#renewing = ended(broken).then(() => {
      this.#client = this.#connect();
      this.#renewing = undefined;
    });
  }

  async close(): Promise<void> {
    await this.#renewing;
    await ended(this.#client);
  }
}

async function ended(client: EventStoreDBClient): Promise<void> {
  try {
    await within(disposeMs, client.dispose());
  } catch {
    // A stream that does not end is left behind: nothing is asked of this client any more.
  }
}
