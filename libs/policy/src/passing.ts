/** The views a policy gathers from have not reached its event yet. */
export class ReadModelsBehind extends Error {
  readonly code = 'POLICY.READ_MODELS_BEHIND';

  constructor(view: string, position: number) {
    super(`${view} has not reached position ${position} yet: it is waited for`);
    this.name = 'ReadModelsBehind';
  }
}

/** Whether an error is of the kind that passes when a store, a network or a projection is back: by its code (`STORE.FULL`, `ECONNREFUSED`). */
export function isPassing(error: unknown): boolean {
  if (error instanceof ReadModelsBehind) return true;
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { readonly code?: unknown };
  return typeof code === 'string' && (code.startsWith('STORE.') || code.startsWith('READ_STORE.') || /^E[A-Z]+$/.test(code));
}
