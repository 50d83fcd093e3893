import { isTimeZone } from '@zongheng/kernel';
import { textLike } from './kinds.ts';
import { ConfigurationError, type Configured, setting } from './settings.ts';

/** What a new installation is founded with: used once; afterwards the log's first event holds. */
export const foundingSettings = {
  TIME_ZONE: setting('the time zone of business dates, fixed for ever when an installation is founded', timeZone, {
    flag: 'time-zone',
    fallback: 'Asia/Shanghai',
  }),
  CURRENCY: setting(
    'the home currency, fixed for ever when an installation is founded',
    textLike(/^[A-Z]{3}$/, 'give an ISO 4217 code such as CNY'),
    { flag: 'currency', fallback: 'CNY' },
  ),
  INSTALLATION_NAME: setting('what a new installation is called', name, { flag: 'name', fallback: 'Zongheng 纵横' }),
};

/** @returns the name, the time zone and the currency of a new installation */
export function foundingOf({ INSTALLATION_NAME, TIME_ZONE, CURRENCY }: Configured<typeof foundingSettings>) {
  return { name: INSTALLATION_NAME, timeZone: TIME_ZONE, currency: CURRENCY };
}

function timeZone(text: string, setting: string): string {
  if (!isTimeZone(text)) throw new ConfigurationError(setting, text, 'give an IANA time zone such as Asia/Shanghai');
  return text;
}

function name(text: string, setting: string): string {
  if (text.trim() === '' || text.length > 200) throw new ConfigurationError(setting, text, 'give a name of 1 to 200 characters');
  return text;
}
