export { addressOf } from './addresses.ts';
export { type DeclaredFigures, figuresOf } from './declared-figures.ts';
export { type ChangeKind, changeKinds } from './difference.ts';
export {
  balance,
  type Figure,
  type FigurePart,
  flow,
  type MadeFigure,
  type Measured,
  money,
  type Part,
  type PartElsewhere,
  type Rows,
  type SummedFigure,
} from './figure.ts';
export { PartShape, type ShownPart } from './shapes.ts';
