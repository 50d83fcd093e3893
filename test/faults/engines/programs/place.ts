/** Where the company of a scenario has its log, its topic and its read models. */
export interface Place {
  readonly eventstore: string;
  readonly namespace: string;
  readonly brokers: string;
  readonly topic: string;
  readonly mongodb: string;
  readonly database: string;
}

/** What a program was given by the scenario that started it. */
export function given<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T;
}
