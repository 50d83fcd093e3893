import { contractTerms } from '@zongheng/contracts-views';
import { Count, Shape } from '@zongheng/kernel';
import {
  figuresOf,
  InCurrencyParams,
  journalEndpoint,
  keyedShape,
  money,
  moneyOf,
  Moneys,
  OptionalPerMille,
  readerOf,
  reckoningOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { monthDimension } from '@zongheng/projection';
import {
  changedRows,
  endedRows,
  type RenewalGroup,
  renewalFigures,
  type SignedGroup,
  signedFigures,
  signedRows,
} from '../figures/terms.ts';
import { askedOf, termGroupings, termMonths } from './asking.ts';

const amounts = [{ minor: 86_400_000, currency: 'CNY' }];

export const signedEndpoint = journalEndpoint({
  path: 'contracts/signed',
  view: contractTerms,
  title: { zh: '签约额', en: 'Value signed' },
  summary: {
    zh: '期间签约额：新签与续签，以及其后的变更',
    en: 'The value of contracts signed and renewed in a period, and what was changed in it',
  },
  time: 'period',
  params: InCurrencyParams,
  groupBy: [...termGroupings, monthDimension],
  months: termMonths,
  figures: figuresOf({
    signed: {
      label: { zh: '新签与续签', en: 'Signed and renewed' },
      measures: { signings: 'signings', signed: money('value') },
      rows: signedRows,
    },
    changed: { label: { zh: '其后的变更', en: 'Changed since' }, measures: { changed: money('value') }, rows: changedRows },
  }),
  group: Shape({ ...keyedShape, signings: Sum, signed: Moneys, changed: Moneys }),
  example: { groups: [{ keys: { month: '2026-03' }, labels: {}, signings: 3, signed: amounts, changed: [] }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = signedFigures(readerOf(given, contractTerms), asked, await reckoningOf(query.params, asked.upTo, given));
    const show = ({ signings, signed, changed }: SignedGroup) => ({ signings, signed: moneyOf(signed), changed: moneyOf(changed) });
    return { groups: shownInOrder(groups, asked, given.language, show, asked) };
  },
});

export const renewalRateEndpoint = journalEndpoint({
  path: 'contracts/renewal-rate',
  view: contractTerms,
  title: { zh: '续签率', en: 'Renewal rate' },
  summary: { zh: '续签率：期间到期（或终止）的期限中已续签的比例', en: 'Of the terms that ended in a period, the part that was renewed' },
  description: {
    zh: '期限以其最后一日计入期间；提前终止的以终止的最后一日计，且未续签',
    en: 'A term counts in the period of its last day; one that was terminated in that of the last day it had then, as not renewed',
  },
  time: 'period',
  groupBy: termGroupings.filter((name) => name !== 'step'),
  months: termMonths,
  figures: figuresOf({
    ended: { label: { zh: '到期或终止的期限', en: 'Terms that ended' }, measures: { ended: 'terms' }, rows: endedRows },
    renewed: { label: { zh: '其中已续签', en: 'Of these, renewed' }, measures: { renewed: 'renewed' }, rows: endedRows },
    rate: {
      label: { zh: '续签率', en: 'Renewal rate' },
      formula: { zh: '已续签 ÷ 到期或终止（千分比），舍入一次', en: 'renewed ÷ ended, in per mille, rounded once' },
      from: ['renewed', 'ended'],
    },
  }),
  group: Shape({ ...keyedShape, ended: Count(), renewed: Count(), rate: OptionalPerMille }),
  example: { groups: [{ keys: { productLine: 'vpn' }, labels: {}, ended: 12, renewed: 9, rate: 750 }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = renewalFigures(readerOf(given, contractTerms), asked);
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }: RenewalGroup) => figures, asked) };
  },
});
