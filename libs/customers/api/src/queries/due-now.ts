import { type CustomerDocument, customers, merges } from '@zongheng/customers-views';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import type { Condition, PageEnd } from '@zongheng/read-store';
import { type Band, type DuePlace, inOrder, type Late, lateIn, placeOf } from './due-rules.ts';
import { filesOf, mergesOf } from './one-customer.ts';

/** So many customers of one silence are read at a time: of most, a page holds but the beginning. */
const aFew = 12;

export interface DueAsked {
  readonly bands: readonly Band[];
  readonly only: readonly Condition[];
  readonly on: BusinessDate;
  readonly limit: number;
  readonly after: DuePlace | null;
}

/** A page of the customers who are due, of those that are there now. */
export async function dueNow(
  documents: ServedDocuments,
  asked: DueAsked,
): Promise<{ readonly late: readonly Late[]; readonly isMore: boolean }> {
  const { bands, limit } = asked;
  const silences = bands.flatMap((band) => [
    new Silence(documents, asked, band, 'lastContact'),
    new Silence(documents, asked, band, 'registered'),
  ]);
  const late: Late[] = [];
  for (;;) {
    const candidates = await longest(silences, limit + 1 - late.length);
    late.push(...(await standing(documents, candidates, asked.on)));
    if (late.length > limit || candidates.length === 0) return { late: late.slice(0, limit), isMore: late.length > limit };
  }
}

interface Candidate {
  readonly band: Band;
  readonly late: Late;
}

/** The next of all silences, the longest first. */
async function longest(silences: readonly Silence[], count: number): Promise<readonly Candidate[]> {
  const taken: Candidate[] = [];
  while (taken.length < count) {
    const heads = (await Promise.all(silences.map(async (silence) => ({ silence, late: await silence.head() })))).flatMap(
      ({ silence, late }) => (late ? [{ silence, late }] : []),
    );
    const [first] = heads.toSorted((one, other) => inOrder(placeOf(one.late), placeOf(other.late)));
    if (!first) return taken;
    first.silence.take();
    taken.push({ band: first.silence.band, late: first.late });
  }
  return taken;
}

/** Those of them whose files stand, by the newest contact with any file that went into theirs. */
async function standing(documents: ServedDocuments, candidates: readonly Candidate[], on: BusinessDate): Promise<readonly Late[]> {
  const ids = candidates.map(({ late }) => late.customer.id);
  const [went, holding] = await Promise.all([mergesOf(documents, ids), holdingOf(documents, ids)]);
  const found = await Promise.all(
    candidates.map(async ({ band, late }): Promise<Late | null> => {
      const { customer } = late;
      if (went.has(customer.id)) return null;
      return holding.has(customer.id) ? lateIn(band, customer, on, await contactsOf(documents, customer.id)) : late;
    }),
  );
  return found.filter((late) => late !== null);
}

/** Which of some files others went into; almost none of them. */
async function holdingOf(documents: ServedDocuments, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const holding = new Set<string>();
  if (ids.length === 0) return holding;
  let after: PageEnd | null = null;
  do {
    const page: { readonly documents: readonly { readonly into: string }[]; readonly next: PageEnd | null } = await documents.page(merges, {
      where: [{ field: 'into', op: 'in', values: [...ids] }],
      limit: 500,
      after,
    });
    for (const { into } of page.documents) holding.add(into);
    after = page.next;
  } while (after);
  return holding;
}

async function contactsOf(documents: ServedDocuments, survivor: string): Promise<readonly (BusinessDate | null)[]> {
  const [, ...merged] = await filesOf(documents, survivor);
  const files = await documents.find(customers, { where: [{ field: 'id', op: 'in', values: merged }], limit: merged.length });
  return files.map(({ measures }) => measures.lastContact);
}

/** Those of a band who are due by one date of theirs, the longest silent first, read a page at a time. */
class Silence {
  readonly band: Band;
  readonly #documents: ServedDocuments;
  readonly #asked: DueAsked;
  readonly #by: 'lastContact' | 'registered';
  #read: readonly CustomerDocument[] = [];
  #taken = 0;
  #after: PageEnd | null;
  #isOver = false;

  constructor(documents: ServedDocuments, asked: DueAsked, band: Band, by: 'lastContact' | 'registered') {
    this.band = band;
    this.#documents = documents;
    this.#asked = asked;
    this.#by = by;
    const { on, after } = asked;
    this.#after = after && { value: addDays(on, -band.days - after.days), key: after.id };
  }

  async head(): Promise<Late | null> {
    if (this.#taken === this.#read.length && !this.#isOver) await this.#readOn();
    const customer = this.#read[this.#taken];
    return customer ? lateIn(this.band, customer, this.#asked.on) : null;
  }

  take(): void {
    this.#taken += 1;
  }

  async #readOn(): Promise<void> {
    const { on, only } = this.#asked;
    const before: Condition = { field: this.#by, op: 'lt', value: addDays(on, -this.band.days) };
    const never: readonly Condition[] = this.#by === 'registered' ? [{ field: 'lastContact', op: 'eq', value: null }] : [];
    const page = await this.#documents.page(customers, {
      where: [...only, ...this.band.where, ...never, before],
      sort: { field: this.#by, direction: 'asc' },
      limit: aFew,
      after: this.#after,
    });
    this.#read = page.documents;
    this.#taken = 0;
    this.#after = page.next;
    this.#isOver = page.next === null;
  }
}
