/** A string or number that carries its meaning in its type, so that an employee's id is never passed where a customer's is wanted. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };

export type CustomerId = Brand<string, 'CustomerId'>;
export type EmployeeId = Brand<string, 'EmployeeId'>;
export type UnitId = Brand<string, 'UnitId'>;
export type RegionId = Brand<string, 'RegionId'>;

/** The largest count of characters an id may have; ids stand in stream names and URLs, so they are short and plain. */
export const idLengthMax = 96;

const plainId = /^[A-Za-z0-9][A-Za-z0-9_.~-]*$/;

/** Whether a text can be an id: letters, digits, `_ . ~ -`, starting with a letter or digit, at most 96 characters. */
export function isPlainId(text: string): boolean {
  return text.length > 0 && text.length <= idLengthMax && plainId.test(text) && !text.includes('..');
}
