import { type BusinessDate, businessDateAt, type Instant } from '@zongheng/kernel';

/** The one clock of the pipeline: injected, with the installation's time zone, which says what day it is. */
export class InstallationTime {
  readonly #clock: () => Instant;
  readonly timeZone: string;
  #minute = '';
  #today: BusinessDate | null = null;

  constructor(clock: () => Instant, timeZone: string) {
    this.#clock = clock;
    this.timeZone = timeZone;
  }

  now(): Instant {
    return this.#clock();
  }

  /** The calendar date in the time zone at an instant. Asked once a minute: in no zone does a day begin within one. */
  dateOf(now: Instant): BusinessDate {
    const minute = now.slice(0, 16);
    if (this.#today === null || minute !== this.#minute) {
      this.#today = businessDateAt(now, this.timeZone);
      this.#minute = minute;
    }
    return this.#today;
  }
}
