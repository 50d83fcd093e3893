import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** How long a reader may leave what was written unread before the connection is ended. */
export const readerPatienceMs = 30_000;

/**
 * Writes, and waits while the reader is slow: no more than the stream's own buffer is ever kept for it. Answers false where the reader went
 * away, or took nothing for so long that it was disconnected.
 */
export async function writeTo(target: Writable, text: string, patienceMs = readerPatienceMs): Promise<boolean> {
  if (target.destroyed || target.writableEnded) return false;
  if (target.write(text)) return true;
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), patienceMs);
  try {
    await Promise.race([once(target, 'drain', { signal: waiting.signal }), once(target, 'close', { signal: waiting.signal })]);
  } catch {
    target.destroy();
  } finally {
    clearTimeout(timer);
    waiting.abort();
  }
  return !target.destroyed;
}
