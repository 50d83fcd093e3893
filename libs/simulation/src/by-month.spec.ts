import type { Act } from './act.ts';
import { byMonth } from './by-month.ts';

const act = (key: string, on?: string): Act => ({ command: 'Act', key, body: on === undefined ? {} : { on } });
const keysOf = (acts: readonly Act[]): readonly (readonly string[])[] => [...byMonth(acts)].map((month) => month.map(({ key }) => key));

describe('acts by month', () => {
  it('keep their order, late ones with those they were recorded among', () => {
    const acts = [act('a', '2024-01-30'), act('b', '2024-02-01'), act('late', '2024-01-31'), act('undated'), act('c', '2024-03-01')];
    expect(keysOf(acts)).toEqual([['a'], ['b', 'late', 'undated'], ['c']]);
  });

  it('are none where there are none', () => {
    expect(keysOf([])).toEqual([]);
  });
});
