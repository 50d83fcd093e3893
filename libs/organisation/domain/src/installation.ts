import {
  type Command,
  type Decider,
  firstRefusal,
  isCurrency,
  isTimeZone,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
} from '@zongheng/kernel';
import type { InstallationFact } from '@zongheng/organisation-events';

export const installationRefusals = {
  'ORGANISATION.INSTALLATION.FOUNDED_ALREADY': {
    kind: 'conflict',
    title: { zh: '系统已启用', en: 'The installation was founded already' },
    remedy: 'nothing: its time zone and currency are fixed; found another installation in another data folder',
  },
  'ORGANISATION.INSTALLATION.TIME_ZONE_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '时区不存在', en: 'Unknown time zone' },
    remedy: 'give a name of the IANA time zone database, such as Asia/Shanghai',
  },
  'ORGANISATION.INSTALLATION.CURRENCY_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '币种不存在', en: 'Unknown currency' },
    remedy: 'give a code of ISO 4217, such as CNY',
  },
} as const satisfies RefusalTable;

const refuse = refusing(installationRefusals);

/** What holds for the whole installation; null until it is founded. */
export type InstallationState = InstallationFact['data'] | null;

export interface FoundInstallation extends Command<'FoundInstallation'> {
  readonly name: string;
  /** An IANA name. It says which calendar date an instant falls on, for ever. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}
export type InstallationCommand = FoundInstallation;

export const installationDecider: Decider<InstallationState, InstallationCommand, InstallationFact> = {
  initialState: () => null,
  evolve: (_state, fact) => fact.data,
  decide(state, command) {
    const { name, timeZone, currency } = command;
    if (state) return again(state, command);
    const no = firstRefusal(notInFuture(command), knownZone(timeZone), knownCurrency(currency));
    return no ?? [{ type: 'InstallationFounded', businessDate: command.on, data: { name, timeZone, currency } }];
  },
};

function again(state: NonNullable<InstallationState>, command: FoundInstallation): Refusal | [] {
  const isSame = state.name === command.name && state.timeZone === command.timeZone && state.currency === command.currency;
  if (isSame) return [];
  return refuse('ORGANISATION.INSTALLATION.FOUNDED_ALREADY', `it was founded in ${state.timeZone} with the currency ${state.currency}`);
}

function knownZone(timeZone: string): Refusal | null {
  if (isTimeZone(timeZone)) return null;
  return refuse('ORGANISATION.INSTALLATION.TIME_ZONE_UNKNOWN', `there is no time zone ${timeZone}`, { field: '/timeZone' });
}

function knownCurrency(currency: string): Refusal | null {
  if (isCurrency(currency)) return null;
  return refuse('ORGANISATION.INSTALLATION.CURRENCY_UNKNOWN', `there is no currency ${currency}`, { field: '/currency' });
}
