/** How streams are called in the database: those of one installation share a beginning that no other's and no system stream has. */
export class StreamNames {
  /** What each of this installation's streams begins with. */
  readonly prefix: string;
  /** The stream that says which epoch the log is in; itself no part of the log. */
  readonly identity: string;

  constructor(namespace: string) {
    this.prefix = `${namespace}.`;
    this.identity = `${namespace}-log`;
  }

  stored(stream: string): string {
    return this.prefix + stream;
  }

  isOwn(stored: string): boolean {
    return stored.startsWith(this.prefix);
  }

  own(stored: string): string {
    return stored.slice(this.prefix.length);
  }
}
