import { receivablesRefusals } from './refusals.ts';

describe('what the receivables context refuses', () => {
  it('is named after the context and explained in both languages, with a way out', () => {
    for (const [code, { title, remedy }] of Object.entries(receivablesRefusals)) {
      expect(code).toMatch(/^RECEIVABLES\.[A-Z_]+\.[A-Z_]+$/);
      expect([title.zh, title.en, remedy].every((text) => text.length > 3)).toBe(true);
    }
  });
});
