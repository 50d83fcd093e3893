import type { BusinessDate, Moment } from '@zongheng/kernel';

/** Exchange rates as known at one moment. */
export interface RatesOfMoment {
  /** The days from which on another rate is in force, whichever, in order. */
  readonly turns: readonly BusinessDate[];
  /** How many hundred-millionths of one currency are reckoned for one of another on a day; null where no rate is in force. */
  rateOn(from: string, to: string, day: BusinessDate): number | null;
}

/** Answers exchange rates as known at a moment. The service that has the organisation’s events provides it. */
export abstract class Rates {
  abstract at(moment: Moment): Promise<RatesOfMoment>;
}
