import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, roundsAt, scaled } from '../harness/bench.ts';
import { boundRow } from '../harness/row.ts';
import { percentile } from '../harness/statistics.ts';
import { type Agreements, planned, writeAgreements } from '../month/agreements.ts';
import { startInstallation } from '../process/installation.ts';
import { HttpClient } from '../queries/client.ts';

const standWithinMs = 120_000;

interface Proposed {
  readonly rows: readonly { readonly kind: string; readonly subject: string; readonly parent: string | null; readonly target: number }[];
}

/** Over HTTP: what is promised for next month by rep, a target of the company split over all of them, and the splits put into plans. */
export const monthClose: Bench = {
  name: 'month.close',
  rows: ['month.close'],
  what: 'next month’s plan base and decomposition, for 2,000 reps and 50,000 contracts, over HTTP',
  async run(ground) {
    const world: Agreements = { departments: scaled(40, ground, 2), repsEach: 50, contracts: scaled(50_000, ground, 500) };
    const dataDir = ground.folder('month');
    ground.say(`writing ${world.contracts} agreements`);
    await writeAgreements(join(dataDir, 'log'), world);
    const installation = await startInstallation(dataDir);
    const client = new HttpClient(installation.url);
    try {
      await installation.caughtUp();
      while ((await client.send(`/v1/plans/base?period=${planned}`)).status === 503) await pause(100);
      await installation.caughtUp();
      const times: number[] = [];
      let proposed: Proposed = { rows: [] };
      for (let round = 0; round < roundsAt(ground, 9) + 1; round += 1) {
        const base = await client.get(`/v1/plans/base?period=${planned}`);
        const answer = await client.get(`/v1/plans/proposal?period=${planned}&currency=CNY`);
        proposed = JSON.parse(answer.text) as Proposed;
        requireExact(proposed);
        if (round > 0 || ground.scale <= 0.01) times.push(base.ms + answer.ms);
      }
      const begun = performance.now();
      await decompose(client, proposed);
      const accepted = performance.now() - begun;
      await untilAllStand(client, world.departments * world.repsEach);
      const stood = performance.now() - begun;
      const asked = percentile(times, 0.99);
      return [
        boundRow('month.close', (asked + accepted) / 1_000, 's', {
          atMost: 2,
          notes: [
            `${world.contracts} contracts, ${world.departments * world.repsEach} reps in ${world.departments} departments; base and proposal ${asked.toFixed(0)} ms`,
            `${world.departments + 1} decompositions accepted in ${accepted.toFixed(0)} ms; every rep’s plan stood after ${stood.toFixed(0)} ms`,
          ],
        }),
      ];
    } finally {
      client.close();
      await installation.stop();
    }
  },
};

/** @throws Error where the parts of anybody do not sum to the whole. */
function requireExact({ rows }: Proposed): void {
  for (const { subject, target } of rows) {
    const parts = rows.filter(({ parent }) => parent === subject);
    const sum = parts.reduce((total, part) => total + part.target, 0);
    if (parts.length > 0 && sum !== target) throw new Error(`the parts of ${subject} sum to ${sum}, not to ${target}`);
  }
}

/** Puts the proposal into plans: the company’s, then each department’s once its own target has come. */
async function decompose(client: HttpClient, { rows }: Proposed): Promise<void> {
  const company = rows.find(({ parent }) => parent === null);
  if (!company) throw new Error('nothing was proposed');
  const partsOf = (subject: string) =>
    rows
      .filter(({ parent }) => parent === subject)
      .map(({ kind, subject: of, target }) => ({ [kind === 'person' ? 'person' : 'unit']: of, amount: target }));
  const aim = { metric: 'expected-revenue', currency: 'CNY' };
  const plan = (subject: string): string => `/v1/plans/${planned}.unit.${subject}`;
  await send(client, `${plan(company.subject)}/draft`, {});
  await send(client, `${plan(company.subject)}/set-target`, { ...aim, amount: company.target });
  await send(client, `${plan(company.subject)}/decompose`, { ...aim, parts: partsOf(company.subject) });
  const departments = rows.filter(({ kind }) => kind === 'department');
  for (const { subject } of departments) {
    while ((await client.send(plan(subject))).status === 404) await pause(1);
    await send(client, `${plan(subject)}/decompose`, { ...aim, parts: partsOf(subject) });
  }
}

async function send(client: HttpClient, path: string, body: object): Promise<void> {
  const answer = await client.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
}

async function untilAllStand(client: HttpClient, reps: number): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < standWithinMs; await pause(20)) {
    const { text } = await client.get(`/v1/plans/board?period=${planned}`);
    const { rows } = JSON.parse(text) as { readonly rows: readonly { readonly kind: string }[] };
    if (rows.filter(({ kind }) => kind === 'person').length === reps) return;
  }
  throw new Error(`not all plans stood within ${standWithinMs} ms`);
}
