import { also, alsoKeys, type Filters, type Question, type Rows } from '@zongheng/nest-kit';
import { type Period, periodEnd, periodStart, type SubjectKind, subjectKinds } from '@zongheng/planning-events';
import type { ForecastCategory, PipelineVersions, StageWorths } from '@zongheng/sales-events';
import { filtersOf } from './actuals.ts';

/** How a forecast counts what is open: what is omitted is not in it, what is closed is not open. */
export const openCategories = ['commit', 'best-case', 'pipeline'] as const satisfies readonly ForecastCategory[];
export type OpenCategory = (typeof openCategories)[number];

export function isOpenCategory(category: ForecastCategory): category is OpenCategory {
  return openCategories.some((open) => open === category);
}

/** What a forecast against targets is computed from. */
export interface ForecastQuestion extends Question {
  readonly planned: Period;
  /** Of one kind of subjects, or of one subject; undefined where all are asked for. */
  readonly kind: SubjectKind | undefined;
  readonly subject: string | undefined;
  readonly worths: StageWorths;
  readonly pipelines: readonly PipelineVersions[];
}

/** The kinds of subjects that are units. */
const unitKinds = Object.keys(subjectKinds).filter((kind) => kind !== 'person');

/** The days of the period that is planned. */
function daysOf({ planned }: Pick<ForecastQuestion, 'planned'>) {
  return { from: periodStart(planned), to: periodEnd(planned) };
}

/** Whose deals are meant: a unit’s with all that is below it, a person’s own; everybody’s where nobody is named. */
function ofSubject({ kind, subject, filters, trees }: ForecastQuestion): Filters {
  if (subject === undefined) return filters;
  const isPerson = kind === undefined ? !trees.units.has(subject) : kind === 'person';
  const own = filtersOf({ kind: isPerson ? 'person' : 'team', id: subject }, trees.units);
  return Object.entries(own).reduce((kept, [dim, filter]) => also(kept, dim, filter), filters);
}

/** Targets of the period for deals won, as they stood on the date: of a product line where one is asked for, or else of all. */
export function targetRows(asked: ForecastQuestion): Rows {
  const { asOf, filters, planned, kind, subject } = asked;
  const all = alsoKeys(alsoKeys(filters, 'metric', ['deals-won']), 'period', [planned]);
  const aimed = Object.hasOwn(filters, 'productLine') ? all : alsoKeys(all, 'productLine', [null]);
  if (subject === undefined) return { to: asOf, filters: kind === undefined ? aimed : alsoKeys(aimed, 'kind', [kind]) };
  const kinds = kind === undefined ? Object.keys(subjectKinds) : kind === 'person' ? ['person'] : unitKinds;
  return { to: asOf, filters: alsoKeys(alsoKeys(aimed, 'kind', kinds), 'subject', [subject]) };
}

/** What was won in the period, up to the date: the actuals that plans are held against. */
export function closedRows(asked: ForecastQuestion): Rows {
  const won = alsoKeys(ofSubject(asked), 'metric', ['deals-won']);
  return { to: asked.asOf, filters: also(won, 'countsOn', daysOf(asked)) };
}

/**
 * What is open on the date and expected to close in the period, of some categories. In parts by pipeline: two of them may call different
 * stages alike.
 */
export function openRows(asked: ForecastQuestion, categories: readonly OpenCategory[] = openCategories): readonly Rows[] {
  const filters = also(ofSubject(asked), 'expectedClose', daysOf(asked));
  const isMeant = new Set<ForecastCategory>(categories);
  return asked.pipelines.flatMap(({ id, versions }) => {
    const known = new Set(versions.flatMap(({ stages }) => stages.map(({ stage }) => stage)));
    const stages = [...known].filter((stage) => isMeant.has(asked.worths(id, stage).forecast));
    return stages.length === 0 ? [] : [{ to: asked.asOf, filters: alsoKeys(alsoKeys(filters, 'pipeline', [id]), 'stage', stages) }];
  });
}

/** Of what is open: what should have closed before the date, and did not. */
export function overdueRows(asked: ForecastQuestion): readonly Rows[] {
  const isPast = { matches: (day: string | null) => day !== null && day < asked.asOf };
  return openRows(asked).map((rows) => ({ ...rows, filters: also(rows.filters, 'expectedClose', isPast) }));
}
