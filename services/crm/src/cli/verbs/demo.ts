import { httpSink } from '@zongheng/exchange';
import { businessDateAt, type Instant } from '@zongheng/kernel';
import { type Act, byMonth, simulate, smallWorld } from '@zongheng/simulation';
import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

export interface DemoOptions {
  readonly seed: string;
  readonly deals: number;
  readonly days: number;
}

/** `crm demo`: a seeded year of a carrier's selling, so that a newcomer sees a living system. Run again with the same seed it changes nothing. */
export async function demo(client: HttpClient, screen: Screen, options: DemoOptions): Promise<void> {
  const { timeZone } = await client.get<{ readonly timeZone: string }>('/v1/operations/installation');
  const until = businessDateAt(new Date().toISOString() as Instant, timeZone);
  const scale = options.deals / smallWorld.deals;
  const world = {
    ...smallWorld,
    ...options,
    until,
    reps: Math.max(5, Math.round(smallWorld.reps * scale)),
    customers: Math.max(20, Math.round(smallWorld.customers * scale)),
  };
  screen.note(
    `A simulated carrier up to ${until}, seed ${options.seed}. Nothing of it is real: every record’s reference names the system “simulation”.`,
  );
  const bar = screen.progress('deals');
  let sent = 0;
  let deals = 0;
  const told = async function* (month: readonly Act[]): AsyncGenerator<Act> {
    for (const act of month) {
      sent += 1;
      if (act.command === 'OpenOpportunity') bar.update((deals += 1), options.deals);
      yield act;
    }
  };
  const refused = new Map<string, number>();
  let recorded = 0;
  const sink = httpSink({ url: client.url, actor: 'simulation' });
  for (const month of byMonth(simulate(world))) {
    for await (const { problem } of sink.send(told(month), `simulation:${options.seed}`)) {
      if (problem === null) recorded += 1;
      else refused.set(`${problem.code}: ${problem.detail}`, (refused.get(`${problem.code}: ${problem.detail}`) ?? 0) + 1);
    }
  }
  bar.end();
  screen.print(`${recorded} of ${sent} commands carried out, ${deals} deals.`);
  for (const [what, count] of [...refused].slice(0, 10)) screen.note(`${count} × ${what}`);
  if (recorded < sent) throw new Failure(exitCodes.found, `${sent - recorded} commands were refused`);
}
