import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands between a service and its engine, and makes the way long. */
export interface Proxy {
  readonly port: number;
  /** What comes back takes so much longer from now on. */
  delay(ms: number): void;
  stop(): Promise<void>;
}

export async function proxyTo(port: number): Promise<Proxy> {
  let delayMs = 0;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect({ host: '127.0.0.1', port });
    let sending = Promise.resolve();
    for (const socket of [from, to]) {
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        from.destroy();
        to.destroy();
      });
      socket.on('error', () => undefined);
    }
    from.on('data', (bytes) => to.write(bytes));
    to.on('data', (bytes) => {
      sending = sending.then(async () => {
        if (delayMs > 0) await sleep(delayMs);
        if (!from.destroyed) from.write(bytes);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    delay: (ms) => void (delayMs = ms),
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
