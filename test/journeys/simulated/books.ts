import type { Act } from '@zongheng/simulation';

/** Where a deal stands from a date on. */
interface Standing {
  readonly date: string;
  readonly stage: string;
  readonly owner: string;
  readonly unit: string;
  readonly region: string;
  readonly minor: number;
}

interface Deal {
  readonly customer: string;
  history: Standing[];
}

/** What is counted in a group. */
export interface Figure {
  readonly count: number;
  readonly minor: number;
}

export type Dimension = 'stage' | 'owner' | 'unit' | 'department' | 'region';

const isOpen = (stage: string): boolean => stage !== 'won' && stage !== 'lost';

/**
 * The books of a simulated carrier, kept by plain reading of its acts: no event, decider or view has a part in it. It knows the default
 * pipeline's ways: a deal with an amount is created, an assigned one is assigned, and open deals follow their owners and customers.
 */
export class Books {
  readonly #deals = new Map<string, Deal>();
  readonly #customers = new Map<string, { readonly owner: string; region: string }>();
  readonly #units = new Map<string, string>();
  readonly #departments = new Map<string, string>();

  /** Reads an act, in the order in which they are recorded. */
  read({ command, id = '', body }: Act): void {
    const on = textOf(body['on']);
    switch (command) {
      case 'CreateUnit':
        this.#departments.set(textOf(body['unit']), body['kind'] === 'team' ? textOf(body['parent']) : textOf(body['unit']));
        return;
      case 'JoinEmployee':
        this.#units.set(id, textOf(body['unit']));
        return;
      case 'TransferEmployee':
        this.#units.set(id, textOf(body['unit']));
        return this.#follow(on, (standing) => standing.owner === id, { unit: textOf(body['unit']) });
      case 'RegisterCustomer':
        this.#customers.set(id, { owner: textOf(body['owner']), region: textOf(body['region']) });
        return;
      case 'ChangeCustomerDetails':
        return this.#move(id, textOf(body['region']), on);
      case 'OpenOpportunity':
        return this.#open(id, body, on);
      default:
        this.#readDeal(command, id, body, on);
    }
  }

  /** The deals and amounts of a day, by the values of a dimension. */
  on(date: string, dimension: Dimension): ReadonlyMap<string, Figure> {
    const figures = new Map<string, Figure>();
    for (const deal of this.#deals.values()) {
      const standing = deal.history.findLast((each) => each.date <= date);
      if (!standing) continue;
      const key = dimension === 'department' ? (this.#departments.get(standing.unit) ?? '') : standing[dimension];
      const { count, minor } = figures.get(key) ?? { count: 0, minor: 0 };
      figures.set(key, { count: count + 1, minor: minor + standing.minor });
    }
    return figures;
  }

  #open(id: string, body: Act['body'], on: string): void {
    const customer = textOf(body['customer']);
    const { owner, region } = this.#customers.get(customer) ?? { owner: '', region: '' };
    const minor = worthOf(body['lines']);
    const standing = { date: on, stage: minor > 0 ? 'created' : 'obtained', owner, unit: this.#units.get(owner) ?? '', region, minor };
    this.#deals.set(id, { customer, history: [standing] });
  }

  #readDeal(command: string, id: string, body: Act['body'], on: string): void {
    const deal = this.#deals.get(id);
    if (!deal) return;
    const { stage } = lastOf(deal);
    switch (command) {
      case 'RegisterOpportunity':
        return this.#enter(deal, on, { stage: 'created', minor: worthOf(body['lines']) });
      case 'AssignOpportunity': {
        const owner = textOf(body['owner']);
        return this.#enter(deal, on, { owner, unit: this.#units.get(owner) ?? '', stage: stage === 'created' ? 'assigned' : stage });
      }
      case 'AdvanceOpportunity':
      case 'ReopenOpportunity':
        return this.#enter(deal, on, { stage: textOf(body['stage']) });
      case 'RevalueOpportunity':
        return this.#enter(deal, on, { minor: worthOf(body['lines']) });
      case 'WinOpportunity':
        return this.#enter(deal, on, { stage: 'won' });
      case 'LoseOpportunity':
        return this.#enter(deal, on, { stage: 'lost' });
      case 'VoidOpportunity':
        deal.history = [];
        return;
      case 'CorrectOpportunity':
        if (body['corrects'] === 'lines') this.#correct(deal, textOf(body['since']), worthOf(body['lines']));
        return;
      default:
    }
  }

  #enter(deal: Deal, date: string, change: Partial<Standing>): void {
    deal.history.push({ ...lastOf(deal), ...change, date });
  }

  /** What the deal was worth since a date, as far as it was worth the same. */
  #correct(deal: Deal, since: string, minor: number): void {
    const before = deal.history.findLast((each) => each.date <= since);
    if (before && before.date < since) deal.history.push({ ...before, date: since });
    deal.history = deal.history
      .map((each) => (each.date >= since ? { ...each, minor } : each))
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  }

  #move(customer: string, region: string, on: string): void {
    const known = this.#customers.get(customer);
    if (known) known.region = region;
    for (const deal of this.#deals.values()) if (deal.customer === customer) this.#followOne(deal, on, { region });
  }

  #follow(on: string, concerns: (standing: Standing) => boolean, change: Partial<Standing>): void {
    for (const deal of this.#deals.values()) if (deal.history.length > 0 && concerns(lastOf(deal))) this.#followOne(deal, on, change);
  }

  #followOne(deal: Deal, on: string, change: Partial<Standing>): void {
    if (deal.history.length === 0) return;
    const { stage, date } = lastOf(deal);
    if (isOpen(stage)) this.#enter(deal, on > date ? on : date, change);
  }
}

function lastOf(deal: Deal): Standing {
  const last = deal.history.at(-1);
  if (!last) throw new Error('a deal that was voided goes on');
  return last;
}

function worthOf(lines: unknown): number {
  const given = (lines ?? []) as readonly { readonly amount: { readonly minor: number } }[];
  return given.reduce((sum, { amount }) => sum + amount.minor, 0);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
