import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the process that owns a data folder listens: written beside the log while it does. */
export interface Address {
  readonly pid: number;
  readonly url: string;
}

const fileName = 'address.json';

export function publishAddress(dataDir: string, address: Address): void {
  writeFileSync(join(dataDir, fileName), `${JSON.stringify(address)}\n`);
}

export function withdrawAddress(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true });
}

/** The address left in a data folder; null where there is none. It may be stale: ask it before you believe it. */
export function addressIn(dataDir: string): Address | null {
  try {
    const { pid, url } = JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')) as Partial<Address>;
    return typeof pid === 'number' && typeof url === 'string' ? { pid, url } : null;
  } catch {
    return null;
  }
}
