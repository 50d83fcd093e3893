import { idOf } from '@zongheng/kernel';
import type { Receipt } from '@zongheng/nest-kit';
import type { Order } from '../house/house.ts';

interface Placed {
  readonly owner: string;
  readonly customer: string | null;
}

type Kind = 'opportunity' | 'visit' | 'task';

interface Who {
  readonly owner: string;
}

/** The data of the events looked at below, as far as they are. */
interface Seen {
  readonly to?: {
    readonly owner?: string;
    readonly customer?: string;
    readonly status?: string;
    readonly unit?: string;
    readonly region?: string | null;
  };
  readonly from?: { readonly unit?: string; readonly region?: string | null };
  readonly by?: Who;
  readonly customer?: string;
}

/**
 * Says what the policies of an installation would: the work under way follows its owner to another unit, open deals their customer to
 * another region. Here it is known from the receipts, so that a set is made without views.
 */
export class Followers {
  readonly #open: Readonly<Record<Kind, Map<string, Placed>>> = { opportunity: new Map(), visit: new Map(), task: new Map() };

  /** What a command that was carried out brings about. */
  after(receipt: Receipt): Order[] {
    const id = idOf(receipt.stream);
    return receipt.events.flatMap(({ type, data, id: cause, businessDate }) =>
      this.#after(id, type, data as Seen, { cause, on: businessDate }),
    );
  }

  #after(id: string, type: string, data: Seen, event: { readonly cause: string; readonly on: string }): Order[] {
    switch (type) {
      case 'OpportunityOpened':
      case 'OpportunityAssigned':
      case 'OpportunityAdvanced':
      case 'OpportunityReopened':
        this.#keep('opportunity', id, data.to?.owner, data.to?.customer);
        return [];
      case 'OpportunityWon':
      case 'OpportunityLost':
      case 'OpportunityVoided':
        this.#open.opportunity.delete(id);
        return [];
      case 'VisitPlanned':
        this.#keep('visit', id, data.by?.owner, data.customer);
        return [];
      case 'TaskAssigned':
        this.#keep('task', id, data.to?.owner, undefined);
        return [];
      case 'VisitCompleted':
      case 'VisitCancelled':
        this.#open.visit.delete(id);
        return [];
      case 'TaskCompleted':
        this.#open.task.delete(id);
        return [];
      case 'EmployeeTransferred':
        return data.from?.unit === data.to?.unit ? [] : this.#transferred(id, event);
      case 'CustomerDetailsChanged':
        return data.from?.region === data.to?.region ? [] : this.#moved(id, event);
      default:
        return [];
    }
  }

  #keep(kind: Kind, id: string, owner: string | undefined, customer: string | undefined): void {
    if (owner !== undefined) this.#open[kind].set(id, { owner, customer: customer ?? null });
  }

  #transferred(employee: string, { cause, on }: { readonly cause: string; readonly on: string }): Order[] {
    const key = `work-follows-its-owner:${cause}`;
    const handOver = { from: employee, to: employee, reason: `${employee} changes unit`, on };
    return [
      ...this.#of('opportunity', (placed) => placed.owner === employee).map((id): Order => {
        return { command: 'ReclassifyOpportunity', id, key: `${key}:${id}`, body: { cause: 'employee-transferred', owner: employee, on } };
      }),
      ...this.#of('visit', (placed) => placed.owner === employee).map((id): Order => ({
        command: 'HandOverVisit',
        id,
        key: `${key}:${id}`,
        body: handOver,
      })),
      ...this.#of('task', (placed) => placed.owner === employee).map((id): Order => ({
        command: 'HandOverTask',
        id,
        key: `${key}:${id}`,
        body: handOver,
      })),
    ];
  }

  #moved(customer: string, { cause, on }: { readonly cause: string; readonly on: string }): Order[] {
    return this.#of('opportunity', (placed) => placed.customer === customer).map((id) => {
      const key = `deals-follow-their-customer:${cause}:${id}`;
      return { command: 'ReclassifyOpportunity', id, key, body: { cause: 'customer-changed', customer, on } };
    });
  }

  #of(kind: Kind, isConcerned: (placed: Placed) => boolean): string[] {
    return [...this.#open[kind]].filter(([, placed]) => isConcerned(placed)).map(([id]) => id);
  }
}
