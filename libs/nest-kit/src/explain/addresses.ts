import type { Parameter } from '../queries/parameters.ts';

/** Parameters that belong to one page or one figure. */
const ownToIt = new Set(['cursor', 'limit', 'figure', 'at']);

/** The address under `/v1` that answers what was asked here of another path, with some parameters set. */
export function addressOf(path: string, asked: readonly Parameter[], set: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams();
  for (const { whole, text } of asked) if (!ownToIt.has(whole) && !Object.hasOwn(set, whole)) parameters.set(whole, text);
  for (const [name, text] of Object.entries(set)) parameters.set(name, text);
  return `/v1/${path}?${parameters.toString()}`;
}
