/**
 * Loaded into an installation by NODE_OPTIONS: whoever works as `break-after-<EventType>` gets no further than such an event. It is durable, and
 * its append never answers: what the process would do next is never done, until it is killed. BREAK_POLICY does so to a policy where it deals
 * with a customer, as `<policy> <EventType> <customer>`; the type `nothing` holds its append back, so that it records nothing.
 */
import { isMainThread } from 'node:worker_threads';
import '../../../deploy/run/source.mjs';

const never = new Promise(() => undefined);
const [policy = '', policyType = '', customer = ''] = (process.env.BREAK_POLICY ?? '').split(' ');

/** The type after which what is appended is held; undefined where it is not. */
function typeFor({ stream, events: [{ meta, data }] }) {
  const { actor } = JSON.parse(meta);
  if (actor.startsWith('break-after-')) return actor.slice('break-after-'.length);
  return actor === `policy:${policy}` && `${stream} ${data}`.includes(customer) ? policyType : undefined;
}

if (isMainThread) {
  const { WriterClient } = await import(new URL('../../../libs/event-store/sqlite/src/writer-client.ts', import.meta.url).href);
  const { append } = WriterClient.prototype;
  WriterClient.prototype.append = async function (queued) {
    const held = typeFor(queued);
    if (held === 'nothing') return never;
    const place = await append.call(this, queued);
    return queued.events.some(({ type }) => type === held) ? never : place;
  };
}
