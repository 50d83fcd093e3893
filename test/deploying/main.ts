/**
 * `npm run deployment`: tries what can be tried of the deployment without containers. Compose, kustomize and Kubernetes read what they are told; the
 * steps of the Dockerfile are taken in a folder, and every service is started from there on engines found or started here, told what Compose
 * tells it. What could not be tried is said at the end.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineNames, engines } from '../engines/engines.ts';
import { findEngine, type FoundEngine } from '../engines/found.ts';
import { root } from '../running/program.ts';
import { composeFile } from './manifests.ts';
import { forget, rehearse, sizeOf } from './rehearsal.ts';
import { start, type Started } from './started.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const untried: string[] = ['the images of the engines and of nginx: nothing here runs containers'];
const folder = mkdtempSync(join(tmpdir(), 'zongheng-deployment-'));
const found: FoundEngine[] = [];
const started: Started[] = [];
let failure: unknown = null;
try {
  readByTheirOwn();
  const { home, untried: steps } = rehearse(folder, say);
  untried.push(...steps);
  say(`packed: ${sizeOf(home)} MiB`);
  for (const name of engineNames) found.push(await findEngine(name, folder, say));
  await startAll(home);
  await useThem();
} catch (error) {
  failure = error;
} finally {
  for (const service of started.reverse()) {
    const { code, said } = await service.stop();
    if (code !== 0) failure ??= new Error(`${service.name} ended with ${code}:\n${said}`);
  }
  await Promise.all(found.map((engine) => engine.stop()));
  forget(folder);
}
for (const each of untried) say(`not tried: ${each}`);
if (failure !== null) say(failure instanceof Error ? failure.message : String(failure));
process.exit(failure === null ? 0 : 1);

/** Has the files read by the libraries that Compose, kustomize and Kubernetes read them with. @throws Error with what they say */
function readByTheirOwn(): void {
  const done = spawnSync('go', ['run', '.', root], {
    cwd: join(root, 'test/deploying/loader'),
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  if (done.error) return void untried.push(`what Compose, kustomize and Kubernetes say to the files: Go is wanted (${done.error.message})`);
  if (done.status !== 0) throw new Error(done.stderr);
  const { compose, kubernetes } = JSON.parse(done.stdout) as { compose: { services: object }; kubernetes: readonly object[] };
  say(`read as Compose and Kubernetes do: ${Object.keys(compose.services).length} services, ${kubernetes.length} objects`);
}

/** Starts every service of Compose, as often as it says, from the folder that is the image. */
async function startAll(home: string): Promise<void> {
  const addresses = Object.fromEntries(found.map(({ name, address }) => [engines[name].variable, address]));
  const IDENTITY_KEY = randomBytes(32).toString('base64');
  const services = Object.entries(composeFile().services).filter(
    ([name, { image }]) => image?.startsWith('zongheng') && name !== 'identity-key',
  );
  await Promise.all(
    services.map(async ([name, { command = [], environment = {}, deploy }]) => {
      const replaced = Object.entries({ ...addresses, IDENTITY_KEY }).filter(
        ([each]) => each in environment || `${each}_FILE` in environment,
      );
      const kept = Object.entries(environment).filter(([each, value]) => !each.endsWith('_FILE') && !value.includes('${'));
      const told = { ...Object.fromEntries(kept), ...Object.fromEntries(replaced) };
      for (let replica = 0; replica < (deploy?.replicas ?? 1); replica += 1) {
        const service = await start(name, home, command, told);
        started.push(service);
        say(`${name} is ready after ${Math.round(service.readyMs)} ms`);
      }
    }),
  );
}

/** Sends a command as the gateway would, and asks for what it did: through the log, the topic and the read models. */
async function useThem(): Promise<void> {
  const address = (name: string): string => started.find((service) => service.name === name)?.url ?? '';
  const body = JSON.stringify({ region: 'zhejiang', kind: 'province', name: { zh: '浙江', en: 'Zhejiang' } });
  const sent = await fetch(`${address('command-api')}/v1/regions/define`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!sent.ok) throw new Error(`a command was not carried out: ${await sent.text()}`);
  const token = sent.headers.get('consistency-token') ?? '';
  const read = await fetch(`${address('query-api')}/v1/regions`, { headers: { 'consistency-token': token } });
  const text = await read.text();
  if (!read.ok || !text.includes('zhejiang')) throw new Error(`what a command did is not shown (${read.status}): ${text}`);
  say('a command was carried out, published, folded and shown');
}
