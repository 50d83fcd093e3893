import { closeSync, openSync, writeSync } from 'node:fs';

const flushAt = 65_536;

/** A file of one JSON object a line, written in pieces, so that its size costs no memory: reports of imports and of their undoing. */
export class JsonLines {
  private readonly file: number;
  private held = '';

  /** @throws Error where the file cannot be written. */
  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(value: object): void {
    this.held += `${JSON.stringify(value)}\n`;
    if (this.held.length >= flushAt) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.held !== '') writeSync(this.file, this.held);
    this.held = '';
  }
}
