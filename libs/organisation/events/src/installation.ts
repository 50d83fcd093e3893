import { CurrencyText, defineEvent, type FactOf, type RecordedOf, Shape, Text } from '@zongheng/kernel';

/** The first event of every log: what holds for the whole installation and never changes. */
export const InstallationFounded = defineEvent({
  type: 'InstallationFounded',
  version: 1,
  stream: 'installation',
  meaning: {
    zh: '系统启用：时区与本位币就此固定',
    en: 'The installation was founded: its time zone and home currency are fixed from here on',
  },
  data: Shape({ name: Text(), timeZone: Text(64), currency: CurrencyText() }),
});

export type InstallationFact = FactOf<typeof InstallationFounded>;
export type RecordedInstallationEvent = RecordedOf<typeof InstallationFounded>;
/** The only stream of its category. */
export const installationStream = 'installation-main';
