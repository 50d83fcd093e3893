import type { Api } from '../../running/api.ts';

interface Parameter {
  readonly name: string;
  readonly schema: { readonly enum?: readonly string[]; readonly pattern?: string };
}
interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

/** An endpoint of figures that explains them. */
export interface Endpoint {
  readonly path: string;
  /** Flows of a period, or balances on a date. */
  readonly isPeriod: boolean;
  readonly figures: readonly string[];
  /** What its figures are grouped by here: as it does by itself, and by a level of a tree where it has one. */
  readonly groupings: readonly (string | null)[];
}

/** Every endpoint that explains its figures, as the installation documents them. */
export async function explainingEndpoints(api: Api): Promise<readonly Endpoint[]> {
  const { paths, components } = await api.read<Document>('/openapi.json');
  const parametersOf = (path: string): readonly Parameter[] =>
    (paths[path]?.get?.parameters ?? []).flatMap((parameter) => {
      if (!('$ref' in parameter)) return [parameter];
      return components.parameters[parameter.$ref.slice(parameter.$ref.lastIndexOf('/') + 1)] ?? [];
    });
  return Object.keys(paths)
    .filter((path) => path.endsWith('/changes/explain'))
    .map((address) => {
      const path = address.slice(0, -'/changes/explain'.length);
      const groupBy = parametersOf(path).find(({ name }) => name === 'groupBy')?.schema.pattern ?? '';
      const levels = ['department', 'city', 'unit', 'month'].filter((level) => new RegExp(`[(|]${level}[|)]`).test(groupBy));
      return {
        path,
        isPeriod: parametersOf(path).some(({ name }) => name === 'from'),
        figures: parametersOf(`${path}/explain`).find(({ name }) => name === 'figure')?.schema.enum ?? [],
        groupings: [null, ...levels],
      };
    });
}
