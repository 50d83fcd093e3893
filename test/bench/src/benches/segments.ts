import { type Bench, scaled } from '../harness/bench.ts';
import { figuresRow } from '../harness/row.ts';
import { percentile } from '../harness/statistics.ts';
import { askByTurns, worstOf } from '../queries/asking.ts';
import type { HttpClient } from '../queries/client.ts';
import { segmentQuestions } from '../queries/customers-questions.ts';
import { close, open } from '../queries/opened.ts';

const askings = 300;
const warmUps = 20;

/** Over HTTP: segments of one condition to five, each met by very many, counted and listed, where hundreds of attributes are known of everybody. */
export const segments: Bench = {
  name: 'segments',
  rows: ['query.segments.p99'],
  what: 'segments counted and listed over HTTP: 240 attributes on each of 50,000 customers',
  async run(ground) {
    const large = await open(ground, 'wide');
    try {
      const small = await open(ground, 'wide-small');
      try {
        const first = await firstTime(large.place.client);
        const places = [large.place, small.place];
        const [many = [], few = []] = await askByTurns(places, segmentQuestions, scaled(askings, ground, 3), scaled(warmUps, ground, 1));
        const worst = worstOf(many, 0.99);
        const against = percentile(few.find(({ name }) => name === worst.name)?.times ?? [], 0.99);
        const ratio = worst.ms / against;
        const notes = [
          `the worst of ${many.length} questions is: ${worst.name}`,
          `each segment counted for the first time since the start: at most ${first.toFixed(0)} ms`,
          `until all views were built and served: ${large.secondsToBuild.toFixed(0)} s`,
        ];
        return [
          figuresRow(
            'query.segments.p99',
            { value: worst.ms, against, ratio, unit: 'ms' },
            {
              counterpart: 'the same question of a tenth of the customers, by turns',
              notes,
              reach: '≤ 10 ms, ≤ 1.3 ×',
              isReached: worst.ms <= 10 && ratio <= 1.3,
            },
          ),
        ];
      } finally {
        await close(small);
      }
    } finally {
      await close(large);
    }
  },
};

/** What is counted once is kept; the first time it is read from the indexes. */
async function firstTime(client: HttpClient): Promise<number> {
  let slowest = 0;
  for (let number = 1; number <= 10; number += 1) {
    const { ms } = await client.get(`/v1/segments/sim-segment-${number}/count`);
    slowest = Math.max(slowest, ms);
  }
  return slowest;
}
