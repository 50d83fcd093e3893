/** What is wrong with a mapping: where (a JSON pointer), what stood there, what to do. */
export interface MappingFault {
  readonly pointer: string;
  readonly found: string;
  readonly remedy: string;
}

/** A mapping that cannot be used, with everything that is wrong with it. */
export class MappingError extends Error {
  readonly code = 'IMPORT.MAPPING_INVALID';
  readonly faults: readonly MappingFault[];

  constructor(faults: readonly MappingFault[]) {
    super(faults.map(({ pointer, found, remedy }) => `${pointer || '/'}: ${found}: ${remedy}`).join('\n'));
    this.name = 'MappingError';
    this.faults = faults;
  }
}

/** Gathers faults while a mapping is read, so that all are told at once. */
export class MappingFaults {
  readonly found: MappingFault[] = [];

  add(pointer: string, found: string, remedy: string): void {
    this.found.push({ pointer, found, remedy });
  }

  /** @throws MappingError where there are any. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new MappingError(this.found);
  }
}

/** The pointer of a member, escaped as RFC 6901 says. */
export function under(pointer: string, member: string | number): string {
  return `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
