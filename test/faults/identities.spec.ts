import { jest } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, ShownEvent } from '../running/api.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { unsaid, wrongNumbers } from './breaking/numbers.ts';
import { disorder } from './load/findings.ts';
import { founding } from './load/world.ts';

jest.setTimeout(300_000);
const folders = temporaryFolders();
endProgramsAfterwards();

/** Who comes first after the restart: whoever sent the command, or somebody else who wants the number. */
const firsts = ['the same', 'another'] as const;

/** A command that broke off, by the last event that stands of it. */
interface Broken {
  readonly kind: 'registration' | 'take-over of a registration' | 'recording' | 'take-over of a recording';
  readonly after: string;
  readonly first: (typeof firsts)[number];
  readonly id: string;
}
const lasts: Readonly<Record<Broken['kind'], readonly string[]>> = {
  registration: ['IdentityReserved', 'CustomerRegistered'],
  'take-over of a registration': ['RegistrationAbandoned', 'IdentityReserved', 'CustomerRegistered'],
  recording: ['IdentityReserved', 'CustomerIdentityRecorded'],
  'take-over of a recording': ['IdentityClaimClosed', 'IdentityReserved', 'CustomerIdentityRecorded'],
};
const broken = (Object.keys(lasts) as Broken['kind'][]).flatMap((kind, index) =>
  lasts[kind].flatMap((after, step) => firsts.map((first, turn): Broken => ({ kind, after, first, id: `file-${index}${step}${turn}` }))),
);
const isTakeOver = ({ kind }: Broken): boolean => kind.startsWith('take-over');
const isRegistration = ({ kind }: Broken): boolean => kind.endsWith('registration');
/** Whether the number stood in a file when the process died. */
const isSaid = ({ after }: Broken): boolean => after === 'CustomerRegistered' || after === 'CustomerIdentityRecorded';

let dataDir: string;
let installation: Installation;

const numberOf = (id: string): string => `NUMBER${id.toUpperCase().replaceAll('-', '')}`;
const keyed = (key: string, actor = 'clerk') => ({ 'idempotency-key': key, 'x-actor': actor });

/** The same command, with the same key, each time that it is sent for the same customer and number. */
function register(id: string, identity: string | null, actor?: string): Promise<Answer> {
  const body = { id, kind: 'enterprise', name: `公司 ${id}`, owner: 'rep-1', ...(identity ? { identity } : {}), on: '2024-02-01' };
  return installation.api.post('/v1/customers', body, keyed(`register-${id}`, actor));
}
function record(id: string, identity: string | null, actor?: string): Promise<Answer> {
  const body = { ...(identity ? { identity } : {}), on: '2024-02-02' };
  return installation.api.post(`/v1/customers/${id}/record-identity`, body, keyed(`record-${id}-${identity ?? 'none'}`, actor));
}
const sent = (each: Broken, actor?: string): Promise<Answer> =>
  (isRegistration(each) ? register : record)(each.id, numberOf(each.id), actor);
const sentBefore = (each: Broken, actor?: string): Promise<Answer> =>
  (isRegistration(each) ? register : record)(`${each.id}-first`, numberOf(each.id), actor);

async function start(brokenPolicy = ''): Promise<void> {
  const hold = `--import ${join(import.meta.dirname, 'breaking/hold.mjs')}`;
  installation = await startInstallation(dataDir, { environment: { NODE_OPTIONS: hold, BREAK_POLICY: brokenPolicy } });
}

/** Waits until the log tells of it. */
async function told(isSo: (log: readonly ShownEvent[]) => boolean): Promise<void> {
  for (let turn = 0; !isSo(await installation.api.log()); turn += 1) {
    if (turn > 600) throw new Error('it does not come about');
    await sleep(25);
  }
}

/** Kills the process once each of some commands has recorded the last event it gets to; none of them is answered. */
async function killedAt(sendings: readonly Promise<Answer>[], lastEvents: number): Promise<void> {
  const answers: unknown[] = [];
  const unanswered = sendings.map((sending) => sending.then(({ body }) => answers.push(body)).catch(() => 'broken off'));
  await told((log) => answers.length > 0 || log.filter(({ actor, type }) => actor === `break-after-${type}`).length === lastEvents);
  await installation.kill();
  await Promise.all(unanswered);
  expect(answers).toEqual([]);
}

const held = (holder: string) => ({ status: 409, body: { code: 'CUSTOMERS.IDENTITY.HELD', detail: `it is that of ${holder}` } });
function must(answer: Answer): void {
  if (!isDone(answer)) throw new Error(JSON.stringify(answer.body));
}

const isDone = ({ status }: Answer): boolean => status === 200 || status === 201;

describe('an installation killed between the steps of a command about an identity', () => {
  beforeAll(async () => {
    dataDir = folders.make();
    await start();
    await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } })));
    for (const each of broken.filter((one) => !isRegistration(one))) {
      for (const id of isTakeOver(each) ? [each.id, `${each.id}-first`] : [each.id]) must(await register(id, null));
    }
    const early = broken.map((each) =>
      isTakeOver(each) ? sentBefore(each, 'break-after-IdentityReserved') : sent(each, `break-after-${each.after}`),
    );
    await killedAt(early, early.length);
    await start();
    const takeOvers = broken.filter(isTakeOver).map((each) => sent(each, `break-after-${each.after}`));
    await killedAt(takeOvers, early.length + takeOvers.length);
    await start();
  });

  const others = (each: Broken): Promise<Answer> => register(`${each.id}-other`, numberOf(each.id));
  const isKept = (each: Broken): boolean => each.first === 'the same' || isSaid(each);

  for (const each of broken.filter(isKept)) {
    it(`a ${each.kind} after its ${each.after}, where ${each.first} comes first: it is finished, and nobody else has the number`, async () => {
      const early = each.first === 'another' ? await others(each) : null;
      const answer = await sent(each);
      expect([isDone(answer), answer.headers.get('idempotency-replayed')]).toEqual([true, isSaid(each) ? 'true' : null]);
      expect(early ?? (await others(each))).toMatchObject(held(each.id));
      expect((await sent(each)).headers.get('idempotency-replayed')).toBe('true');
    });
  }

  for (const each of broken.filter((one) => !isKept(one))) {
    it(`a ${each.kind} after its ${each.after}, where another comes first: the number is theirs, and the slow original learns it`, async () => {
      expect((await others(each)).status).toBe(201);
      // Whoever had reserved the number for a registration finds that closed; everybody else is told whose it is.
      const isClosed = isRegistration(each) && each.after === 'IdentityReserved';
      const closed = { status: 409, body: { code: 'CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED' } };
      expect(await sent(each)).toMatchObject(isClosed ? closed : held(`${each.id}-other`));
    });
  }

  for (const each of broken.filter(isTakeOver)) {
    it(`whoever was taken over from cannot finish after a ${each.kind} that broke off after its ${each.after} (${each.first} first)`, async () => {
      const { body } = await sentBefore(each);
      expect(body['code']).toBe(isRegistration(each) ? 'CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED' : 'CUSTOMERS.IDENTITY.HELD');
    });
  }

  const policy = 'identities-are-released';
  for (const [after, first] of [
    ['nothing', 'the same'],
    ['nothing', 'another'],
    ['IdentityClaimClosed', 'the same'],
    ['IdentityReleased', 'another'],
  ] as const) {
    it(`the release of a number after ${after}, where ${first} comes first`, async () => {
      const id = `giver-${after.toLowerCase()}-${first === 'another' ? 'b' : 'a'}`;
      const number = numberOf(id).slice(0, 32);
      expect(isDone(await register(id, number))).toBe(true);
      await installation.kill();
      await start(`${policy} ${after} ${id}`);
      expect(isDone(await record(id, null))).toBe(true);
      if (after === 'nothing') await sleep(300);
      else await told((log) => log.some((event) => event.type === after && event.actor === `policy:${policy}`));
      await installation.kill();
      // The policy goes on at once, beside whoever comes first.
      await start();
      const own = (): Promise<Answer> => record(id, number);
      const anothers = (): Promise<Answer> => register(`${id}-other`, number);
      const [winner, one, two] = first === 'the same' ? [id, own, anothers] : [`${id}-other`, anothers, own];
      expect(isDone(await one())).toBe(true);
      await sleep(500);
      expect(await two()).toMatchObject(held(winner));
    });
  }

  it('leaves each number with one file, and none that nobody can have', async () => {
    const log = await installation.api.log();
    expect(wrongNumbers(log)).toEqual([]);
    expect(unsaid(log)).toEqual([]);
    expect(disorder(log)).toEqual([]);
    for (const view of ['customers', 'identities']) await installation.api.caughtUp(view === 'customers' ? view : 'customers');
    expect(await crmOn(dataDir, 'verify', 'customers', 'identities')).not.toContain('DIFFERS');
    expect((await installation.end()).code).toBe(0);
  });
});
