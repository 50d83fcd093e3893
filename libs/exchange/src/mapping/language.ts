import type { Label } from '@zongheng/kernel';
import type { Condition, IdValue, Scalar, Value } from './value-language.ts';

/** Where rows come from: files found in a folder by name, or given. */
export interface Input {
  /** Patterns of file names, `*` for any part: `sales_pipeline*.csv`. */
  readonly files: string | readonly string[];
  /** By default what the file's ending says (`.csv`, `.tsv`, `.txt`; `.ndjson`, `.jsonl`). */
  readonly format?: 'csv' | 'ndjson';
  /** `auto` (default): UTF-8 or GB18030, found out over the whole file; else any encoding's name. */
  readonly encoding?: string;
  /** One character; `auto` (default) takes the one of `, ; tab |` that the first line holds most of. */
  readonly delimiter?: string;
  readonly quote?: string;
  /** Whether the first line names the columns (default); without it `columns` gives their numbers, from 1. */
  readonly header?: boolean;
  /** Names used in the mapping for columns that are called otherwise in the file. */
  readonly columns?: Readonly<Record<string, string | number>>;
  /** Columns that are left out on purpose; `*` for all that the mapping does not name. */
  readonly ignore?: readonly string[];
  /** Whether white space around texts is taken off (default). */
  readonly trim?: boolean;
  /** Texts that mean that there is nothing: `NULL`, `N/A`, `-`. */
  readonly blank?: readonly string[];
  /** Whether the import goes on where no file is found. */
  readonly optional?: boolean;
}

/** From one text to another: for spellings, codes, categories. */
export interface ValueMap {
  readonly values: Readonly<Record<string, Scalar>>;
  /** What becomes of a text that is not among them: a bad row (default), itself, or a stated value. */
  readonly unmapped?: 'reject' | 'keep' | { readonly use: Scalar; readonly assumed?: string };
  readonly ignoreCase?: boolean;
}

/** A kind of record the mapping makes ids for. Master data outlive the undoing of an import; the others do not. */
export interface RecordKind {
  readonly master?: boolean;
  readonly meaning?: Label;
}

/** Looks a row up in another input. Its columns are then `{name.column}`. */
export interface Join {
  readonly input: string;
  /** The column of that input that is compared. */
  readonly by: string;
  readonly key: Value;
  /** Where there is no such row: a bad row (default), or blank columns. */
  readonly missing?: 'reject' | 'blank';
  /** Where there are several: a bad row (default), the first or the last of them. */
  readonly repeated?: 'reject' | 'first' | 'last';
}

/** Many rows, one record: the rows of a case, wherever they stand in the file, in the order of time. */
export interface Group {
  readonly by: Value;
  readonly order: Value;
  /** What a case remembers of its rows so far, under a name; the first value before its first row, the second after each row. */
  readonly remember?: Readonly<Record<string, { readonly start: Scalar; readonly then: Value }>>;
  /** A case of more rows is a mistake (default 10,000): it is reported and left out. */
  readonly rowsMax?: number;
}

/** One command of a row. */
export interface CommandRule {
  readonly command: string;
  readonly when?: Condition;
  /** The aggregate; by default the step's record. */
  readonly id?: Value;
  readonly body: { readonly [member: string]: Value };
  /** The business date it counts for; by default the step's. */
  readonly on?: Value;
  readonly occurredAt?: Value;
  /** Only for the first row of each such value. */
  readonly once?: Value;
  /**
   * What it means that the system has it already, or was told otherwise before: nothing new (`skip`, by default for master data), or a row
   * refused (`refuse`, by default for the others).
   */
  readonly ifExists?: 'skip' | 'refuse';
  /** Two rules of one step that give the same command need names that tell their keys apart. */
  readonly as?: string;
}

/** One reading of one input. */
export interface Step {
  readonly step: string;
  readonly meaning?: Label;
  /** The input; without one the step is carried out once. */
  readonly from?: string;
  /** Rows left out on purpose. */
  readonly skip?: readonly { readonly when: Condition; readonly because: string }[];
  /** Only the first row of each such value counts; the others are repeats of it. */
  readonly distinct?: Value;
  readonly join?: Readonly<Record<string, Join>>;
  /** Names for values used more than once; worked out when first used. */
  readonly let?: Readonly<Record<string, Value>>;
  readonly group?: Group;
  /** What the rows are records of: gives `{record}`, the default id of the commands. */
  readonly record: IdValue;
  /** What tells one row from another, for ever: by default what the record's id is made of. */
  readonly key?: Value;
  readonly on?: Value;
  readonly commands: readonly CommandRule[];
}

/** A mapping: how the rows of some files become commands with business dates. */
export interface Mapping {
  readonly $schema?: string;
  readonly mapping: string;
  readonly meaning: Label;
  /** What ids and keys start with; by default the mapping's name. Two mappings with one namespace share their records. */
  readonly namespace?: string;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly records: Readonly<Record<string, RecordKind>>;
  readonly constants?: Readonly<Record<string, Scalar>>;
  readonly maps?: Readonly<Record<string, ValueMap>>;
  readonly steps: readonly Step[];
}
