import type { JsonSchema } from '../fields/json-schema.ts';

export interface DocumentedParameter {
  readonly name?: string;
  schema?: JsonSchema;
  readonly $ref?: string;
}

/** Parameters that many operations have alike stand in the document once. */
export class SharedParameters {
  readonly #counts = new Map<string, { readonly parameter: DocumentedParameter; count: number }>();
  readonly #names = new Map<string, string>();

  count(parameters: readonly DocumentedParameter[]): void {
    for (const parameter of parameters) {
      const text = JSON.stringify(parameter);
      const known = this.#counts.get(text);
      if (known) known.count += 1;
      else this.#counts.set(text, { parameter, count: 1 });
    }
  }

  /** The same parameters, by reference where several operations have them. */
  shared(parameters: readonly DocumentedParameter[]): DocumentedParameter[] {
    return parameters.map((parameter) => {
      const text = JSON.stringify(parameter);
      if ((this.#counts.get(text)?.count ?? 0) < 2) return parameter;
      return { $ref: `#/components/parameters/${this.#nameOf(text, parameter)}` };
    });
  }

  components(): Readonly<Record<string, DocumentedParameter>> {
    return Object.fromEntries(
      [...this.#names].flatMap(([text, name]) => {
        const parameter = this.#counts.get(text)?.parameter;
        return parameter ? [[name, parameter]] : [];
      }),
    );
  }

  /** `amount.gte` for `amount[gte]`; a number behind it where two parameters of one name differ. */
  #nameOf(text: string, { name = '' }: DocumentedParameter): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const plain = name.replaceAll('[', '.').replaceAll(/[^A-Za-z0-9._-]/g, '');
    const taken = new Set(this.#names.values());
    let free = plain;
    for (let number = 2; taken.has(free); number += 1) free = `${plain}.${number}`;
    this.#names.set(text, free);
    return free;
  }
}
