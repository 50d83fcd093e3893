import type { BusinessDate } from '@zongheng/kernel';
import { momentText, type Preparation, type QueryContext, Reading, readerOf, Trees } from '@zongheng/nest-kit';
import { actuals } from '@zongheng/planning-views';
import type { JournalReader } from '@zongheng/projection';
import type { ActualsMoment } from './actuals.ts';

/** The journal of actuals at the moment up to which it is told, as of a date: what a command freezes. */
export interface FrozenReading {
  readonly reader: JournalReader;
  readonly moment: ActualsMoment;
  /** `<epoch>.<position>`: asked again, the figures are the same. */
  readonly at: string;
}

export async function readNow(given: Pick<Preparation | QueryContext, 'get'>, asOf: BusinessDate): Promise<FrozenReading> {
  const reading = given.get(Reading);
  const reader = readerOf(given, actuals);
  const upTo = reading.watermark([actuals]);
  return { reader, moment: await momentOf(given, asOf, upTo), at: momentText(reading.log.epoch, upTo) };
}

export async function momentOf(given: Pick<Preparation | QueryContext, 'get'>, asOf: BusinessDate, upTo: number): Promise<ActualsMoment> {
  const { units } = await given.get(Trees).at({ asOf, upTo });
  return { asOf, upTo, units };
}
