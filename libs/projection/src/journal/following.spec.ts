import { jest } from '@jest/globals';
import { Following } from './following.ts';

describe('following the projector', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('takes in the first hint at once, and of those that come meanwhile only the last', async () => {
    const taken: number[][] = [];
    const following = new Following({ refresh: async (positions) => void taken.push([...positions]), onFailure: fail, now: () => 0 });
    following.follow([1]);
    expect(taken).toEqual([[1]]);
    following.follow([2]);
    following.follow([3]);
    following.follow([4]);
    expect(taken).toEqual([[1]]);
    await jest.advanceTimersByTimeAsync(1);
    expect(taken).toEqual([[1], [4]]);
    await jest.advanceTimersByTimeAsync(1);
    following.follow([5]);
    expect(taken).toEqual([[1], [4], [5]]);
  });

  it('pauses four times as long as it took', async () => {
    let clock = 0;
    let strides = 0;
    const refresh = async (): Promise<void> => {
      strides += 1;
      clock += 20;
    };
    const following = new Following({ refresh, onFailure: fail, now: () => clock });
    following.follow([1]);
    following.follow([2]);
    await jest.advanceTimersByTimeAsync(79);
    expect(strides).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(strides).toBe(2);
  });

  it('tells of a failure and goes on', async () => {
    const failures: unknown[] = [];
    let taken = 0;
    const refresh = async ([position = 0]: readonly number[]): Promise<void> => {
      if (position === 1) throw new Error('the disk is gone');
      taken = position;
    };
    const following = new Following({ refresh, onFailure: (error) => failures.push(error), now: () => 0 });
    following.follow([1]);
    following.follow([2]);
    await jest.advanceTimersByTimeAsync(1);
    expect(failures).toEqual([new Error('the disk is gone')]);
    expect(taken).toBe(2);
  });

  it('takes in nothing more once it is closed', async () => {
    let strides = 0;
    const following = new Following({ refresh: async () => void (strides += 1), onFailure: fail, now: () => 0 });
    following.follow([1]);
    following.follow([2]);
    following.close();
    await jest.advanceTimersByTimeAsync(100);
    expect(strides).toBe(1);
  });
});

function fail(error: unknown): void {
  throw error;
}
