import { planningRefusals } from './refusals.ts';
import { actionRefusals } from './refusals/actions.ts';
import { planRefusals } from './refusals/plans.ts';
import { targetRefusals } from './refusals/targets.ts';

describe('what the planning context refuses', () => {
  it('is published whole, each code once', () => {
    const codes = [planRefusals, targetRefusals, actionRefusals].flatMap((table) => Object.keys(table));
    expect(Object.keys(planningRefusals).toSorted()).toEqual(codes.toSorted());
  });

  it('is named after the context and explained in both languages, with a way out', () => {
    for (const [code, { title, remedy }] of Object.entries(planningRefusals)) {
      expect(code).toMatch(/^PLANNING\.[A-Z]+\.[A-Z_]+$/);
      expect([title.zh, title.en, remedy].every((text) => text.length > 3)).toBe(true);
    }
  });
});
