import { kernelRefusals, type Language, type Refusal, type RefusalKind, type RefusalTable } from '@zongheng/kernel';
import { commandRefusals } from '../commands/command-refusals.ts';
import type { FieldFault } from '../fields/body-check.ts';
import { httpProblems, type ProblemDefinition, type ProblemError } from './http-problems.ts';

/** A problem on the wire (RFC 9457). */
export interface Problem {
  /** Where the code is explained. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What was found. */
  readonly detail: string;
  readonly code: string;
  /** What to do instead. */
  readonly remedy: string;
  /** What is at fault: a JSON pointer into the body, or the name of a parameter or header. */
  readonly field?: string;
  /** All fields at fault, where there may be several. */
  readonly errors?: readonly FieldFault[];
  /** The request, as the logs know it. */
  readonly correlationId?: string;
}

const statuses: Readonly<Record<RefusalKind, number>> = { invalid: 422, missing: 404, conflict: 409, forbidden: 403 };

/** Refusals of the pipeline whose status says more than their kind. */
const ownStatuses: Readonly<Record<string, number>> = {
  'COMMAND.BODY_MALFORMED': 400,
  'COMMAND.ID_MISSING': 400,
  'COMMAND.ID_MALFORMED': 400,
  'COMMAND.KEY_MALFORMED': 400,
  'COMMAND.REVISION_MISMATCH': 412,
};

/** The one table of problem codes: what each means, its status, what to do. */
export class ProblemTable {
  readonly #definitions = new Map<string, ProblemDefinition>();

  constructor() {
    for (const [code, definition] of Object.entries(httpProblems)) this.#definitions.set(code, definition);
    this.addRefusals(kernelRefusals);
    this.addRefusals(commandRefusals);
  }

  /** Adds a context's refusals. @throws Error for a code that is there already. */
  addRefusals(table: RefusalTable): void {
    for (const [code, { kind, title, remedy }] of Object.entries(table)) {
      if (this.#definitions.has(code)) throw new Error(`the code ${code} is explained twice`);
      this.#definitions.set(code, { status: ownStatuses[code] ?? statuses[kind], title, remedy });
    }
  }

  definition(code: string): ProblemDefinition | undefined {
    return this.#definitions.get(code);
  }

  codes(): readonly string[] {
    return [...this.#definitions.keys()].sort();
  }

  /** A refusal as a problem. One that no table explains keeps the status of its kind. */
  ofRefusal(refusal: Refusal & { readonly faults?: readonly FieldFault[] }, language: Language = 'en'): Problem {
    const definition = this.#definitions.get(refusal.code);
    return {
      type: typeOf(refusal.code),
      title: definition?.title[language] ?? refusal.code,
      status: definition?.status ?? statuses[refusal.kind],
      detail: refusal.found,
      code: refusal.code,
      remedy: refusal.remedy,
      ...(refusal.field === undefined ? {} : { field: refusal.field }),
      ...(refusal.faults === undefined ? {} : { errors: refusal.faults }),
    };
  }

  ofError(error: ProblemError, language: Language = 'en'): Problem {
    const { status, title, remedy } = httpProblems[error.code];
    return {
      type: typeOf(error.code),
      title: title[language],
      status,
      detail: error.message,
      code: error.code,
      remedy,
      ...(error.field === undefined ? {} : { field: error.field }),
    };
  }
}

function typeOf(code: string): string {
  return `/docs/problems/${code}`;
}
