import { Type } from '@zongheng/kernel';

/** A value of a typed attribute; a date stands as `YYYY-MM-DD`, a choice as its key. The catalogue of attributes is the customers context's. */
export const AttributeValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Integer(), Type.Boolean()]);
