/** What a query answers, ready to be sent. */
export interface Answer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export const jsonType = 'application/json; charset=utf-8';
export const csvType = 'text/csv; charset=utf-8; header=present';

/** An answer as JSON. */
export function jsonAnswer(value: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { headers: { 'content-type': jsonType, ...headers }, text: JSON.stringify(value) };
}
