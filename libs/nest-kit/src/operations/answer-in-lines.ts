import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Lines of NDJSON: how far it is, at most five times a second, and last what came of it, or why it failed. */
export function answerInLines(reply: FastifyReply, work: (onStep: (done: number, total: number) => void) => Promise<unknown>): void {
  const lines = new Readable({ read: () => undefined });
  const say = (line: object): void => void lines.push(`${JSON.stringify(line)}\n`);
  let last = 0;
  const onStep = (done: number, total: number): void => {
    const now = performance.now();
    if (now - last < 200) return;
    last = now;
    say({ done, total });
  };
  void work(onStep)
    .then((result) => say({ result }))
    .catch((error: unknown) => say(failureOf(error)))
    .finally(() => lines.push(null));
  void reply.header('content-type', 'application/x-ndjson').send(lines);
}

function failureOf(error: unknown): object {
  if (!(error instanceof Error)) return { error: String(error) };
  return 'code' in error && typeof error.code === 'string' ? { error: error.message, code: error.code } : { error: error.message };
}
