import type { DocumentView, RecordedEvent } from '@zongheng/kernel';
import type { ReceiptEvent } from '@zongheng/nest-kit';
import type { Condition } from '@zongheng/read-store';

/** An event as its receipt tells it, with the stream it stands in. */
export type FollowedEvent = ReceiptEvent & Pick<RecordedEvent, 'stream'>;

interface Place {
  readonly owner: string | null;
  readonly customer: string | null;
}

/** The data of the events looked at below, as far as they are. */
interface Seen {
  readonly to?: Partial<Place>;
  readonly after?: Partial<Place> & { readonly status?: string };
  readonly by?: Partial<Place>;
  readonly ownership?: Partial<Place>;
  readonly customer?: string;
}

const ends = new Set(
  'OpportunityWon OpportunityLost OpportunityVoided VisitCompleted VisitCancelled TaskCompleted ContractTerminated ContractVoided'.split(
    ' ',
  ),
);
/** Whose documents each view shows. */
const viewOf: Readonly<Record<string, string>> = {
  opportunity: 'opportunities',
  visit: 'visits',
  task: 'tasks',
  contract: 'contracts',
  customer: 'customers',
  account: 'accounts',
};

/**
 * What policies look up in read models, told from the events alone: whose every customer, account, and piece of work under way is. So a set is
 * made without views. What conditions ask beside owner and customer holds of all that is kept here.
 */
export class WorkIndex {
  readonly #views = new Map(Object.values(viewOf).map((view) => [view, new PlacedDocuments()]));

  note({ stream, type, data }: Pick<FollowedEvent, 'stream' | 'type' | 'data'>): void {
    const dash = stream.indexOf('-');
    const kept = this.#views.get(viewOf[stream.slice(0, dash)] ?? '');
    if (!kept) return;
    const id = stream.slice(dash + 1);
    if (ends.has(type)) return kept.remove(id);
    const seen = data as Seen;
    const named = stream.startsWith('account-') ? { customer: id } : (seen.after ?? seen.ownership ?? seen.to ?? seen.by);
    if (named) kept.place(id, { ...(seen.customer === undefined ? {} : { customer: seen.customer }), ...named });
  }

  async *keysOf<Doc extends object>(
    { name }: Pick<DocumentView<Doc>, 'name'>,
    where: readonly Condition[],
  ): AsyncGenerator<readonly string[]> {
    for (const condition of where) {
      if (condition.op !== 'eq' || (condition.field !== 'owner' && condition.field !== 'customer')) continue;
      const found = this.#views.get(name)?.of(condition.field, String(condition.value)) ?? [];
      if (found.length > 0) yield found;
      return;
    }
  }
}

class PlacedDocuments {
  readonly #places = new Map<string, Place>();
  readonly #by = { owner: new Map<string, Set<string>>(), customer: new Map<string, Set<string>>() };

  of(field: keyof Place, value: string): readonly string[] {
    return [...(this.#by[field].get(value) ?? [])];
  }

  place(id: string, named: Partial<Place>): void {
    const before = this.#places.get(id);
    const after = { owner: named.owner ?? before?.owner ?? null, customer: named.customer ?? before?.customer ?? null };
    if (before?.owner === after.owner && before.customer === after.customer) return;
    this.remove(id);
    this.#places.set(id, after);
    for (const field of ['owner', 'customer'] as const) {
      const value = after[field];
      if (value === null) continue;
      const ids = this.#by[field].get(value) ?? new Set();
      this.#by[field].set(value, ids.add(id));
    }
  }

  remove(id: string): void {
    const before = this.#places.get(id);
    if (!before) return;
    this.#places.delete(id);
    for (const field of ['owner', 'customer'] as const) {
      const value = before[field];
      if (value !== null) this.#by[field].get(value)?.delete(id);
    }
  }
}
