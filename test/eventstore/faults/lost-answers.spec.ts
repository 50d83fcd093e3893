import { readWhole } from '@zongheng/event-store/contract';
import { doubleGround, faultsOf, hasty, until, visit } from '../ground.ts';

const ground = doubleGround();

describe('an append whose answer is lost', () => {
  it('is answered as recorded when it was, with what stands in the log', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    double.faults.loseAnswers = 1;
    const appended = await store.append('visit-1', 'no-stream', [visit('one'), visit('one')]);
    expect(await store.readStream('visit-1')).toEqual(appended.events);
    expect(appended.revision).toBe(1);
  });

  it('is recorded once when its stream of appends breaks with many others under way', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    double.faults.breakStreams = 1;
    const appended = await Promise.all(
      Array.from({ length: 64 }, (_, number) => store.append(`visit-${number}`, 'no-stream', [visit(`key-${number}`)])),
    );
    const log = await readWhole(store);
    expect(faultsOf(log)).toEqual([]);
    expect(log).toHaveLength(64);
    for (const { events } of appended) expect(log).toContainEqual(events[0]);
  });

  it('is recorded once when it comes late, after it was sent again', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    double.faults.holdMs = 1_800;
    double.faults.holdAppends = 1;
    const appended = await store.append('visit-1', 'no-stream', [visit('one')]);
    const next = await store.append('visit-1', appended.revision, [visit('one')]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await store.readStream('visit-1')).toEqual([...appended.events, ...next.events]);
  });

  it('is never recorded when it comes late, after another writer', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    const other = await ground.store(double.port);
    double.faults.holdMs = 1_800;
    double.faults.holdAppends = 1;
    const late = Promise.allSettled([store.append('visit-1', 'no-stream', [visit('one')])]);
    await until(() => double.faults.holdAppends === 0);
    const { events } = await other.append('visit-1', 'no-stream', [visit('one')]);
    expect(await late).toMatchObject([{ status: 'rejected', reason: { code: 'STORE.WRONG_EXPECTED_REVISION', actual: 0 } }]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await other.readStream('visit-1')).toEqual(events);
  });

  it('says that another was first when one was', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    await store.append('visit-1', 'no-stream', [visit('one'), visit('one'), visit('one')]);
    double.faults.loseAnswers = 1;
    const late = store.append('visit-1', 0, [visit('one')]);
    await expect(late).rejects.toMatchObject({ code: 'STORE.WRONG_EXPECTED_REVISION', expected: 0, actual: 2 });
    expect(await store.readStream('visit-1')).toHaveLength(3);
  });

  it('tells two writers of the very same events apart: one of them has recorded them', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    const events = [visit('one')];
    const outcomes = await Promise.allSettled([store.append('visit-1', 'no-stream', events), store.append('visit-1', 'no-stream', events)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('says that nobody knows when the server stays away', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, { waits: { answerMs: 200, settleMs: 600 } });
    double.faults.isAway = true;
    await expect(store.append('visit-1', 'no-stream', [visit('one')])).rejects.toMatchObject({
      code: 'STORE.UNAVAILABLE',
      message: expect.stringContaining('read before writing again'),
    });
    double.faults.isAway = false;
    expect((await store.append('visit-1', 'no-stream', [visit('one')])).revision).toBe(0);
  });

  it('keeps its recorded time in the order of the log, though it was sent again', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port, hasty);
    double.faults.isAway = true;
    const waiting = store.append('visit-1', 'no-stream', [visit('one')]);
    double.faults.isAway = false;
    await store.append('visit-2', 'no-stream', [visit('two')]);
    await waiting;
    const times = (await readWhole(store)).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });
});
