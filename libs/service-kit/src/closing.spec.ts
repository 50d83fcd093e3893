import { Closing } from './closing.ts';

describe('what has to be closed', () => {
  it('is closed once, the last opened first', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    for (const name of ['log', 'views', 'server']) closing.add(() => void closed.push(name));
    await closing.all();
    await closing.all();
    expect(closed).toEqual(['server', 'views', 'log']);
  });

  it('is closed to the end where one of them fails, and the failure is told', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    closing.add(() => void closed.push('log'));
    closing.add(() => Promise.reject(new Error('views are stuck')));
    await expect(closing.all()).rejects.toThrow('views are stuck');
    expect(closed).toEqual(['log']);
  });
});
