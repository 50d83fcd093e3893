import { Key, Shape, Type } from '@zongheng/kernel';
import { Moneys, Sum } from '@zongheng/nest-kit';

/** Deals, lines and amounts; amounts in each currency apart. */
export const funnelMeasures = { count: Sum, lines: Sum, amounts: Moneys, weighted: Moneys };
export const FunnelMeasures = Shape(funnelMeasures);
export const StageKey = Type.Union([Key(), Type.Null()]);
