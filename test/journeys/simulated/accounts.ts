import type { Act } from '@zongheng/simulation';

interface Billed {
  readonly date: string;
  readonly due: string;
  readonly gross: number;
  readonly payments: { readonly date: string; readonly gross: number }[];
}

/** What stands on a date. */
interface Day {
  readonly buckets: Readonly<Record<string, number>>;
  readonly invoiced: number;
  readonly collected: number;
}

/** The invoices of a simulated carrier and how they were paid, kept by plain reading of its acts: no event, decider or view has a part in it. */
export class AccountBooks {
  readonly #invoices = new Map<string, Billed>();

  get size(): number {
    return this.#invoices.size;
  }

  read({ command, body }: Act): void {
    if (command === 'IssueInvoice') {
      const lines = body['lines'] as readonly { readonly net: { readonly minor: number }; readonly taxRate: number }[];
      const gross = lines.reduce((sum, { net, taxRate }) => sum + net.minor + taxOf(net.minor * taxRate), 0);
      this.#invoices.set(String(body['number']), { date: String(body['on']), due: String(body['due']), gross, payments: [] });
    }
    if (command === 'ReceivePayment') {
      for (const { number, amount } of body['names'] as readonly {
        readonly number: string;
        readonly amount: { readonly minor: number };
      }[]) {
        this.#invoices.get(number)?.payments.push({ date: String(body['on']), gross: amount.minor });
      }
    }
  }

  on(date: string): Day {
    const buckets: Record<string, number> = {};
    let [invoiced, collected] = [0, 0];
    for (const invoice of this.#invoices.values()) {
      if (invoice.date > date) continue;
      const paid = invoice.payments.reduce((sum, payment) => sum + (payment.date <= date ? payment.gross : 0), 0);
      invoiced += invoice.gross;
      collected += paid;
      if (paid === invoice.gross) continue;
      const bucket = bucketOf((Date.parse(date) - Date.parse(invoice.due)) / 86_400_000);
      buckets[bucket] = (buckets[bucket] ?? 0) + invoice.gross - paid;
    }
    return { buckets, invoiced, collected };
  }
}

/** Ten-thousandths to whole minor units, halves to the even neighbour. */
function taxOf(tenThousandths: number): number {
  const [whole, rest] = [Math.floor(tenThousandths / 10_000), tenThousandths % 10_000];
  return rest > 5000 || (rest === 5000 && whole % 2 === 1) ? whole + 1 : whole;
}

function bucketOf(late: number): string {
  if (late <= 0) return 'current';
  if (late <= 30) return '1-30';
  if (late <= 60) return '31-60';
  return late <= 90 ? '61-90' : '90+';
}
