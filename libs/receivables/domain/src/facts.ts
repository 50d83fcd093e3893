import type { BusinessDate } from '@zongheng/kernel';
import type { AccountCell, ApplyingRule, ReminderLevel } from '@zongheng/receivables-events';

/** What a command that may begin an account carries of its customer: what the account is counted under from its first entry on. */
export interface Opening {
  readonly cell: AccountCell;
  /** Whether the customer’s file was merged into another. */
  readonly merged: boolean;
}

/** What a command carries of the order of applying payments in force. */
export type Rule = ApplyingRule;

/** What a command carries of the reminder levels in force. */
export interface Levels {
  readonly version: number;
  readonly levels: readonly ReminderLevel[];
}

/** A line of an invoice or a credit note as a command gives it, in minor units. */
export interface LineGiven {
  readonly line: string;
  readonly text: string;
  readonly product: string | null;
  readonly productLine: string | null;
  readonly quantity: number;
  readonly net: number;
  /** In hundredths of a per cent. */
  readonly taxRate: number;
  /** Null: net × rate, rounded once, half to even. */
  readonly tax: number | null;
}

/** An invoice that money is meant for; an amount of null is the whole payment, where it names no other. */
export interface NameGiven {
  readonly number: string;
  readonly gross: number | null;
}

/** A date and what changed on it. */
export interface Step {
  readonly date: BusinessDate;
  readonly amount: number;
}
