import { perMilleOf, Shape, Type } from '@zongheng/kernel';
import { OptionalPerMille, periodOf, queryEndpoint, ServedDocuments, Sum } from '@zongheng/nest-kit';
import { PromiseDocument, promises, promiseState } from '@zongheng/receivables-views';

const promisesMax = 10_000;

/** Promises that fell due in a period, kept and broken. */
export const promisesKeptEndpoint = queryEndpoint({
  path: 'receivables/promises',
  views: promises,
  title: { zh: '付款承诺兑现', en: 'Promises kept and broken' },
  summary: { zh: '期间内到期的付款承诺：兑现与未兑现', en: 'Promises for days of a period: kept, broken, open' },
  description: {
    zh: '以截止日判断；改期前的承诺也计入',
    en: 'As it stands on the date asked; promises that a later one took the place of count too',
  },
  time: 'period',
  answer: Shape({
    kept: Sum,
    broken: Sum,
    open: Sum,
    /** Kept ÷ (kept + broken), per mille. */
    rate: OptionalPerMille,
    broke: Type.Array(Type.Pick(PromiseDocument, ['id', 'account', 'number', 'amount', 'on', 'by'])),
  }),
  table: 'broke',
  async handle(query, given) {
    const { from, to } = periodOf(query);
    const found = await given.get(ServedDocuments).find(promises, { where: [], limit: promisesMax });
    const counts = { kept: 0, broken: 0, open: 0 };
    const broke: object[] = [];
    for (const { id, account, number, amount, on, by, kept, before } of found) {
      const own = before.map((each) => ({ ...each, amount: { ...amount, minor: each.amount } }));
      for (const promise of [...own, { on, by, amount, kept }]) {
        if (promise.by < from || promise.by > to) continue;
        const state = promiseState(promise, query.asOf);
        counts[state] += 1;
        if (state === 'broken') broke.push({ id, account, number, amount: promise.amount, on: promise.on, by: promise.by });
      }
    }
    return { ...counts, rate: perMilleOf(BigInt(counts.kept), BigInt(counts.kept + counts.broken)), broke };
  },
});
