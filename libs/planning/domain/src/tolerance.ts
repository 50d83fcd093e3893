import { type BusinessDate, type Command, datesInOrder, type Decider, earliestDate, type Refusal } from '@zongheng/kernel';
import { type Band, isMetric, type ToleranceFact } from '@zongheng/planning-events';
import { refuse } from './refusals.ts';

/** From which attainment on a target is green or amber, in the version in force. */
export interface Tolerance {
  /** 0 until one is defined. */
  readonly version: number;
  readonly bands: readonly Band[];
}

/** What holds before any tolerance is defined: green from 95 % of what is due, amber from 80 %. */
export const defaultTolerance: Tolerance = { version: 0, bands: [{ metric: null, green: 950, amber: 800 }] };

export interface ToleranceState extends Tolerance {
  readonly last: BusinessDate;
}

export interface DefineTolerance extends Command<'DefineTolerance'> {
  readonly bands: readonly Band[];
  readonly reason: string;
}

/** The tolerance of plans: defined anew as often as wanted, each time a version more. */
export const toleranceDecider: Decider<ToleranceState, DefineTolerance, ToleranceFact> = {
  initialState: () => ({ ...defaultTolerance, last: earliestDate }),
  evolve: (_state, { data, businessDate }) => ({ version: data.version, bands: data.bands, last: businessDate }),
  decide(state, command) {
    const { on, bands, reason } = command;
    const no = datesInOrder(command, state.last) ?? faultOf(bands);
    if (no) return no;
    if (JSON.stringify(bands.map(plain)) === JSON.stringify(state.bands.map(plain))) return [];
    return [{ type: 'PlanToleranceDefined', businessDate: on, data: { version: state.version + 1, bands: bands.map(plain), reason } }];
  },
};

/** The band of a metric: its own, or that of all others. */
export function bandOf({ bands }: Tolerance, metric: string): Band {
  const general = defaultTolerance.bands[0] ?? { metric: null, green: 1000, amber: 1000 };
  return bands.find((band) => band.metric === metric) ?? bands.find((band) => band.metric === null) ?? general;
}

function plain({ metric, green, amber }: Band): Band {
  return { metric, green, amber };
}

function faultOf(bands: readonly Band[]): Refusal | null {
  for (const [index, { metric, green, amber }] of bands.entries()) {
    const field = `/bands/${index}`;
    if (metric !== null && !isMetric(metric)) return refuse('PLANNING.METRIC.UNKNOWN', `there is no metric ${metric}`, { field });
    if (bands.findIndex((band) => band.metric === metric) !== index) {
      return refuse('PLANNING.POLICY.METRIC_TWICE', `${metric ?? 'the band of all others'} is given twice`, { field });
    }
    if (amber > green) return refuse('PLANNING.POLICY.BAND_UPSIDE_DOWN', `amber from ${amber}, green from ${green}`, { field });
  }
  if (bands.some(({ metric }) => metric === null)) return null;
  return refuse('PLANNING.POLICY.NO_DEFAULT', 'every band names a metric', { field: '/bands' });
}
