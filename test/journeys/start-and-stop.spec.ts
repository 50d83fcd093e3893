import { jest } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { crm } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation, tryInstallation } from '../running/installation.ts';
import { endProgramsAfterwards, type Environment, startProgram } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

/** Seconds of processor time that a process has used; null where the system does not tell. */
function processorSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // User and system time, in ticks of a hundredth of a second.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** A bulk request of one whole line that was carried out, and half a line that never ends. */
async function halfSent(url: string): Promise<{ readonly answer: Promise<string> }> {
  const line = { command: 'DefineRegion', body: { region: 'zhejiang', kind: 'province', name: { zh: '浙江', en: 'Zhejiang' } } };
  const sending = request(`${url}/v1/commands`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } });
  sending.write(`${JSON.stringify(line)}\n{"command":`);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const chunks: string[] = [];
  response.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const ended = once(response, 'end');
  await once(response, 'data');
  return { answer: ended.then(() => chunks.join('')) };
}

describe('an installation', () => {
  it('is ready within three seconds on a folder it knows, and says where it is and what to try', async () => {
    const dataDir = folders.make();
    await (await startInstallation(dataDir)).end();
    const installation = await startInstallation(dataDir);
    const used = processorSeconds(installation.pid);
    process.stderr.write(`ready after ${Math.round(installation.readyAfterMs)} ms, ${used ?? '?'} s of processor time\n`);
    // Others may use the machine too: what it takes of the processor, on two threads side by side, holds anywhere; the clock only within reason.
    expect(used ?? 0).toBeLessThan(4);
    expect(installation.readyAfterMs).toBeLessThan(30_000);
    const { stdout, stderr, code } = await installation.end();
    expect([code, stderr]).toEqual([0, '']);
    for (const said of [installation.url, dataDir, '/docs', 'crm -- demo', 'crm -- import maven-crm', '/v1/funnel']) {
      expect(stdout).toContain(said);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s, though somebody reads and somebody sends, and lets go of its folder',
    async (signal) => {
      const dataDir = folders.make();
      const installation = await startInstallation(dataDir);
      const reading = await fetch(`${installation.url}/v1/events/stream`);
      const sending = await halfSent(installation.url);
      expect(await installation.end(signal)).toMatchObject({ code: 0, stderr: '' });
      expect(await reading.text()).toContain('caught-up');
      expect(await sending.answer).toMatch(/"events":\["RegionDefined"\].*\n.*"end":false/);
      expect(existsSync(join(dataDir, 'address.json'))).toBe(false);
      const next = await startInstallation(dataDir);
      expect((await next.api.stream('regions-main')).map((event) => event.type)).toEqual(['RegionDefined']);
      expect((await next.end()).code).toBe(0);
    },
  );

  it('told to stop while it still starts ends as cleanly', async () => {
    const dataDir = folders.make();
    const program = startProgram('services/crm/src/main.ts', ['--port', '0', '--data-dir', dataDir]);
    while (!existsSync(join(dataDir, 'log'))) await new Promise((go) => setTimeout(go, 5));
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(existsSync(join(dataDir, 'address.json'))).toBe(false);
  });

  it('ends cleanly under npm start too', async () => {
    const program = startProgram('deploy/run/start.mjs', ['--port', '0', '--data-dir', folders.make()]);
    while (!program.said().includes('running at')) await new Promise((go) => setTimeout(go, 20));
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0, signal: null });
  });

  it.each<[string, Environment, readonly string[]]>([
    ['PORT', { PORT: 'http' }, []],
    ['--port', {}, ['--port', '70000']],
    ['HOST', { HOST: '0.0.0.0' }, []],
    ['--host', {}, ['--host', '192.168.1.5']],
    ['TIME_ZONE', { TIME_ZONE: 'Asia/Atlantis' }, []],
    ['CURRENCY', { CURRENCY: 'yuan' }, []],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }, []],
    ['--prot', {}, ['--prot', '1']],
  ])('does not start where %s is wrong, names it, and ends with code 2', async (name, environment, flags) => {
    const dataDir = folders.make();
    const port = name === 'PORT' ? [] : ['--port', '0'];
    const ended = await startProgram('services/crm/src/main.ts', [...port, '--data-dir', join(dataDir, 'new'), ...flags], environment)
      .ended;
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(name);
    expect(existsSync(join(dataDir, 'new'))).toBe(false);
  });

  it('explains every setting when it is asked for help', async () => {
    const { code, stdout } = await startProgram('services/crm/src/main.ts', ['--help']).ended;
    expect(code).toBe(0);
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'LOG_LEVEL', 'TIME_ZONE', 'CURRENCY']) expect(stdout).toContain(name);
  });

  it('keeps the time zone and currency it was founded with, whatever it is told later', async () => {
    const dataDir = folders.make();
    const first = await startInstallation(dataDir, { environment: { TIME_ZONE: 'Europe/Berlin', CURRENCY: 'EUR' } });
    await first.end();
    const second = await startInstallation(dataDir, { environment: { TIME_ZONE: 'Asia/Tokyo', CURRENCY: 'JPY' } });
    expect(await second.api.read('/v1/operations/installation')).toMatchObject({ timeZone: 'Europe/Berlin', currency: 'EUR' });
    await second.end();
  });
});

describe('a data folder', () => {
  let dataDir: string;
  let installation: Installation;
  beforeAll(async () => {
    dataDir = folders.make();
    installation = await startInstallation(dataDir);
  });

  it('belongs to one process: a second one says who has it, and ends with code 3', async () => {
    const second = await tryInstallation(dataDir);
    expect(second).toMatchObject({ code: 3, stdout: '' });
    if ('url' in second) throw new Error('two processes serve one folder');
    expect(second.stderr).toContain(String(installation.pid));
    expect((await installation.api.read<{ status: string }>('/health/ready')).status).toBe('ready');
  });

  it('is worked on through the process that has it, and by itself where there is none', async () => {
    expect(await crm(['--data-dir', dataDir, 'views'])).toMatchObject({ code: 0, stderr: '' });
    await installation.end();
    const alone = await crm(['--data-dir', dataDir, 'views']);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    expect(alone.stdout).toMatch(/funnel +funnel@1/);
  });

  it('left by a process that was killed is taken over by the next one', async () => {
    const first = await startInstallation(dataDir);
    await first.kill();
    expect(existsSync(join(dataDir, 'address.json'))).toBe(true);
    expect(await crm(['--data-dir', dataDir, 'views'])).toMatchObject({ code: 0, stderr: '' });
    const next = await startInstallation(dataDir);
    expect((await next.end()).code).toBe(0);
  });
});
