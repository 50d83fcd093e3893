import type { Cell } from '@zongheng/sales-events';
import type { ShownEvent } from '../../running/api.ts';
import { type Findings, streamsOf } from './findings.ts';

/** Where a deal stands by its own events; null before it has any. */
export function cellAfter(events: readonly ShownEvent[]): Cell | null {
  let cell: Cell | null = null;
  for (const { data } of events) cell = (data as { readonly to?: Cell }).to ?? cell;
  return cell;
}

/** Open deals that are not counted where their owner and their customer are now: a policy has not come to them, or never will. */
export function leftBehind(log: readonly ShownEvent[]): Findings {
  const streams = streamsOf(log);
  const wrong: string[] = [];
  for (const [stream, events] of streams) {
    const cell = stream.startsWith('opportunity-') ? cellAfter(events) : null;
    if (cell?.status !== 'open') continue;
    const unit = unitOf(streams.get(`employee-${cell.owner}`) ?? []);
    const region = regionOf(streams.get(`customer-${cell.customer}`) ?? []);
    if (cell.unit !== unit) wrong.push(`${stream} of ${cell.owner} is counted in ${cell.unit}, not in ${unit}`);
    if (cell.region !== region) wrong.push(`${stream} of ${cell.customer} is counted in ${cell.region}, not in ${region}`);
  }
  return wrong;
}

function unitOf(events: readonly ShownEvent[]): string | undefined {
  let unit: string | undefined;
  for (const { data } of events) {
    const { unit: joined, to } = data as { readonly unit?: string; readonly to?: { readonly unit: string } };
    unit = to?.unit ?? joined ?? unit;
  }
  return unit;
}

function regionOf(events: readonly ShownEvent[]): string | null | undefined {
  let region: string | null | undefined;
  for (const { data } of events) {
    const { details, to } = data as {
      readonly details?: { readonly region: string | null };
      readonly to?: { readonly region: string | null };
    };
    if (to && 'region' in to) region = to.region;
    else if (details) region = details.region;
  }
  return region;
}

const causes: Readonly<Record<string, readonly string[]>> = {
  'policy:work-follows-its-owner': ['EmployeeTransferred', 'OpportunityOpened', 'OpportunityAssigned'],
  'policy:deals-follow-their-customer': ['CustomerDetailsChanged', 'OpportunityOpened', 'OpportunityMovedToCustomer'],
};

/** Effects of policies that have no cause before them, or the wrong one, or happened twice for one cause. */
export function wrongEffects(log: readonly ShownEvent[]): Findings {
  const byId = new Map(log.map((event) => [event.id, event]));
  const effects = log.filter((event) => event.type === 'OpportunityReclassified');
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  for (const effect of effects) {
    const cause = effect.causationId === undefined ? undefined : byId.get(effect.causationId);
    const once = `${effect.actor} on ${effect.stream} for ${effect.causationId ?? 'nothing'}`;
    seen.set(once, (seen.get(once) ?? 0) + 1);
    if (!cause || cause.position >= effect.position) wrong.push(`${effect.stream} ${effect.revision} has no cause before it`);
    else if (!causes[effect.actor]?.includes(cause.type)) wrong.push(`${effect.actor} was moved by ${cause.type}`);
  }
  for (const [effect, times] of seen) if (times > 1) wrong.push(`${effect}: ${times} times`);
  return wrong.slice(0, 5);
}
