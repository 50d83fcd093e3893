import type { PeerConnection } from './peer.ts';

interface Waiting {
  /** Does the work within the transaction; answers how the caller is told once that is durable. */
  readonly work: () => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * A connection whose concurrent transactions go one after another, at most so many in one commit, each answered when it is durable. The peer's
 * own counts its open transactions instead: beside each other on one connection they answer before they are committed, and in the end fail. One
 * connection for each operation would be several times slower.
 */
export function withOrderedCommits(connection: PeerConnection, transactionsMax: number): PeerConnection {
  const waiting: Waiting[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, transactionsMax);
      try {
        await connection.command('BEGIN IMMEDIATE');
        const tell = await Promise.all(batch.map(({ work }) => work()));
        await connection.command('COMMIT');
        for (const one of tell) one();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  };
  return {
    ...connection,
    withTransaction: <T>(fn: () => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        waiting.push({
          work: async () => {
            const result = await fn();
            return () => resolve(result);
          },
          reject,
        });
        if (!isRunning) void run();
      }),
  };
}
