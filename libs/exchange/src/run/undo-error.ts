/** There is no such run to undo. */
export class UndoError extends Error {
  readonly code = 'IMPORT.RUN_UNKNOWN';
  readonly remedy: string;

  constructor(run: string, known: readonly string[]) {
    const remedy = known.length === 0 ? 'no import was recorded under that name' : `name one of ${known.join(', ')}`;
    super(`there is no run ${run}: ${remedy}`);
    this.name = 'UndoError';
    this.remedy = remedy;
  }
}
