import { reference, type ReferenceReader } from '@zongheng/kernel';
import type { InstallationFact } from '../installation.ts';

/** What holds for the whole installation. */
export interface KnownInstallation {
  readonly timeZone: string;
  readonly currency: string;
}

/** The installation as every context refers to it; its only stream is `installation-main`. */
export const installationReference = reference<KnownInstallation | null, InstallationFact>({
  category: 'installation',
  fold: { initialState: () => null, evolve: (_before, { data: { timeZone, currency } }) => ({ timeZone, currency }) },
});

/** The currency of what names none. */
export async function homeCurrency(given: ReferenceReader): Promise<string> {
  return (await given.load(installationReference, 'main'))?.state?.currency ?? 'CNY';
}
