import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@zongheng/event-store';
import { streamOf } from '@zongheng/kernel';
import type { CommandDispatcher } from '@zongheng/nest-kit';
import { type InstallationFact, installationStream } from '@zongheng/organisation-events';
import { defaultPipeline } from '@zongheng/sales-domain';

/** What an installation is founded with: used once; afterwards the log's first event holds. */
export interface Founding {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
}

const lookEveryMs = 250;

/** What the log's first event says of the installation; null for a log that has not begun. */
export async function foundedAs(store: Pick<EventStore, 'readStream'>): Promise<Founding | null> {
  const [first] = await store.readStream(installationStream, { limit: 1 });
  // The only event that this stream may hold.
  return first ? (first.data as InstallationFact['data']) : null;
}

/** The same once the log has begun, for those who do not begin it. @throws the signal's reason where it aborts first */
export async function untilFounded(log: Pick<EventStore, 'readStream'>, signal: AbortSignal): Promise<Founding> {
  for (;;) {
    const founding = await foundedAs(log);
    if (founding) return founding;
    await pause(lookEveryMs, undefined, { signal });
  }
}

/**
 * Founds an installation: its time zone and currency first of all, then the pipeline that every installation begins with. What is there
 * already stays; a process that was killed half-way is followed by one that goes on.
 */
export async function found(
  dispatcher: Pick<CommandDispatcher, 'dispatch'>,
  store: Pick<EventStore, 'readStream'>,
  founding: Founding,
): Promise<void> {
  const isBegun = async (stream: string): Promise<boolean> => (await store.readStream(stream, { limit: 1 })).length > 0;
  if (!(await isBegun(installationStream))) await must(dispatcher, 'FoundInstallation', 'main', { ...founding });
  const { id, name, stages } = defaultPipeline;
  if (await isBegun(streamOf('pipeline', id))) return;
  const bodies = stages.map(({ entry, ...stage }) => ({ ...stage, ...(entry === null ? {} : { entry }) }));
  await must(dispatcher, 'DefinePipeline', id, { name, stages: bodies });
}

async function must(dispatcher: Pick<CommandDispatcher, 'dispatch'>, type: string, id: string, body: object): Promise<void> {
  const answer = await dispatcher.dispatch({ type, id, key: `founding-${type}`, body, actor: 'founding', correlationId: 'founding' });
  if ('refused' in answer || 'faults' in answer) throw new Error(`the installation could not be founded: ${JSON.stringify(answer)}`);
}
