import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CustomerIdentityRecorded, IdentityReserved } from '@zongheng/customers-events';
import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import { event, TestClock } from '@zongheng/event-store/contract';
import { streamOf } from '@zongheng/kernel';
import {
  backUpIdentityKey,
  HashedIdentities,
  identityKeyBeside,
  identityKeyIn,
  openIdentityKeys,
  restoreIdentityKey,
} from './identity-keys.ts';

const number = '91330200MA2A';
let folder: string;
let log: EventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-keys-'));
  log = memoryEventStore({ clock: new TestClock().read });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A log in which a customer has a number, named by these keys. */
async function named(keys: HashedIdentities): Promise<void> {
  const reserved = { document: 'tax-code', customer: 'port', after: null };
  const stream = streamOf(IdentityReserved.stream, keys.streamIdOf('tax-code', number));
  await log.append(stream, 'no-stream', [{ ...event({ orderingKey: stream }), type: IdentityReserved.type, data: reserved }]);
  const recorded = { document: 'tax-code', from: null, to: number };
  await log.append('customer-port', 'no-stream', [
    { ...event({ orderingKey: 'port' }), type: CustomerIdentityRecorded.type, data: recorded },
  ]);
}

async function complaint(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'it opened',
    (error: unknown) => String(error),
  );
}

describe('the key by which identities are named', () => {
  it('is made once, and the same from then on', async () => {
    const first = (await openIdentityKeys(folder, log)).streamIdOf('tax-code', number);
    expect((await openIdentityKeys(folder, log)).streamIdOf('tax-code', number)).toBe(first);
    expect(readdirSync(dirname(identityKeyIn(folder)))).toEqual(['identity.key']);
  });

  it('is another in another installation', async () => {
    const first = (await openIdentityKeys(folder, log)).streamIdOf('tax-code', number);
    expect((await openIdentityKeys(join(folder, 'other'), log)).streamIdOf('tax-code', number)).not.toBe(first);
  });

  it('tells documents and numbers apart, and shows nothing of them', async () => {
    const keys = await openIdentityKeys(folder, log);
    const names = [keys.streamIdOf('tax-code', number), keys.streamIdOf('id-number', number), keys.streamIdOf('tax-code', `${number}B`)];
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is for its owner’s eyes alone, the copy beside a backup too, and what is brought back', async () => {
    await openIdentityKeys(folder, log);
    const backup = join(folder, 'copies', 'log.sqlite');
    backUpIdentityKey(folder, backup);
    chmodSync(identityKeyBeside(backup), 0o644);
    const restored = join(folder, 'restored');
    expect(restoreIdentityKey(backup, restored)).toBe(true);
    for (const file of [identityKeyIn(folder), identityKeyIn(restored)]) {
      expect([file, statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([file, 0o600, 0o700]);
    }
    expect(readFileSync(identityKeyIn(restored), 'utf8')).toBe(readFileSync(identityKeyIn(folder), 'utf8'));
    expect(restoreIdentityKey(join(folder, 'no-backup'), restored)).toBe(false);
  });

  it('is not made anew where the log names identities by one that is gone', async () => {
    await named(await openIdentityKeys(folder, log));
    rmSync(identityKeyIn(folder));
    expect(await complaint(openIdentityKeys(folder, log))).toMatch(
      /identity\.key is gone, and the log names identities by it: put it back/,
    );
    expect(existsSync(identityKeyIn(folder))).toBe(false);
  });

  it('is refused where it is broken, in words that say nothing of it', async () => {
    await openIdentityKeys(folder, log);
    const whole = readFileSync(identityKeyIn(folder), 'utf8').trim();
    for (const broken of [' ', whole.slice(1), `${whole}AAAA`, whole.replace(/.$/, '!'), `${whole} `.repeat(2), 'not a key at all']) {
      writeFileSync(identityKeyIn(folder), broken);
      const said = await complaint(openIdentityKeys(folder, log));
      expect([broken, said]).toEqual([broken, expect.stringMatching(/identity\.key holds no key: put back the one that was there/)]);
      expect(said.includes(whole.slice(1, 12))).toBe(false);
      expect(() => backUpIdentityKey(folder, join(folder, 'copy'))).toThrow('holds no key');
    }
  });

  it('is refused where the log names its identities by another', async () => {
    await named(await openIdentityKeys(folder, log));
    await openIdentityKeys(folder, log);
    const others = join(folder, 'other');
    mkdirSync(others);
    await openIdentityKeys(others, memoryEventStore({ clock: new TestClock().read }));
    writeFileSync(identityKeyIn(folder), readFileSync(identityKeyIn(others)));
    expect(await complaint(openIdentityKeys(folder, log))).toContain('is another installation’s: put back the one that was there');
  });

  it('is refused also where positions are places in a file, and the first number stands millions of them on', async () => {
    await openIdentityKeys(folder, log);
    const other = new HashedIdentities(Buffer.alloc(32, 7));
    await named(other);
    const apart: Pick<EventStore, 'readAll' | 'readStream'> = {
      readStream: (stream, read) => log.readStream(stream, read),
      readAll: async (read) =>
        read.after === 0 ? { events: [], position: 5_000_000, atEnd: false } : log.readAll({ ...read, after: read.after - 5_000_000 }),
    };
    expect(await complaint(openIdentityKeys(folder, apart))).toContain('another installation’s');
  });

  it('does not show itself when the keys are printed', async () => {
    const keys = await openIdentityKeys(folder, log);
    const key = readFileSync(identityKeyIn(folder), 'utf8').trim();
    const { inspect } = await import('node:util');
    for (const text of [JSON.stringify(keys), inspect(keys, { depth: 9, showHidden: true }), String(keys)]) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(Buffer.from(key, 'base64').toString('hex'));
    }
  });
});
