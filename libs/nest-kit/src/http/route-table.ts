interface Route {
  readonly method: string;
  readonly parts: readonly string[];
}

/** What another service of the installation is for. */
export type Elsewhere = 'commands' | 'queries';

/** The routes there are, to tell an unknown address from a method that an address does not have. */
export class RouteTable {
  readonly #routes: Route[] = [];
  readonly #elsewhere: (Route & { readonly by: Elsewhere })[] = [];

  add(method: string | readonly string[], url: string): void {
    for (const each of typeof method === 'string' ? [method] : method) this.#routes.push({ method: each, parts: partsOf(url) });
  }

  /** A route of the installation that another of its services has. */
  addElsewhere(method: string, url: string, by: Elsewhere): void {
    this.#elsewhere.push({ method, parts: partsOf(url), by });
  }

  /** Which of its other services has this route; null where none does. */
  elsewhere(method: string, path: string): Elsewhere | null {
    const parts = partsOf(path);
    return this.#elsewhere.find((route) => route.method === method && matches(route.parts, parts))?.by ?? null;
  }

  /** The methods that a path has, by the routes that name most of it; none for an unknown one. */
  allowed(path: string): readonly string[] {
    const parts = partsOf(path);
    const matching = this.#routes.filter((route) => matches(route.parts, parts));
    const named = Math.max(0, ...matching.map(namedParts));
    return [...new Set(matching.filter((route) => namedParts(route) === named).map((route) => route.method))].sort();
  }
}

/** How many parts of a route are words, not parameters: `/v1/units/create` says more of a path than `/v1/units/:id`. */
function namedParts({ parts }: Route): number {
  return parts.filter((part) => !part.startsWith(':') && part !== '*').length;
}

function partsOf(path: string): readonly string[] {
  const [plain = ''] = path.split('?');
  return plain.split('/').filter((part) => part !== '');
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const wild = pattern.indexOf('*');
  if (wild < 0 ? pattern.length !== path.length : path.length < wild) return false;
  const fixed = wild < 0 ? pattern : pattern.slice(0, wild);
  return fixed.every((part, index) => part.startsWith(':') || part === path[index]);
}
