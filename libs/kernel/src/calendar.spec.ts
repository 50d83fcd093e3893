import fc from 'fast-check';
import {
  addDays,
  addMonths,
  businessDate,
  businessDateAt,
  dateOfDay,
  dayOf,
  daysBetween,
  earliestDate,
  firstDayOf,
  type Instant,
  isBusinessDate,
  isMonth,
  isTimeZone,
  lastDayOf,
  later,
  latestDate,
  month,
  monthOf,
} from './calendar.ts';

const dayMs = 86_400_000;
const anyDay = fc.integer({ min: dayOf(earliestDate), max: dayOf(latestDate) });
const anyDate = anyDay.map(dateOfDay);

describe('a business date', () => {
  it('is any day that the calendar has, from 1900 to 2199', () => {
    expect(['1900-01-01', '2000-02-29', '2024-02-29', '2199-12-31'].filter((text) => !isBusinessDate(text))).toEqual([]);
  });

  it.each([
    ['2026-02-30', 'a day that does not exist'],
    ['1900-02-29', 'a leap day of a year without one'],
    ['2026-13-01', 'a thirteenth month'],
    ['2026-00-10', 'a month zero'],
    ['2026-01-00', 'a day zero'],
    ['1899-12-31', 'before 1900'],
    ['2200-01-01', 'after 2199'],
    ['0050-01-01', 'a year that JavaScript reads as 1950'],
    ['2026-1-1', 'digits left out'],
    ['2026-01-01T00:00:00Z', 'an instant'],
    [' 2026-01-01', 'white space'],
    ['２０２６-01-01', 'wide digits'],
    ['', 'nothing'],
  ])('is not %s: %s', (text) => {
    expect(isBusinessDate(text)).toBe(false);
    expect(() => businessDate(text)).toThrow(RangeError);
  });

  it('counts days as Date.UTC does, for every date', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = dateOfDay(day);
        const [year = 0, monthNumber = 0, dayOfMonth = 0] = date.split('-').map(Number);
        expect(isBusinessDate(date)).toBe(true);
        expect(dayOf(date)).toBe(day);
        expect(dayOf(date) * dayMs).toBe(Date.UTC(year, monthNumber - 1, dayOfMonth));
      }),
      { numRuns: 2000 },
    );
  });

  it('knows exactly the dates that Date.UTC does not shift', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        (year, monthNumber, day) => {
          const shown = new Date(Date.UTC(year, monthNumber - 1, day));
          const exists = shown.getUTCFullYear() === year && shown.getUTCMonth() === monthNumber - 1 && shown.getUTCDate() === day;
          const text = `${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          expect(isBusinessDate(text)).toBe(exists);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('goes forwards and back by the same number of days', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(daysBetween(from, to)).toBe(0 - daysBetween(to, from));
        expect(later(from, to)).toBe(daysBetween(from, to) >= 0 ? to : from);
      }),
    );
  });
});

describe('a month', () => {
  it('is YYYY-MM between 1900-01 and 2199-12', () => {
    expect(['1900-01', '2026-07', '2199-12'].every(isMonth)).toBe(true);
    expect(['2026-00', '2026-13', '1899-12', '2200-01', '2026-7', '2026-07-01', ''].some(isMonth)).toBe(false);
    expect(() => month('2026-13')).toThrow(RangeError);
  });

  it('runs from its first day to its last, and the next one begins the day after', () => {
    fc.assert(
      fc.property(
        anyDate.filter((date) => date < '2199-12-01'),
        (date) => {
          const of = monthOf(date);
          expect(firstDayOf(of) <= date && date <= lastDayOf(of)).toBe(true);
          expect(addDays(lastDayOf(of), 1)).toBe(firstDayOf(addMonths(of, 1)));
        },
      ),
    );
  });

  it('adds up over the turn of years, both ways', () => {
    expect(addMonths(month('2025-11'), 3)).toBe('2026-02');
    expect(addMonths(month('2026-02'), -3)).toBe('2025-11');
    expect(addMonths(month('2026-12'), 0)).toBe('2026-12');
    expect(lastDayOf(month('2024-02'))).toBe('2024-02-29');
  });
});

describe('the date on the wall', () => {
  const at = (text: string): Instant => new Date(text).toISOString() as Instant;

  it('is the day of the time zone, not of UTC', () => {
    const evening = at('2026-03-01T17:30:00Z');
    expect(businessDateAt(evening, 'UTC')).toBe('2026-03-01');
    expect(businessDateAt(evening, 'Asia/Shanghai')).toBe('2026-03-02');
    expect(businessDateAt(evening, 'America/Los_Angeles')).toBe('2026-03-01');
  });

  it('follows the zone through its summer time', () => {
    expect(businessDateAt(at('2026-01-15T22:30:00Z'), 'Europe/Berlin')).toBe('2026-01-15');
    expect(businessDateAt(at('2026-07-15T22:30:00Z'), 'Europe/Berlin')).toBe('2026-07-16');
  });

  it('is always a business date', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-30'), noInvalidDate: true }), (date) => {
        expect(isBusinessDate(businessDateAt(at(date.toISOString()), 'Asia/Shanghai'))).toBe(true);
      }),
    );
  });

  it('needs a time zone that exists', () => {
    expect(['Asia/Shanghai', 'UTC', 'Europe/Berlin'].every(isTimeZone)).toBe(true);
    expect(['Mars/Olympus', '', '北京', '../etc'].some(isTimeZone)).toBe(false);
  });
});
