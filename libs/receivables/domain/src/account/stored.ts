import type { Credit, Invoice, Issued, Refund, Slice } from './entries.ts';

/** An invoice as it is stored: in the order of its members, each as short as it can be told apart. A long account holds tens of thousands. */
export type StoredInvoice = readonly [
  issued:
    | readonly [
        date: Issued['date'],
        due: Issued['due'],
        month: Issued['month'],
        contract: string | null,
        currency: string,
        net: number,
        tax: number,
        gross: number,
        parts: Issued['parts'] | null,
      ]
    | null,
  voided: 0 | 1,
  claims: Invoice['claims'],
  slices: readonly (readonly [credit: string, from: Slice['from'], to: Slice['to'], gross: number, net: number, named: 0 | 1])[],
  writeOffs?: Invoice['writeOffs'],
  disputes?: Invoice['disputes'],
  reminded?: readonly string[],
  promise?: Invoice['promise'],
];

export function storedInvoice({ issued, voided, claims, slices, writeOffs, disputes, reminded, promise }: Invoice): StoredInvoice {
  const head = [
    issued &&
      ([
        issued.date,
        issued.due,
        issued.month,
        issued.contract,
        issued.currency,
        issued.net,
        issued.tax,
        issued.gross,
        partsToStore(issued),
      ] as const),
    voided ? 1 : 0,
    claims,
    slices.map(({ credit, from, to, gross, net, named }) => [credit, from, to, gross, net, named ? 1 : 0] as const),
  ] as const;
  const isPlain = writeOffs.length === 0 && disputes.length === 0 && reminded.length === 0 && promise === null;
  return isPlain ? head : [...head, writeOffs, disputes, reminded, promise];
}

export function invoiceFrom([
  issued,
  voided,
  claims,
  slices,
  writeOffs = [],
  disputes = [],
  reminded = [],
  promise = null,
]: StoredInvoice): Invoice {
  return {
    issued: issued && issuedFrom(issued),
    voided: voided === 1,
    claims,
    slices: slices.map(([credit, from, to, gross, net, named]) => ({ credit, from, to, gross, net, named: named === 1 })),
    writeOffs,
    disputes,
    reminded,
    promise,
  };
}

/** Null: all of it belongs to no product line. */
function partsToStore({ parts }: Issued): Issued['parts'] | null {
  return parts.length === 1 && parts[0]?.productLine === null ? null : parts;
}

function issuedFrom([date, due, month, contract, currency, net, tax, gross, parts]: NonNullable<StoredInvoice[0]>): Issued {
  return { date, due, month, contract, currency, net, tax, gross, parts: parts ?? [{ productLine: null, net, gross }] };
}

/** A payment or a credit note as it is stored; what was received is null where it is what it counts as. */
export type StoredCredit = readonly [
  kind: Credit['kind'],
  date: Credit['date'],
  end: Credit['end'],
  currency: string,
  gross: number,
  received: Credit['received'] | null,
  names: readonly (readonly [number: string, gross: number])[],
  on: readonly string[],
  applied: number,
  waiting: number,
  refunds: Credit['refunds'],
  against?: Credit['against'],
];

export function storedCredit(credit: Credit): StoredCredit {
  const { kind, date, end, currency, gross, received, names, on, applied, waiting, refunds, against } = credit;
  const meant = names.map(({ number, gross: part }) => [number, part] as const);
  const isSame = received.minor === gross && received.currency === currency;
  const head = [kind, date, end, currency, gross, isSame ? null : received, meant, on, applied, waiting, refunds] as const;
  return against === null ? head : [...head, against];
}

export function creditFrom(stored: StoredCredit): Credit {
  const [kind, date, end, currency, gross, received, meant, on, applied, waiting, refunds, against = null] = stored;
  const names = meant.map(([number, part]) => ({ number, gross: part }));
  const came = received ?? { minor: gross, currency };
  return { kind, date, end, currency, gross, received: came, names, on, applied, waiting, refunds, against };
}

export type StoredRefund = readonly [date: Refund['date'], end: Refund['end'], currency: string, gross: number, of: Refund['of']];

export function storedRefund({ date, end, currency, gross, of }: Refund): StoredRefund {
  return [date, end, currency, gross, of];
}

export function refundFrom([date, end, currency, gross, of]: StoredRefund): Refund {
  return { date, end, currency, gross, of };
}
