import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

interface Line {
  readonly aim: { readonly metric: string; readonly productLine: string | null; readonly currency: string | null };
  readonly plan: number;
  readonly due: number;
  readonly actual: number | null;
  readonly variance: number | null;
  readonly light: string | null;
}

interface Reproduction {
  readonly check: number;
  readonly asOf: string;
  readonly frozenAt: string;
  readonly equal: boolean;
  readonly lines: readonly { readonly equal: boolean; readonly frozen: Line; readonly reproduced: Line }[];
}

/** `crm plan check PLAN`: checks a plan now, and shows what was frozen. */
export async function checkPlan(client: HttpClient, screen: Screen, plan: string, asOf: string | undefined): Promise<void> {
  await client.post(`/v1/plans/${plan}/check`, asOf === undefined ? {} : { asOf });
  const { item } = await client.get<{
    item: { checks: readonly { check: number; seen: { asOf: string; at: string; lines: readonly Line[] } }[] };
  }>(`/v1/plans/${plan}`);
  const last = item.checks.at(-1);
  if (!last) throw new Failure(exitCodes.refused, `${plan} shows no check yet`);
  screen.print(`check ${last.check} of ${plan} as of ${last.seen.asOf}, at ${last.seen.at}`);
  for (const line of last.seen.lines) screen.print(`  ${nameOf(line)}: ${figuresOf(line)}`);
}

/** `crm plan check PLAN --reproduce`: computes what a check froze again. @throws Failure where a figure differs, with both. */
export async function reproduceCheck(client: HttpClient, screen: Screen, plan: string, check: number | undefined): Promise<void> {
  const query = check === undefined ? '' : `&check=${check}`;
  const found = await client.get<Reproduction>(`/v1/plans/reproduction?plan=${encodeURIComponent(plan)}${query}`);
  for (const { equal, frozen, reproduced } of found.lines) {
    screen.print(equal ? `equal    ${nameOf(frozen)}: ${figuresOf(frozen)}` : `differs  ${nameOf(frozen)}: frozen ${figuresOf(frozen)}`);
    if (!equal) screen.print(`         ${' '.repeat(nameOf(frozen).length)}  reproduced ${figuresOf(reproduced)}`);
  }
  const what = `check ${found.check} of ${plan}, as of ${found.asOf}, at ${found.frozenAt}`;
  if (!found.equal) throw new Failure(exitCodes.found, `${what}: what was frozen is not what is computed`);
  screen.print(`${what}: reproduced, equal`);
}

function nameOf({ aim: { metric, productLine, currency } }: Line): string {
  return [metric, productLine, currency].filter((part) => part !== null).join(' ');
}

function figuresOf({ plan, due, actual, variance, light }: Line): string {
  return `plan ${plan}, due ${due}, actual ${actual ?? 'not measured'}, variance ${variance ?? 'none'}, ${light ?? 'no light'}`;
}

/** `crm plan remind`: urges what plans owe now, as the installation does once a day. */
export async function remindPlans(client: HttpClient, screen: Screen): Promise<void> {
  const { missing, sent } = await client.post<{ readonly missing: number; readonly sent: number }>('/v1/operations/plan-reminders', {});
  screen.print(`${missing} missing, ${sent} reminders sent`);
}
