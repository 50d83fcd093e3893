import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '@zongheng/event-store';
import type { AppendStream } from './append-stream.ts';
import { readFailure } from './failures.ts';
import { unfinishedFrom } from './migration-mark.ts';
import type { StreamNames } from './names.ts';
import type { Reading } from './reading.ts';
import type { Waits } from './settings.ts';
import { positionOf } from './stored-event.ts';

export interface IdentityParts {
  readonly wire: AppendStream;
  readonly reading: Reading;
  readonly names: StreamNames;
  readonly waits: Waits;
}

const pauseMs = 200;

export interface Identity {
  readonly epoch: string;
  /** The position at which the log was begun: nothing of it stands before. */
  readonly begin: number;
}

/**
 * Which log this is. It is begun where there is none. Waits for a server that is starting; of several that begin a log at once, one does.
 * @throws StoreError
 */
export async function identityOf(parts: IdentityParts, newEpoch: string | undefined): Promise<Identity> {
  const until = performance.now() + parts.waits.openMs;
  for (;;) {
    try {
      const known = await knownIdentity(parts);
      if (known !== null) return known;
      await begin(parts, newEpoch ?? randomUUID());
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'STORE.UNAVAILABLE') || performance.now() > until) throw error;
      await sleep(pauseMs);
    }
  }
}

async function knownIdentity({ reading, names }: IdentityParts): Promise<Identity | null> {
  const begun = await reading.stream(names.identity, {});
  const [first] = begun;
  const last = begun.at(-1);
  if (first === undefined || last === undefined) return null;
  const { data } = last;
  if (typeof data === 'object' && data !== null && unfinishedFrom(data) !== null) {
    throw new StoreError(
      'STORE.OWNED',
      `${names.identity}: a migration into this log is not finished`,
      'run crm migrate again, which goes on with it',
    );
  }
  if (typeof data === 'object' && data !== null && 'epoch' in data && typeof data.epoch === 'string') {
    return { epoch: data.epoch, begin: positionOf(first) };
  }
  throw new StoreError('STORE.CORRUPT', `${names.identity}: its last event names no epoch`, 'use another namespace');
}

/** That another was first, or that nobody knows, is told by the next reading. */
async function begin({ wire, names }: IdentityParts, epoch: string): Promise<void> {
  const data = utf8.encode(JSON.stringify({ epoch }));
  const event = { id: randomUUID(), type: 'LogBegun', data, metadata: new Uint8Array() };
  const answer = await wire.append(names.identity, 'no-stream', () => [event]);
  if (answer.kind === 'refused') throw answer.error;
  if (answer.kind === 'unknown') throw readFailure(answer.cause, names.identity);
}

const utf8 = new TextEncoder();
