import type { Label } from './label.ts';

/**
 * Why a command is not carried out, as a value. `kind` says what sort of mistake it is (the HTTP rim turns it into a status);
 * `code` is stable and documented; `found` says what stood there, `remedy` what to do instead.
 */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly kind: RefusalKind;
  readonly found: string;
  readonly remedy: string;
  /** The field of the command at fault, as a JSON pointer (`/lines/0/amount`), where one is. */
  readonly field?: string;
}

/** invalid: the command cannot be right; missing: what it names does not exist; conflict: right in itself, not now; forbidden: not by this actor. */
export type RefusalKind = 'invalid' | 'missing' | 'conflict' | 'forbidden';

/** What a context publishes of one of its refusals: the kind, what it means and what to do, in both languages. */
export interface RefusalDefinition {
  readonly kind: RefusalKind;
  readonly title: Label;
  readonly remedy: string;
}

export type RefusalTable<Code extends string = string> = { readonly [C in Code]: RefusalDefinition };

/** How a context refuses: `refuse('SALES.OPPORTUNITY.CLOSED', 'the opportunity was won on 2026-03-01')`. */
export type Refuse<Code extends string> = (
  code: Code,
  found: string,
  detail?: { readonly field?: string; readonly remedy?: string },
) => Refusal;

/** Makes the `refuse` of a context from its table, so that only codes that are documented can be given. */
export function refusing<Code extends string>(table: RefusalTable<Code>): Refuse<Code> {
  return (code, found, detail = {}) => {
    const { kind, remedy } = table[code];
    const refusal: Refusal = { refused: true, code, kind, found, remedy: detail.remedy ?? remedy };
    return detail.field === undefined ? refusal : { ...refusal, field: detail.field };
  };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as Partial<Refusal>).refused === true;
}
