import { StreamKeys } from './stream-keys.ts';

describe('what is known of the ordering keys of streams', () => {
  it('is word of a key to come, for all who ask, until it has come', async () => {
    const keys = new StreamKeys();
    keys.expect('visit-1', Promise.resolve('customer-1'));
    const [one, other] = [keys.get('visit-1'), keys.get('visit-1')];
    expect(one).toBe(other);
    expect(await one).toBe('customer-1');
    expect(keys.get('visit-1')).toBe('customer-1');
  });

  it('is nothing after word that failed, or that there is no stream', async () => {
    const keys = new StreamKeys();
    keys.expect('visit-1', Promise.reject(new Error('the append failed')));
    keys.expect('visit-2', Promise.resolve(null));
    expect(await Promise.all([keys.get('visit-1'), keys.get('visit-2')])).toEqual([null, null]);
    expect([keys.get('visit-1'), keys.get('visit-2')]).toEqual([undefined, undefined]);
  });

  it('is not taken back by older word', async () => {
    const keys = new StreamKeys();
    keys.expect('visit-1', Promise.reject(new Error('the append failed')));
    const word = keys.get('visit-1');
    keys.set('visit-1', 'customer-1');
    await word;
    expect(keys.get('visit-1')).toBe('customer-1');
  });

  it('is bounded: streams not met for long are forgotten', () => {
    const keys = new StreamKeys(10);
    for (let stream = 0; stream < 35; stream += 1) keys.set(`visit-${stream}`, 'customer-1');
    expect(keys.get('visit-0')).toBeUndefined();
    expect(keys.get('visit-34')).toBe('customer-1');
  });
});
