import type { Month } from '@zongheng/kernel';
import type { MonthNames } from '../figures/groupings.ts';
import { type Question, questionOf } from '../figures/question.ts';
import type { FigureQuery } from '../queries/figure-query.ts';
import type { QueryContext } from '../queries/query-request.ts';
import { type Figure, isSummed, type Part, type SummedFigure } from './figure.ts';
import { type BoundedRows, rowsOf } from './regions.ts';

/** The figures of an endpoint, by the names they are explained under; the first one where none is named. */
export interface DeclaredFigures<Params extends object = object> {
  readonly all: Readonly<Record<string, Figure<never>>>;
  ask(query: FigureQuery<Params>, given: QueryContext, months: MonthNames): Promise<FiguresAsked>;
}

/** The figures of an endpoint for one question. */
export interface FiguresAsked {
  readonly asked: Question;
  /** The rows that a figure sums, of one month where one is asked for. */
  rows(name: string, month: Month | null): readonly BoundedRows[];
  /** What a figure is made from. */
  parts(name: string): Promise<readonly Part[]>;
}

/**
 * Declares where the figures of an endpoint come from. `asks` turns a query into what the endpoint’s figures are computed from, where that is
 * more than the kit’s own question.
 */
export function figuresOf(figures: Readonly<Record<string, Figure<Question>>>): DeclaredFigures;
export function figuresOf<Params extends object, Q extends Question>(
  figures: Readonly<Record<string, Figure<Q>>>,
  asks: (query: FigureQuery<Params>, given: QueryContext) => Promise<Q>,
): DeclaredFigures<Params>;
export function figuresOf<Params extends object, Q extends Question>(
  figures: Readonly<Record<string, Figure<Q>>> | Readonly<Record<string, Figure<Question>>>,
  asks?: (query: FigureQuery<Params>, given: QueryContext) => Promise<Q>,
): DeclaredFigures<Params> {
  if (asks) return declaredFigures(figures, asks);
  return declaredFigures(figures as Readonly<Record<string, Figure<Question>>>, questionOf);
}

function declaredFigures<Params extends object, Q extends Question>(
  figures: Readonly<Record<string, Figure<Q>>>,
  asks: (query: FigureQuery<Params>, given: QueryContext, months: MonthNames) => Promise<Q>,
): DeclaredFigures<Params> {
  return {
    all: figures,
    async ask(query, given, months) {
      const asked = await asks(query, given, months);
      return {
        asked,
        rows: (name, month) => rowsOf(summed(figures, name), asked, month),
        async parts(name) {
          const figure = figures[name];
          if (!figure || isSummed(figure)) return [];
          return typeof figure.from === 'function' ? figure.from(asked, given) : figure.from.map((part) => ({ figure: part }));
        },
      };
    },
  };
}

function summed<Q extends Question>(figures: Readonly<Record<string, Figure<Q>>>, name: string): SummedFigure<Q> {
  const figure = figures[name];
  if (figure && isSummed(figure)) return figure;
  throw new Error(`${name} is no sum of contributions`);
}
