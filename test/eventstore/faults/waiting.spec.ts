import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import type { Instant } from '@zongheng/kernel';
import { selfSigned } from '../double/certificate.ts';
import { connectionTo, doubleGround, hasty, visit } from '../ground.ts';

const ground = doubleGround();

describe('the store', () => {
  it('waits for a server that says it is not ready', async () => {
    const double = await ground.double({ startMs: 800 });
    const store = await ground.store(double.port);
    expect((await store.append('visit-1', 'no-stream', [visit('one')])).revision).toBe(0);
  });

  it('gives up opening when no server answers in time', async () => {
    const opening = ground.store(1, { waits: { answerMs: 200, openMs: 500 } });
    await expect(opening).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
  });

  it('says so at once when it is denied', async () => {
    const double = await ground.double();
    double.faults.denies = true;
    await expect(ground.store(double.port)).rejects.toMatchObject({ code: 'STORE.DENIED' });
  });

  it('says so when appends are denied, or too large for the server', async () => {
    const double = await ground.double({ sizeMax: 10_000 });
    const store = await ground.store(double.port);
    const large = visit('one', { data: 'x'.repeat(20_000) });
    await expect(store.append('visit-1', 'no-stream', [large])).rejects.toMatchObject({ code: 'STORE.TOO_LARGE' });
    double.faults.denies = true;
    await expect(store.append('visit-1', 'no-stream', [visit('one')])).rejects.toMatchObject({ code: 'STORE.DENIED' });
    double.faults.denies = false;
    expect((await store.append('visit-1', 'no-stream', [visit('one')])).revision).toBe(0);
  });

  it('gives up a read that has no answer in its time, and reads again afterwards', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    const { events } = await store.append('visit-1', 'no-stream', [visit('one')]);
    double.faults.readDelayMs = 2_000;
    await expect(store.readStream('visit-1')).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
    double.faults.readDelayMs = 0;
    expect(await store.readStream('visit-1')).toEqual(events);
  });

  it('finds the server that lives among several addresses', async () => {
    const double = await ground.double();
    const store = await ground.store(0, { connectionString: connectionTo(1, double.port) });
    expect((await store.append('visit-1', 'no-stream', [visit('one')])).revision).toBe(0);
  });

  it('speaks TLS with a server whose certificate the connection string names, and with no other', async () => {
    const { key, certificate } = selfSigned();
    const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
    const double = await ground.double({ credentials: ServerCredentials.createSsl(null, [pair]) });
    const authority = join(ground.folder(), 'authority.pem');
    writeFileSync(authority, certificate);
    const secure = `esdb://localhost:${double.port}?tls=true`;
    const store = await ground.store(0, { connectionString: `${secure}&tlsCaFile=${authority}` });
    expect((await store.append('visit-1', 'no-stream', [visit('one')])).revision).toBe(0);
    const distrusting = ground.store(0, { connectionString: secure, waits: { answerMs: 300, openMs: 500 } });
    await expect(distrusting).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
  });

  it('refuses a connection string that is none', async () => {
    await expect(ground.store(0, { connectionString: 'http://127.0.0.1' })).rejects.toMatchObject({ code: 'STORE.UNAVAILABLE' });
  });

  it('goes on with the log it finds: its epoch, its streams, and a clock that does not run backwards', async () => {
    const folder = ground.folder();
    const first = await ground.double({ folder });
    const before = await ground.store(first.port, { epoch: 'epoch-1', clock: () => '2030-01-01T00:00:00.000Z' as Instant });
    await before.append('visit-1', 'no-stream', [visit('one')]);
    await before.close();
    const after = await ground.store(first.port, { epoch: 'epoch-2' });
    expect(after.epoch).toBe('epoch-1');
    const { events } = await after.append('visit-1', 0, [visit('one')]);
    expect(events[0]?.recordedAt).toBe('2030-01-01T00:00:00.000Z');
  });

  it('passes over what others write into the same database', async () => {
    const double = await ground.double();
    const own = await ground.store(double.port);
    const other = await ground.store(double.port, { namespace: 'other' });
    const { events } = await own.append('visit-1', 'no-stream', [visit('one')]);
    for (let more = 0; more < 40; more += 1) await other.append(`visit-${more}`, 'no-stream', [visit('two'), visit('two')]);
    expect(await own.head()).toBe(events[0]?.position);
    expect(await own.readAll({ after: 0 })).toEqual({ events, position: events[0]?.position, atEnd: true });
    expect(await other.readStream('visit-1')).toHaveLength(2);
  });
});
