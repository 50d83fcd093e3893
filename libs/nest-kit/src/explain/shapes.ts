import { Count, DateText, Id, InstantText, KeyOf, Shape, type TSchema, Type } from '@zongheng/kernel';
import { type JsonSchema, plainSchema } from '../fields/json-schema.ts';
import { Moneys, Sum } from '../figures/shapes.ts';
import { type AnyJournal, type Figure, isSummed } from './figure.ts';
import { changeKinds } from './difference.ts';

type Figures = Readonly<Record<string, Figure<never>>>;

/** The schemas of an explanation, from the figures that can be explained. */
export function explanationShapes(view: AnyJournal, figures: Figures) {
  const summed = Object.values(figures).filter(isSummed);
  const measures = Object.fromEntries(
    summed.flatMap((figure) =>
      Object.entries(figure.measures).map(([name, measured]) => [name, Type.Optional(typeof measured === 'string' ? Sum : Moneys)]),
    ),
  );
  const dimensions = summed.flatMap((figure) => Object.keys((figure.view ?? view).dimensions));
  const cell = Object.fromEntries(dimensions.map((name) => [name, Type.Optional(Type.Union([Type.String(), Type.Null()]))]));
  const row = {
    date: DateText(),
    position: Type.Integer({ minimum: 1 }),
    event: Id(),
    type: Type.String(),
    stream: Type.String(),
    recordedAt: InstantText(),
    actor: Type.String(),
    cell: Shape(cell),
    measures: Shape(measures),
  };
  return { row: Shape(row), changedRow: Shape({ kind: KeyOf(changeKinds), ...row }), totals: Shape(measures) };
}

/** A part of a figure that is made from others. */
export const PartShape = Shape({
  /** The figure of the endpoint that it is; null where it is explained elsewhere. */
  figure: Type.Union([Type.String(), Type.Null()]),
  label: Type.String(),
  value: Type.Any(),
  /** What it is multiplied by, in per mille. */
  weight: Type.Optional(Count()),
  /** What explains it in turn; null where it is no sum of events. */
  explain: Type.Union([Type.String(), Type.Null()]),
});

/** What every explanation says, and what those of figures made from others say besides. */
export const explanationMembers = { figure: Type.String(), label: Type.String() };
export const madeMembers = { formula: Type.String(), value: Type.Any(), parts: Type.Array(PartShape) };

/** What every explanation of a change says besides. */
export function changeMembers(totals: TSchema) {
  return { subtotals: Shape({ new: totals, late: totals, correction: totals, regrouped: totals }) };
}

/** Schemas of members as plain JSON Schema. */
export function plainMembers(members: Readonly<Record<string, TSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, plainSchema(schema)]));
}

/** A part as it is shown. */
export interface ShownPart {
  readonly figure: string | null;
  readonly label: string;
  readonly value: unknown;
  readonly weight?: number;
  readonly explain: string | null;
}
