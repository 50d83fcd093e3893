import { eventsIn, positionsAnEvent } from './log-length.ts';
import { listLog } from './testing/logs.ts';
import { toyLog } from './testing/toy.ts';

const spread = (count: number, apart: number) => toyLog(count).map((event, index) => ({ ...event, position: (index + 1) * apart }));

describe('how long a log is', () => {
  it('is told in events, however far apart their positions are', async () => {
    expect(await eventsIn(listLog(spread(1_000, 1)))).toBe(1_000);
    expect(await eventsIn(listLog(spread(1_000, 1_200)))).toBe(1_000);
    expect(await positionsAnEvent(listLog(spread(10, 700)))).toBe(700);
  });

  it('is nothing for a log that holds nothing', async () => {
    expect(await eventsIn(listLog([]))).toBe(0);
    expect(await positionsAnEvent(listLog([]))).toBe(1);
  });
});
