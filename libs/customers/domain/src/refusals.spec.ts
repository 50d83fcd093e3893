import { attributeRefusals } from './attributes.ts';
import { customerRefusals } from './customer/refusals.ts';
import { identityRefusals } from './identity.ts';
import { mergeRefusals } from './merges.ts';
import { customersRefusals } from './refusals.ts';
import { customerRulesRefusals } from './rules.ts';
import { segmentRefusals } from './segment.ts';

describe('what the customers context refuses', () => {
  it('is published whole, each code once', () => {
    const tables = [customerRefusals, mergeRefusals, attributeRefusals, identityRefusals, segmentRefusals, customerRulesRefusals];
    const codes = tables.flatMap((table) => Object.keys(table));
    expect(Object.keys(customersRefusals).toSorted()).toEqual(codes.toSorted());
  });

  it('is named after the context and explained in both languages, with a way out', () => {
    for (const [code, { title, remedy }] of Object.entries(customersRefusals)) {
      expect(code).toMatch(/^CUSTOMERS\.[A-Z]+\.[A-Z_]+$/);
      expect([title.zh, title.en, remedy].every((text) => text.length > 3)).toBe(true);
    }
  });
});
