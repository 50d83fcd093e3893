/** The languages every key is shown in. */
export type Language = 'zh' | 'en';

/** What a stable key is called in each language. The key is stored; the label is looked up when shown. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A closed set of keys, each with its label: stages of a visit, sources of an opportunity, channels. */
export type Labels<Key extends string> = { readonly [K in Key]: Label };

/** The keys of a label table, typed. */
export function keysOf<Key extends string>(labels: Labels<Key>): Key[] {
  return Object.keys(labels) as Key[];
}
