import { Key, Shape, Type } from '@zongheng/kernel';
import { keyedShape, Moneys, Sum } from '../figures/shapes.ts';
import { plainSchema } from '../fields/json-schema.ts';
import { journalEndpoint } from '../queries/endpoints.ts';
import { light } from '../toy/house.views.ts';
import { figuresOf } from './declared-figures.ts';
import { balance, type Figure, money } from './figure.ts';
import { unexplainedIn } from './unexplained.ts';

const label = { zh: '数', en: 'Figure' };
const rows = balance();
const figures: Readonly<Record<string, Figure<never>>> = {
  open: { label, measures: { count: 'count', amounts: money('amount') }, rows },
  'open.weighted': { label, formula: label, from: ['open'] },
  won: { label, measures: { won: 'won', wonAmounts: money('amount') }, rows },
};
const of = (members: Parameters<typeof Shape>[0]) => unexplainedIn(plainSchema(Shape({ ...keyedShape, ...members })), figures);

describe('what a group shows', () => {
  it('is explained as a figure, as a measure of the figure that holds it, or as a measure that stands by itself', () => {
    expect(of({ open: Shape({ count: Sum, amounts: Moneys, weighted: Moneys }), won: Sum, wonAmounts: Moneys })).toEqual([]);
  });

  it('is named where it is forgotten, by its path', () => {
    expect(of({ open: Shape({ count: Sum, longest: Sum }), lost: Sum, rate: Type.Union([Sum, Type.Null()]) })).toEqual([
      'open.longest',
      'lost',
      'rate',
    ]);
    expect(of({ won: Shape({ count: Sum }) })).toEqual(['won.count']);
  });

  it('is no figure where it is a text: what a group is called', () => {
    expect(of({ stage: Key(), month: Type.Union([Type.String(), Type.Null()]) })).toEqual([]);
  });

  it('cannot be served unexplained', () => {
    const declared = () =>
      journalEndpoint({
        path: 'dark',
        title: label,
        summary: label,
        view: light,
        time: 'asOf',
        figures: figuresOf({ light: { label, measures: { light: 'light' }, rows } }),
        group: Shape({ ...keyedShape, light: Sum, shadow: Sum }),
        answer: () => ({ groups: [] }),
      });
    expect(declared).toThrow('dark shows shadow, and no figure explains it');
  });
});
