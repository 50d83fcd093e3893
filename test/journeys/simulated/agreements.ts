import type { Act } from '@zongheng/simulation';

type Grouping = 'none' | 'owner' | 'unit' | 'region';

/** Who a month is counted under. */
interface Place {
  readonly owner: string;
  readonly unit: string;
  readonly region: string;
}

interface Part {
  readonly line: string;
  readonly month: string;
  readonly minor: number;
  readonly place: Place;
}

interface Agreement {
  readonly customer: string;
  place: Place;
  parts: readonly Part[];
  /** The last month of its term. */
  ends: string;
  /** What a suspension holds back. */
  held: { readonly parts: readonly Part[]; readonly from: string; readonly isShifted: boolean } | null;
  isOver: boolean;
  last: string;
}

/**
 * The agreements of a simulated carrier, kept by plain reading of its acts: no event, decider or view has a part in it. All its terms are
 * whole months, split equally; agreements follow their owners and customers with the months from then on.
 */
export class AgreementBooks {
  readonly #agreements = new Map<string, Agreement>();
  readonly #customers = new Map<string, { readonly owner: string; region: string }>();
  readonly #units = new Map<string, string>();
  readonly #postings: { readonly date: string; readonly part: Part; readonly sign: 1 | -1 }[] = [];

  /** Reads an act, in the order in which they are recorded. */
  read({ command, id = '', body }: Act): void {
    const on = textOf(body['on']);
    switch (command) {
      case 'JoinEmployee':
        this.#units.set(id, textOf(body['unit']));
        return;
      case 'TransferEmployee': {
        const unit = textOf(body['unit']);
        this.#units.set(id, unit);
        return this.#follow(on, ({ place }) => place.owner === id && place.unit !== unit, { unit });
      }
      case 'RegisterCustomer':
        this.#customers.set(id, { owner: textOf(body['owner']), region: textOf(body['region']) });
        return;
      case 'ChangeCustomerDetails': {
        const region = textOf(body['region']);
        const known = this.#customers.get(id);
        if (known) known.region = region;
        return this.#follow(on, ({ customer, place }) => customer === id && place.region !== region, { region });
      }
      case 'SignContract':
        return this.#sign(id, body, on);
      default:
        this.#readAgreement(command, id, body, on);
    }
  }

  /** What was expected on a date, by month and by who it is counted under; what sums to nothing is left out. */
  on(date: string, grouping: Grouping): Readonly<Record<string, number>> {
    const months: Record<string, number> = {};
    for (const { date: posted, part, sign } of this.#postings) {
      if (posted > date) continue;
      const key = grouping === 'none' ? part.month : `${part.place[grouping]} ${part.month}`;
      months[key] = (months[key] ?? 0) + sign * part.minor;
    }
    return Object.fromEntries(
      Object.entries(months)
        .filter(([, minor]) => minor !== 0)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
  }

  /** How many agreements were signed. */
  get size(): number {
    return this.#agreements.size;
  }

  #sign(id: string, body: Act['body'], on: string): void {
    const customer = textOf(body['customer']);
    const { owner, region } = this.#customers.get(customer) ?? { owner: '', region: '' };
    const place = { owner, unit: this.#units.get(owner) ?? '', region };
    const [begins, ends] = [monthOf(body['begins']), monthOf(body['ends'])];
    const agreement: Agreement = { customer, place, parts: [], ends, held: null, isOver: false, last: on };
    this.#agreements.set(id, agreement);
    this.#put(agreement, on, [], partsOf(body['lines'], begins, ends, place));
  }

  #readAgreement(command: string, id: string, body: Act['body'], on: string): void {
    const agreement = this.#agreements.get(id);
    if (!agreement) return;
    const from = monthOf(body['effective']);
    switch (command) {
      case 'AmendContract': {
        const come = partsOf(body['lines'], from, agreement.ends, agreement.place);
        const lines = new Set(come.map(({ line }) => line));
        return this.#put(
          agreement,
          on,
          agreement.parts.filter((part) => part.month >= from && lines.has(part.line)),
          come,
        );
      }
      case 'RenewContract': {
        const begins = shifted(agreement.ends, 1);
        agreement.ends = monthOf(body['ends']);
        return this.#put(agreement, on, [], partsOf(body['lines'], begins, agreement.ends, agreement.place));
      }
      case 'SuspendContract': {
        const parts = agreement.parts.filter(({ month }) => month >= from);
        agreement.held = { parts, from, isShifted: body['disposition'] === 'shifted' };
        return this.#put(agreement, on, parts, []);
      }
      case 'ResumeContract':
        return this.#resume(agreement, on, from);
      case 'TerminateContract': {
        const last = monthOf(body['lastDay']);
        agreement.isOver = true;
        return this.#put(
          agreement,
          on,
          agreement.parts.filter(({ month }) => month > last),
          [],
        );
      }
      default:
    }
  }

  #resume(agreement: Agreement, on: string, from: string): void {
    const { held, place } = agreement;
    if (!held) return;
    const months = held.isShifted ? distance(held.from, from) : 0;
    const back = held.parts.map((part) => ({ ...part, month: shifted(part.month, months), place })).filter(({ month }) => month >= from);
    agreement.held = null;
    agreement.ends = shifted(agreement.ends, months);
    this.#put(agreement, on, [], back);
  }

  #follow(on: string, concerns: (agreement: Agreement) => boolean, change: Partial<Place>): void {
    for (const agreement of this.#agreements.values()) {
      if (agreement.isOver || !concerns(agreement)) continue;
      agreement.place = { ...agreement.place, ...change };
      const date = on > agreement.last ? on : agreement.last;
      const gone = agreement.parts.filter(({ month }) => month >= date.slice(0, 7));
      this.#put(
        agreement,
        date,
        gone,
        gone.map((part) => ({ ...part, place: agreement.place })),
      );
    }
  }

  #put(agreement: Agreement, date: string, gone: readonly Part[], come: readonly Part[]): void {
    agreement.last = date;
    agreement.parts = [...agreement.parts.filter((part) => !gone.includes(part)), ...come];
    for (const part of gone) this.#postings.push({ date, part, sign: -1 });
    for (const part of come) this.#postings.push({ date, part, sign: 1 });
  }
}

/** Lines over whole months: as much in each, the fen that are left over in the first ones. */
function partsOf(lines: unknown, begins: string, ends: string, place: Place): Part[] {
  const count = distance(begins, ends) + 1;
  return (lines as readonly { readonly line: string; readonly amount: number }[]).flatMap(({ line, amount }) => {
    const share = Math.floor(amount / count);
    return Array.from({ length: count }, (_, index) => {
      return { line, month: shifted(begins, index), minor: share + (index < amount - share * count ? 1 : 0), place };
    });
  });
}

function distance(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5));
}

function shifted(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function monthOf(date: unknown): string {
  return textOf(date).slice(0, 7);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
