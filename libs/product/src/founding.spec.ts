import { installationStream } from '@zongheng/organisation-events';
import { found } from './founding.ts';

const founding = { name: 'Zongheng', timeZone: 'Asia/Shanghai', currency: 'CNY' };

/** Founds on a log that has begun some streams already; answers the commands that were sent. */
async function commandsOn(begun: readonly string[]): Promise<readonly string[]> {
  const sent: string[] = [];
  await found(
    {
      dispatch: async ({ type, id = '' }) => {
        sent.push(type);
        return { id, stream: '', revision: 0, position: 1, token: '', events: [], replayed: false };
      },
    },
    { readStream: async (stream) => (begun.includes(stream) ? [event] : []) },
    founding,
  );
  return sent;
}

// Only that there is one matters.
const event = {} as never;

describe('the founding of an installation', () => {
  it('says the time zone and currency first, then the first pipeline', async () => {
    expect(await commandsOn([])).toEqual(['FoundInstallation', 'DefinePipeline']);
  });

  it('goes on where a process was killed half-way', async () => {
    expect(await commandsOn([installationStream])).toEqual(['DefinePipeline']);
  });

  it('does nothing to one that is founded', async () => {
    expect(await commandsOn([installationStream, 'pipeline-default'])).toEqual([]);
  });
});
