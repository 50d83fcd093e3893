import type { BenchGround, SetName } from '../harness/bench.ts';
import { copySet, type RunningInstallation, startInstallation } from '../process/installation.ts';
import { settingsOf } from '../set/settings.ts';
import type { Place } from './asking.ts';
import { HttpClient } from './client.ts';
import { diceOf, knownIn } from './world.ts';

/** An installation on a copy of a set, with all of its views built. */
export interface Opened {
  readonly installation: RunningInstallation;
  readonly place: Place;
  readonly secondsToBuild: number;
}

export async function open(ground: BenchGround, name: SetName): Promise<Opened> {
  const dataDir = ground.folder(name);
  copySet(await ground.set(name), dataDir);
  ground.say(`starting an installation on the ${name} set`);
  const begun = performance.now();
  const installation = await startInstallation(dataDir);
  await installation.caughtUp();
  const client = new HttpClient(installation.url);
  const place = { client, dice: diceOf(settingsOf(name, ground.scale), 'questions', await knownIn(client)) };
  return { installation, place, secondsToBuild: (performance.now() - begun) / 1_000 };
}

export async function close({ installation, place }: Opened): Promise<void> {
  place.client.close();
  await installation.stop();
}
