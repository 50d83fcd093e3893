import { setImmediate } from 'node:timers/promises';
import { StopSignal } from './stop-signal.ts';

describe('waiting for input or for the stop', () => {
  it('ends with whichever comes first', async () => {
    const stop = new StopSignal();
    expect(await stop.or(Promise.resolve('input'))).toBe('input');
    const waiting = stop.or(new Promise(() => undefined));
    stop.raise();
    expect(await waiting).toBeNull();
    expect(await stop.or(Promise.resolve('late'))).toBeNull();
  });

  it('leaves no failure unheard: a sender that breaks off after the stop does not bring the server down', async () => {
    const unheard: unknown[] = [];
    const listen = (reason: unknown): number => unheard.push(reason);
    process.on('unhandledRejection', listen);
    const stop = new StopSignal();
    stop.raise();
    let breakOff: (reason: Error) => void = () => undefined;
    const answer = stop.or(new Promise((_resolve, reject) => (breakOff = reject)));
    expect(await answer).toBeNull();
    breakOff(new Error('aborted'));
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    process.off('unhandledRejection', listen);
    expect(unheard).toEqual([]);
  });
});
