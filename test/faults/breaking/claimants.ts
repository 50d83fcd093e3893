import type { Answer, Api } from '../../running/api.ts';

/** The numbers that everybody wants: few, so that they get into each other's way. */
export const wanted = Array.from({ length: 5 }, (_, index) => `WANTED0000${index}`);

const refusalsExpected = new Set([
  'CUSTOMERS.IDENTITY.HELD',
  'CUSTOMERS.IDENTITY.PENDING',
  'CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED',
  'CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED',
]);

interface Sent {
  readonly path: string;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The customer who is there once it is carried out. */
  readonly registers: string | null;
}

const pick = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(Math.random() * choices.length)];

/**
 * Registers customers with numbers, gives them others and takes them away, as it comes. After a crash it sends again what was not answered, as
 * anybody does who wants to know what became of it.
 */
export class Claimant {
  readonly #name: string;
  readonly #own: string[] = [];
  #number = 0;
  #waiting: Sent | null = null;
  carriedOut = 0;
  refused = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Until the connection breaks or it is told to stop; what waits is sent first. @throws Error where the answer is none that may be. */
  async run(api: Api, until: () => boolean): Promise<void> {
    while (this.#waiting || !until()) {
      this.#waiting ??= this.#next();
      const answer = await answered(() => this.#send(api));
      if (!answer || answer.status === 503) return;
      this.#told(answer, this.#waiting);
      this.#waiting = null;
    }
  }

  #next(): Sent {
    this.#number += 1;
    const key = `${this.#name}-${this.#number}`;
    const customer = pick(this.#own);
    const identity = pick(wanted);
    if (customer === undefined || Math.random() < 0.4) {
      const body = { id: key, kind: 'enterprise', name: `公司 ${key}`, owner: 'rep-1', identity };
      return { path: '/v1/customers', key, body, registers: key };
    }
    const body = Math.random() < 0.5 ? {} : { identity };
    return { path: `/v1/customers/${customer}/record-identity`, key, body, registers: null };
  }

  #send(api: Api): Promise<Answer> {
    const { path, key, body } = this.#waiting ?? this.#next();
    return api.post(path, body, { 'idempotency-key': key, 'x-actor': this.#name });
  }

  #told({ status, body }: Answer, { registers }: Sent): void {
    if (status === 200 || status === 201) {
      this.carriedOut += 1;
      if (registers !== null) this.#own.push(registers);
      return;
    }
    if (status !== 409 || !refusalsExpected.has(String(body['code']))) throw new Error(JSON.stringify(body));
    this.refused += 1;
  }
}

/** Null where the connection could not be made or broke. */
async function answered(send: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await send();
  } catch (error) {
    // fetch says so by a TypeError, of a realm that may not be this one.
    if (typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'TypeError') return null;
    throw error;
  }
}
