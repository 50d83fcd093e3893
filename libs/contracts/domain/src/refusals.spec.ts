import { contractRefusals } from './refusals/contract.ts';
import { lineRefusals } from './refusals/lines.ts';
import { contractsRefusals } from './refusals.ts';

describe('what the contracts context refuses', () => {
  it('is published whole, each code once', () => {
    const codes = [contractRefusals, lineRefusals].flatMap((table) => Object.keys(table));
    expect(Object.keys(contractsRefusals).toSorted()).toEqual(codes.toSorted());
  });

  it('is named after the context and explained in both languages, with a way out', () => {
    for (const [code, { title, remedy }] of Object.entries(contractsRefusals)) {
      expect(code).toMatch(/^CONTRACTS\.[A-Z]+\.[A-Z_]+$/);
      expect([title.zh, title.en, remedy].every((text) => text.length > 3)).toBe(true);
    }
  });
});
