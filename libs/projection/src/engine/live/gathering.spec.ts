import type { RecordedEvent } from '@zongheng/kernel';
import { gatherMs } from './gathering.ts';

const batch = (events: number, caughtUp: boolean) => ({ events: Array.from<RecordedEvent>({ length: events }), caughtUp });

describe('after a batch', () => {
  it('the next follows at once where little comes', () => {
    expect(gatherMs(batch(1, true), 2)).toBe(0);
    expect(gatherMs(batch(15, true), 500)).toBe(0);
  });

  it('events are let come together for as long as it took where much comes, and never for long', () => {
    expect(gatherMs(batch(64, true), 7)).toBe(7);
    expect(gatherMs(batch(1_000, true), 90)).toBe(25);
  });

  it('the next follows at once where it is there already', () => {
    expect(gatherMs(batch(1_000, false), 90)).toBe(0);
  });
});
