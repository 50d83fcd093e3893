import Type, { type Static, type TSchema } from 'typebox';
import { type BusinessDate, type Instant, isBusinessDate, isMonth, type Month } from './calendar.ts';
import { idLengthMax } from './brand.ts';
import type { Labels } from './label.ts';
import { minorMax } from './money.ts';
import Format from 'typebox/format';

/** The schema library of the whole project, re-exported so that every context describes its events with one and the same. */
export { Type };
export type { Static, TSchema };

Format.Set('business-date', isBusinessDate);
Format.Set('business-month', isMonth);

/** A schema whose inferred type is narrower than what JSON can say of it (a branded string). */
type Narrowed<T> = ReturnType<typeof Type.Unsafe<T>>;

/** An id: letters, digits and `_ . ~ -`, at most 96 characters. */
export const Id = <T extends string = string>(): Narrowed<T> =>
  Type.Unsafe<T>({ type: 'string', minLength: 1, maxLength: idLengthMax, pattern: '^[A-Za-z0-9][A-Za-z0-9_.~-]*$' });

/** A stable key: of a stage, a reason, a product line. Keys may be in any script (`商务谈判`), but have no white space around them. */
export const Key = () => Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S(.*\\S)?$' });

/** A line of text for people: at least one character, at most `max` (200). */
export const Text = (max = 200) => Type.String({ minLength: 1, maxLength: max });

/** A calendar date that exists, `YYYY-MM-DD`. */
export const DateText = (): Narrowed<BusinessDate> => Type.Unsafe<BusinessDate>({ type: 'string', format: 'business-date' });

/** A month, `YYYY-MM`. */
export const MonthText = (): Narrowed<Month> => Type.Unsafe<Month>({ type: 'string', format: 'business-month' });

/** An instant, ISO 8601 in UTC. */
export const InstantText = (): Narrowed<Instant> => Type.Unsafe<Instant>({ type: 'string', format: 'date-time' });

/** An integer of per mille, 0 to 1000: probabilities, weights. */
export const PerMille = () => Type.Integer({ minimum: 0, maximum: 1000 });

/** A count of things, not negative. */
export const Count = () => Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** An ISO 4217 currency. */
export const CurrencyText = () => Type.String({ pattern: '^[A-Z]{3}$' });

/** An amount in integer minor units of an ISO 4217 currency. */
export const MoneyOf = () =>
  Type.Object(
    { minor: Type.Integer({ minimum: -minorMax, maximum: minorMax }), currency: CurrencyText() },
    { additionalProperties: false },
  );

/** An amount of money in minor units, of a currency that stands beside it: at least `least` (0). */
export const Minor = (least = 0) => financial(Type.Integer({ minimum: least, maximum: minorMax }));

/** A name in both languages. */
export const LabelText = (max = 120) =>
  Type.Object(
    { zh: Type.String({ minLength: 1, maxLength: max }), en: Type.String({ minLength: 1, maxLength: max }) },
    { additionalProperties: false },
  );

/** One of the keys of a label table. */
export const KeyOf = <K extends string>(labels: Labels<K>): Narrowed<K> => Type.Unsafe<K>({ type: 'string', enum: Object.keys(labels) });

/** An object that has these members and no others: what an event says is what it declares. */
export const Shape = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });

/** Marks a field as personal data: it will be encrypted per customer, and its access recorded. */
export const personal = <S extends TSchema>(schema: S): S => ({ ...schema, 'x-personal': true });

/** Marks a field as financial: who may see it is decided by role. */
export const financial = <S extends TSchema>(schema: S): S => ({ ...schema, 'x-financial': true });
