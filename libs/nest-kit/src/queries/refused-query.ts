import { isRefusal, type Refusal } from '@zongheng/kernel';

/** A query that its context refuses, by one of its own codes. */
export class RefusedQuery extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.found);
    this.name = 'RefusedQuery';
    this.refusal = refusal;
  }
}

/** The answer, where it is one. @throws RefusedQuery */
export function answered<T extends object>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new RefusedQuery(answer);
  return answer;
}
