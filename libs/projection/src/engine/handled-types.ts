const numbers = new Map<string, number>();

/** The number of an event's type, given at first sight. */
export function numberOfType(type: string): number {
  const known = numbers.get(type);
  if (known !== undefined) return known;
  numbers.set(type, numbers.size);
  return numbers.size - 1;
}

/** The types that a view handles, by number: every view asks it of every event, and a look into a small array takes a tenth of one into a set. */
export class HandledTypes {
  readonly #isHandled: Uint8Array;

  constructor(types: readonly string[]) {
    const handled = types.map(numberOfType);
    this.#isHandled = new Uint8Array(Math.max(-1, ...handled) + 1);
    for (const type of handled) this.#isHandled[type] = 1;
  }

  has(type: number | undefined): boolean {
    return type !== undefined && this.#isHandled[type] === 1;
  }
}
