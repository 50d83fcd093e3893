import { employeeRefusals } from './employee.ts';
import { rateRefusals } from './exchange-rates.ts';
import { installationRefusals } from './installation.ts';
import { organisationRefusals } from './refusals.ts';
import { regionRefusals } from './regions.ts';
import { unitRefusals } from './units.ts';

describe('what the organisation refuses', () => {
  it('is published whole, each code once', () => {
    const codes = [installationRefusals, unitRefusals, employeeRefusals, regionRefusals, rateRefusals].flatMap((table) =>
      Object.keys(table),
    );
    expect(Object.keys(organisationRefusals).toSorted()).toEqual(codes.toSorted());
  });

  it('is named after the context and explained in both languages, with a way out', () => {
    for (const [code, { title, remedy }] of Object.entries(organisationRefusals)) {
      expect(code).toMatch(/^ORGANISATION\.[A-Z]+\.[A-Z_]+$/);
      expect([title.zh, title.en, remedy].every((text) => text.length > 3)).toBe(true);
    }
  });
});
