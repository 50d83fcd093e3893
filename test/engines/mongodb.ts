import { join } from 'node:path';
import { made } from './cache.ts';
import { installed, type Installation } from './install.ts';
import { freePorts, type ServerPlan } from './server.ts';

const version = '0.5.3-beta.193';

/**
 * A server of MongoDB's wire protocol on its own storage engine, built from source: a stand-in to test against, never linked and never
 * shipped. Without `--sync-on-commit` it forgets acknowledged writes when it is killed.
 */
const secantus: Installation = {
  name: `secantus-mdb-${version}`,
  install: (folder, run) =>
    run('cargo', ['install', 'secantus-mdb', '--version', version, '--locked', '--ignore-rust-version', '--root', folder]),
};

/** What the stand-in lacks of MongoDB: suites on it say so. The adapter uses none of it. */
export const standInLacks = ['text indexes and $text', 'more than one member in a replica set'];

export async function mongodbPlan(folder: string, say: (line: string) => void): Promise<ServerPlan> {
  const program = join(await installed(secantus, say), 'bin', 'secantusd-rs');
  const [port = 0] = await freePorts(1);
  const storage = made(join(folder, 'mongodb', 'data'));
  return {
    name: 'mongodb',
    folder: join(folder, 'mongodb'),
    port,
    command: program,
    args: ['--port', String(port), '--storage-path', storage, '--sync-on-commit'],
  };
}
