import { AnswerMissing } from './failures.ts';

/** What is promised, or AnswerMissing when it takes longer: the client itself never gives up waiting for some of its answers. */
export function within<T>(ms: number, promised: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AnswerMissing(ms)), ms);
    promised.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
