import { type Bench, type BenchGround, scaled } from '../harness/bench.ts';
import { boundRow, figuresRow, type Row } from '../harness/row.ts';
import { percentile } from '../harness/statistics.ts';
import { allViews } from '../process/views.ts';
import { type Asked, askByTurns, worstOf } from '../queries/asking.ts';
import { HttpClient } from '../queries/client.ts';
import { close, open, type Opened } from '../queries/opened.ts';
import { bitemporalQuestions, questions } from '../queries/questions.ts';

/** Whether an answer came in time depends on its worst hundredth: so many askings of each question. */
const askings = 300;
const warmUps = 20;

export const queries: Bench = {
  name: 'queries',
  rows: ['query.p99', 'query.bitemporal.p99', 'visible.p99', 'rebuild.queries.p99'],
  what: 'an installation with the set, over HTTP: every view, board and list; both clocks; a command until it is visible; a rebuild beside it all',
  run: async (ground) => {
    const large = await open(ground, 'large');
    try {
      const small = await open(ground, 'small');
      const answers = await (async (): Promise<Row[]> => {
        try {
          return [...(await every(ground, large, small)), await bitemporal(ground, large)];
        } finally {
          await close(small);
        }
      })();
      return [...answers, await visible(ground, large), await meanwhile(ground, large)];
    } finally {
      await close(large);
    }
  },
};

async function every(ground: BenchGround, large: Opened, small: Opened): Promise<readonly Row[]> {
  const [many = [], few = []] = await askByTurns(
    [large.place, small.place],
    questions,
    scaled(askings, ground, 3),
    scaled(warmUps, ground, 1),
  );
  const worst = worstOf(many, 0.99);
  const counterpart = few.find(({ name }) => name === worst.name);
  const against = percentile(counterpart?.times ?? [], 0.99);
  const notes = [
    `the worst of ${many.length} questions is: ${worst.name}; all askings together ${percentile(
      many.flatMap(({ times }) => times),
      0.99,
    ).toFixed(1)} ms`,
    ...slowOf(many, few),
    `until all views were built and served: ${large.secondsToBuild.toFixed(0)} s; the most memory its process held: ${Math.round(large.installation.peakMiB())} MiB`,
  ];
  const ratio = worst.ms / against;
  return [
    figuresRow(
      'query.p99',
      { value: worst.ms, against, ratio, unit: 'ms' },
      {
        counterpart: 'the same question on a set a tenth as large, by turns',
        notes,
        reach: '≤ 10 ms, ≤ 1.3 ×',
        isReached: worst.ms <= 10 && ratio <= 1.3,
      },
    ),
  ];
}

/** The questions that take longer than they should, or grow with the set. */
function slowOf(many: readonly Asked[], few: readonly Asked[]): string[] {
  return many.flatMap(({ name, times }, index) => {
    const [here, there] = [percentile(times, 0.99), percentile(few[index]?.times ?? [], 0.99)];
    if (here <= 10) return [];
    return [`${name}: median ${percentile(times, 0.5).toFixed(1)}, p99 ${here.toFixed(1)} ms, ${there.toFixed(1)} ms on the small set`];
  });
}

async function bitemporal(ground: BenchGround, { place }: Opened): Promise<Row> {
  const [asked = []] = await askByTurns([place], bitemporalQuestions, scaled(askings, ground, 3), scaled(warmUps, ground, 1));
  const worst = worstOf(asked, 0.99);
  const median = percentile(
    asked.flatMap(({ times }) => times),
    0.5,
  );
  return boundRow('query.bitemporal.p99', worst.ms, 'ms', {
    atMost: 30,
    notes: [`the worst question is: ${worst.name}; the median of all is ${median.toFixed(1)} ms`],
  });
}

/** From the answer to a command to the answer that shows it: the list's document, and the figure it moved, by turns. */
async function visible(ground: BenchGround, { place: { client, dice } }: Opened): Promise<Row> {
  const times: number[] = [];
  const count = scaled(600, ground, 20);
  for (let number = 0; number < count; number += 1) {
    const customer = dice.customer();
    const body = JSON.stringify({ title: `可见性 ${number}`, customer, lines: [{ product: 'sim-vpn', quantity: 2 }] });
    const accepted = await client.send('/v1/opportunities', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `visible-${number}` },
      body,
    });
    if (accepted.status >= 300) throw new Error(`a command was refused: ${accepted.text}`);
    const { id, token } = JSON.parse(accepted.text) as { readonly id: string; readonly token: string };
    const path = number % 2 === 0 ? `/v1/opportunities/${id}?token=${token}` : `/v1/funnel?customer=${customer}&token=${token}`;
    const { ms, text } = await client.get(path);
    if (number % 2 === 0 && !text.includes(id)) throw new Error(`${path} does not show what was accepted: ${text}`);
    if (number >= count / 10) times.push(ms);
  }
  const notes = [`median ${percentile(times, 0.5).toFixed(1)} ms, asked with the token of the command, until the answer shows it`];
  return boundRow('visible.p99', percentile(times, 0.99), 'ms', { atMost: 20, notes });
}

/** Rebuilds every view, one after another, and asks meanwhile. */
async function meanwhile(ground: BenchGround, { installation, place }: Opened): Promise<Row> {
  const rebuilder = new HttpClient(installation.url);
  let isOver = false;
  const rebuilding = (async () => {
    for (const { name } of allViews) {
      const answer = await rebuilder.send(`/v1/operations/views/${name}/rebuild`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const last = answer.text.trim().split('\n').at(-1) ?? '';
      const { result } = JSON.parse(last) as { readonly result?: { readonly isServed: boolean; readonly error: string | null } };
      if (!result?.isServed) throw new Error(`${name} was not rebuilt: ${last}`);
    }
  })().finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  const asking = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const question = questions[turn % questions.length];
      if (question) times.push((await place.client.get(question.ask(place.dice))).ms);
    }
  })();
  await Promise.all([rebuilding, asking]);
  rebuilder.close();
  const notes = [
    `${times.length} questions, one after another, while all ${allViews.length} views were rebuilt; median ${percentile(times, 0.5).toFixed(1)} ms`,
  ];
  return boundRow('rebuild.queries.p99', percentile(times, 0.99), 'ms', { atMost: 50, notes });
}
