import type { Scalar } from './value-language.ts';
import type { InputPlan } from './input-plan.ts';
import type { NamedJoin } from './names.ts';
import type { Compiled, Test } from './surroundings.ts';

/** A mapping, checked and ready to run. */
export interface CompiledMapping {
  readonly name: string;
  readonly namespace: string;
  /** SHA-256 of the document: tells a mended mapping from the one before. */
  readonly hash: string;
  readonly inputs: readonly InputPlan[];
  /** Kinds of records that outlive the undoing of an import. */
  readonly masters: ReadonlySet<string>;
  readonly tables: readonly JoinTable[];
  readonly steps: readonly CompiledStep[];
}

/** Rows of an input by the text of one column. */
export interface JoinTable {
  readonly input: InputPlan;
  readonly by: number;
  readonly keep: 'first' | 'last';
}

export interface CompiledStep {
  readonly name: string;
  /** Null: the step is carried out once, without rows. */
  readonly input: InputPlan | null;
  readonly lets: number;
  readonly joins: readonly NamedJoin[];
  readonly remembered: readonly Scalar[];
  readonly skip: readonly { readonly when: Test; readonly because: string }[];
  readonly distinct: Compiled | null;
  readonly group: CompiledGroup | null;
  readonly record: Compiled;
  /** What tells one row from another. */
  readonly key: Compiled;
  readonly commands: readonly CompiledCommand[];
}

export interface CompiledGroup {
  readonly by: Compiled;
  readonly order: Compiled;
  readonly then: readonly Compiled[];
  readonly rowsMax: number;
}

export interface CompiledCommand {
  readonly command: string;
  /** What stands in its key besides the row's: tells two rules of one command apart. */
  readonly as: string;
  readonly when: Test | null;
  readonly id: Compiled | null;
  readonly body: Compiled;
  readonly on: Compiled | null;
  readonly occurredAt: Compiled | null;
  readonly once: Compiled | null;
  /** Whether it is no mistake that the system has it already. */
  readonly mayExist: boolean;
}
