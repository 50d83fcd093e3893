import { LogTail } from './log-tail.ts';

const running = new AbortController().signal;

/** Whether a promise has resolved by now. */
async function isResolved(waiting: Promise<void>): Promise<boolean> {
  const later = Symbol('later');
  return (await Promise.race([waiting, new Promise((go) => setImmediate(() => go(later)))])) !== later;
}

describe('those who wait for some types of events', () => {
  it('are woken at once by one of them, or by word that does not say what came', async () => {
    const tail = new LogTail(0);
    const wanted = tail.past(0, running, new Set(['Won', 'Lost']));
    tail.advance(3, new Set(['Opened', 'Lost']));
    expect(await isResolved(wanted)).toBe(true);
    const any = tail.past(3, running, new Set(['Won']));
    tail.advance(4);
    expect(await isResolved(any)).toBe(true);
  });

  it('are not woken by each of the others, and hear of them together a moment later', async () => {
    const tail = new LogTail(0);
    const wanted = tail.past(0, running, new Set(['Won']));
    const everything = tail.past(0, running);
    for (let position = 1; position <= 5; position += 1) tail.advance(position, new Set(['Opened']));
    expect([await isResolved(wanted), await isResolved(everything)]).toEqual([false, true]);
    await wanted;
    expect(tail.waiting).toBe(0);
  });

  it('are let go when the log closes, or when they give up', async () => {
    const tail = new LogTail(0);
    const leaving = new AbortController();
    const gone = tail.past(0, leaving.signal, new Set(['Won']));
    const left = tail.past(0, running, new Set(['Won']));
    tail.advance(1, new Set(['Opened']));
    leaving.abort();
    expect([await isResolved(gone), await isResolved(left)]).toEqual([true, false]);
    tail.close();
    expect(await isResolved(left)).toBe(true);
  });
});
