import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

interface ViewLine {
  readonly view: string;
  readonly version: number;
  readonly build: string | null;
  readonly state: string;
  readonly watermark: number;
  readonly lag: number;
  readonly caughtUp: boolean;
  readonly parked: number;
  readonly error: string | null;
}

interface Step {
  readonly done?: number;
  readonly total?: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Finding {
  readonly equal: boolean;
  readonly counts: { readonly live: number; readonly folded: number };
  readonly hashes: { readonly live: string; readonly folded: string };
  readonly leftOut: number;
  readonly difference: { readonly where: string; readonly live: string | null; readonly folded: string | null } | null;
}

interface Rebuilt {
  readonly build: string;
  readonly isServed: boolean;
  readonly difference: Finding['difference'];
  readonly error: string | null;
}

interface Parked {
  readonly view: string;
  readonly keys: readonly { readonly orderingKey: string; readonly firstPosition: number; readonly error: string }[];
}

interface KeyOutcome {
  readonly orderingKey: string;
  readonly error?: string | null;
}

/** `crm views`: where every view stands. */
export async function showViews(client: HttpClient, screen: Screen): Promise<void> {
  const { head, views } = await client.get<{ head: number; views: readonly ViewLine[] }>('/v1/operations/views');
  screen.print(`log ends at ${head}`);
  for (const view of views) {
    const standing = view.caughtUp ? 'caught up' : `${view.lag} behind`;
    const parked = view.parked > 0 ? `, ${view.parked} keys parked` : '';
    screen.print(
      `${view.view.padEnd(20)} ${(view.build ?? '-').padEnd(24)} ${view.state.padEnd(12)} ${standing}${parked}${view.error ? ` — ${view.error}` : ''}`,
    );
  }
}

/** `crm rebuild VIEW`: builds it anew beside the live one and swaps it in where it is equal, or forced. */
export async function rebuild(client: HttpClient, screen: Screen, view: string, force: boolean): Promise<void> {
  const outcome = await stepped<Rebuilt>(client, screen, `/v1/operations/views/${encodeURIComponent(view)}/rebuild`, { force });
  if (outcome.error) throw new Failure(exitCodes.found, `${view}: ${outcome.error}`);
  if (outcome.difference && !outcome.isServed) throw new Failure(exitCodes.found, differing(view, outcome.difference));
  screen.print(
    `${view}: ${outcome.build} is served now${outcome.difference ? ', though it differs from the one before' : ', equal to the one before'}`,
  );
}

/** `crm verify [VIEW…]`: proves that the live views equal a pure fold of the log, to the byte. */
export async function verify(client: HttpClient, screen: Screen, names: readonly string[]): Promise<void> {
  const { views } = await client.get<{ views: readonly ViewLine[] }>('/v1/operations/views');
  let isEqual = true;
  for (const view of names.length > 0 ? names : views.map((each) => each.view)) {
    const finding = await stepped<Finding>(client, screen, `/v1/operations/views/${encodeURIComponent(view)}/verify`, {});
    isEqual &&= finding.equal;
    const left = finding.leftOut > 0 ? `, ${finding.leftOut} left out for what is parked` : '';
    if (finding.equal) screen.print(`${view.padEnd(20)} equal   ${finding.counts.live} ${finding.hashes.live.slice(0, 16)}${left}`);
    else
      screen.print(
        `${view.padEnd(20)} DIFFERS ${finding.counts.live} against ${finding.counts.folded}\n${finding.difference ? differing(view, finding.difference) : ''}`,
      );
  }
  if (!isEqual) throw new Failure(exitCodes.found, 'some views are not what the log says: crm rebuild VIEW builds one anew');
}

/** `crm parked`: what could not be folded; with `retry` or `release` tries it again. */
export async function parked(client: HttpClient, screen: Screen, action: 'list' | 'retry' | 'release', view?: string): Promise<void> {
  if (action !== 'list') {
    if (!view) throw new Failure(exitCodes.usage, `crm parked ${action} needs the name of a view`);
    const outcomes = await client.post<readonly KeyOutcome[]>(`/v1/operations/parked/${encodeURIComponent(view)}/${action}`, {});
    for (const { orderingKey, error } of outcomes)
      screen.print(`${orderingKey}: ${error ?? (action === 'retry' ? 'would fold' : 'released')}`);
    if (outcomes.some(({ error }) => error)) throw new Failure(exitCodes.found, 'some keys still cannot be folded');
    return;
  }
  const all = await client.get<readonly Parked[]>('/v1/operations/parked');
  const lines = all
    .filter((each) => !view || each.view === view)
    .flatMap((each) => each.keys.map((key) => `${each.view} ${key.orderingKey} from ${key.firstPosition}: ${key.error}`));
  for (const line of lines) screen.print(line);
  if (lines.length === 0) screen.print('nothing is parked');
}

async function stepped<Result>(client: HttpClient, screen: Screen, path: string, body: object): Promise<Result> {
  const bar = screen.progress('events');
  try {
    for await (const line of client.lines<Step>('POST', path, body)) {
      if (line.error !== undefined) throw new Failure(exitCodes.refused, line.error);
      // The last line carries what this call is for.
      if (line.result !== undefined) return line.result as Result;
      bar.update(line.done ?? 0, line.total ?? 0);
    }
  } finally {
    bar.end();
  }
  throw new Failure(exitCodes.unreachable, `${path}: the answer broke off`);
}

function differing(view: string, difference: NonNullable<Finding['difference']>): string {
  return `${view} differs at ${difference.where}\n  live   ${difference.live ?? 'nothing'}\n  folded ${difference.folded ?? 'nothing'}`;
}
