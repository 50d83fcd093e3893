import { Id, Shape, Type } from '@zongheng/kernel';
import { CheckLine, PeriodText } from '@zongheng/planning-events';

const OptionalText = Type.Union([Type.String(), Type.Null()]);
const Sum = Type.Integer();

export const ShownLine = Shape({
  ...CheckLine.properties,
  label: Type.String(),
  unit: Type.String(),
  measured: Type.Boolean(),
  lightLabel: OptionalText,
  /** The address that explains its figures. */
  explain: Type.String(),
});

export const BoardRowShape = Shape({
  plan: OptionalText,
  subject: Id(),
  kind: Type.String(),
  kindLabel: Type.String(),
  name: Type.String(),
  parent: OptionalText,
  depth: Sum,
  status: Type.String(),
  statusLabel: Type.String(),
  step: Type.String(),
  stepLabel: Type.String(),
  light: OptionalText,
  targets: Sum,
  openActions: Sum,
  blockedActions: Sum,
  openCorrections: Sum,
  checked: OptionalText,
  lines: Type.Array(ShownLine),
});

export const Period = PeriodText();
