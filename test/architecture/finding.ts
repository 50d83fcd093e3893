/** One thing found against the rules of the house: where, by which rule, and why the rule stands. */
export interface Finding {
  readonly rule: string;
  /** File, and line where it is known. */
  readonly where: string;
  readonly what: string;
}

/** One line for a terminal. */
export function printed(finding: Finding): string {
  return `${finding.where}: ${finding.what} (${finding.rule})`;
}
