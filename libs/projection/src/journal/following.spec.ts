import { setTimeout as pause } from 'node:timers/promises';
import { Following } from './following.ts';

describe('following the projector', () => {
  it('takes in the first hint at once, and of those that come meanwhile only the last', async () => {
    const taken: number[][] = [];
    const following = new Following({ refresh: async (positions) => void taken.push([...positions]), onFailure: fail, now: () => 0 });
    following.follow([1]);
    expect(taken).toEqual([[1]]);
    following.follow([2]);
    following.follow([3]);
    following.follow([4]);
    expect(taken).toEqual([[1]]);
    await pause(20);
    expect(taken).toEqual([[1], [4]]);
    following.follow([5]);
    await pause(20);
    expect(taken).toEqual([[1], [4], [5]]);
  });

  it('pauses four times as long as it took', async () => {
    let clock = 0;
    const refresh = async (): Promise<void> => {
      clock += 20;
    };
    let strides = 0;
    const following = new Following({ refresh: () => ((strides += 1), refresh()), onFailure: fail, now: () => clock });
    following.follow([1]);
    following.follow([2]);
    await pause(40);
    expect(strides).toBe(1);
    await pause(120);
    expect(strides).toBe(2);
    following.close();
  });

  it('tells of a failure and goes on', async () => {
    const failures: unknown[] = [];
    let isBroken = true;
    const refresh = async (): Promise<void> => {
      if (isBroken) throw new Error('the disk is gone');
    };
    const following = new Following({ refresh, onFailure: (error) => failures.push(error) });
    following.follow([1]);
    await pause(5);
    isBroken = false;
    following.follow([2]);
    await pause(20);
    expect(failures).toEqual([new Error('the disk is gone')]);
  });

  it('takes in nothing more once it is closed', async () => {
    let strides = 0;
    const following = new Following({ refresh: async () => void (strides += 1), onFailure: fail });
    following.follow([1]);
    following.follow([2]);
    following.close();
    await pause(20);
    expect(strides).toBe(1);
  });
});

function fail(error: unknown): void {
  throw error;
}
