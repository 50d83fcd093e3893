import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

interface Duty {
  readonly duty: string;
  readonly today: string;
  readonly due: number;
  readonly done: number;
  readonly refused: number;
  readonly error: string | null;
}

/** `crm due`: does now what falls due by the calendar, as the installation does once a day. @throws Failure where a duty was broken off. */
export async function doWhatIsDue(client: HttpClient, screen: Screen): Promise<void> {
  const { duties } = await client.post<{ readonly duties: readonly Duty[] }>('/v1/operations/due', {});
  for (const { duty, today, due, done, refused } of duties)
    screen.print(`${duty} on ${today}: ${due} due, ${done} done, ${refused} refused`);
  const broken = duties.find(({ error }) => error !== null);
  if (broken) throw new Failure(exitCodes.found, `${broken.duty} was broken off: ${broken.error}`);
}
