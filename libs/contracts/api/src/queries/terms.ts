import { contractTerms } from '@zongheng/contracts-views';
import { Count, Shape } from '@zongheng/kernel';
import { journalEndpoint, keyedShape, moneyOf, Moneys, OptionalPerMille, periodOf, readerOf, shownInOrder, Sum } from '@zongheng/nest-kit';
import { monthDimension } from '@zongheng/projection';
import { type RenewalGroup, renewalFigures, type SignedGroup, signedFigures } from '../figures/terms.ts';
import { askedOf, termGroupings } from './asking.ts';

const money = [{ minor: 86_400_000, currency: 'CNY' }];

export const signedEndpoint = journalEndpoint({
  path: 'contracts/signed',
  view: contractTerms,
  title: { zh: '签约额', en: 'Value signed' },
  summary: {
    zh: '期间签约额：新签与续签，以及其后的变更',
    en: 'The value of contracts signed and renewed in a period, and what was changed in it',
  },
  time: 'period',
  groupBy: [...termGroupings, monthDimension],
  group: Shape({ ...keyedShape, signings: Sum, signed: Moneys, changed: Moneys }),
  example: { groups: [{ keys: { month: '2026-03' }, labels: {}, signings: 3, signed: money, changed: [] }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = signedFigures(readerOf(given, contractTerms), asked, periodOf(query));
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
  group: Shape({ ...keyedShape, ended: Count(), renewed: Count(), rate: OptionalPerMille }),
  example: { groups: [{ keys: { productLine: 'vpn' }, labels: {}, ended: 12, renewed: 9, rate: 750 }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = renewalFigures(readerOf(given, contractTerms), asked, periodOf(query));
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }: RenewalGroup) => figures, asked) };
  },
});
