import { addDays, businessDate } from '@zongheng/kernel';
import fc from 'fast-check';
import { businessDateOf, dateFormat, instantOf } from './date-format.ts';

const dateIn = (format: string, text: string): string | null => dateFormat(format)(text)?.date ?? null;

describe('dates as text', () => {
  it.each([
    ['yyyy-MM-dd', '2017-03-01', '2017-03-01'],
    ['dd-MM-yyyy', '01-02-2018', '2018-02-01'],
    ['dd-MM-yyyy HH:mm', '26-02-2018 19:58', '2018-02-26'],
    ['M/d/yyyy', '4/6/2013', '2013-04-06'],
    ['M/d/yyyy', '12/31/2013', '2013-12-31'],
    ['yyyyMMdd', '19081209', '1908-12-09'],
    ['yyyy年M月d日', '2018年1月1日', '2018-01-01'],
    ['yyyy/M/d HH:mm:ss', '2018/1/1 00:15:00', '2018-01-01'],
    ["d.M.yyyy 'um' H:mm", '3.10.2020 um 7:05', '2020-10-03'],
    ['M/d/yyyy h:mm a', '1/2/2013 12:30 AM', '2013-01-02'],
    ['iso', '2010-01-13 08:40:25+02:00', '2010-01-13'],
    ['iso', '2026-03-01T08:00:00.000Z', '2026-03-01'],
  ])('are read in the format %s', (format, text, date) => {
    expect(dateIn(format, text)).toBe(date);
  });

  it.each([
    ['yyyy-MM-dd', '2017-02-29'],
    ['yyyy-MM-dd', '2017-13-01'],
    ['yyyy-MM-dd', '17-03-01'],
    ['dd-MM-yyyy', '31-04-2018'],
    ['dd-MM-yyyy HH:mm', '26-02-2018 24:00'],
    ['iso', '2017-3-1'],
    ['iso', 'yesterday'],
    ['M/d/yyyy h:mm a', '1/2/2013 13:30 PM'],
  ])('are refused where they do not exist or are written otherwise: %s %s', (format, text) => {
    expect(dateIn(format, text)).toBeNull();
  });

  it.each(['yyyy-MM', 'dd/MM', 'yyyy-MM-dd MM', 'yyyy-QQ-dd'])('a format that says no date is refused: %s', (format) => {
    expect(() => dateFormat(format)).toThrow(RangeError);
  });

  it('count for the day that the installation’s clocks show at that instant', () => {
    const read = dateFormat('iso')('2010-01-13 23:30:00+02:00');
    expect(read && businessDateOf(read, 'Asia/Shanghai', null)).toBe('2010-01-14');
    expect(read && businessDateOf(read, 'Europe/Rome', null)).toBe('2010-01-13');
    expect(read && instantOf(read, 'Asia/Shanghai')).toBe('2010-01-13T21:30:00.000Z');
  });

  it('without an offset count as written, unless the zone they were written in is stated', () => {
    const read = dateFormat('dd-MM-yyyy HH:mm')('26-02-2018 19:58');
    expect(read && businessDateOf(read, 'Asia/Shanghai', null)).toBe('2018-02-26');
    expect(read && businessDateOf(read, 'Asia/Shanghai', 'America/Sao_Paulo')).toBe('2018-02-27');
  });

  it('know the hour that clocks skip and the hour that comes twice', () => {
    const format = dateFormat('yyyy-MM-dd HH:mm');
    const instant = (text: string): string | null => {
      const read = format(text);
      return read && instantOf(read, 'Europe/Rome');
    };
    expect(instant('2024-03-31 03:30')).toBe('2024-03-31T01:30:00.000Z');
    expect(instant('2024-10-27 01:30')).toBe('2024-10-26T23:30:00.000Z');
    expect(instant('2024-10-27 02:30')).toBe('2024-10-27T00:30:00.000Z');
    expect(instant('2024-10-27 03:30')).toBe('2024-10-27T02:30:00.000Z');
    expect(instant('2024-03-31 02:30')).toBe('2024-03-31T01:30:00.000Z');
  });

  it('are the same date in whatever format they are written', () => {
    const days = fc.integer({ min: 0, max: 100_000 }).map((day) => addDays(businessDate('1910-01-01'), day));
    fc.assert(
      fc.property(days, (date) => {
        const [year = '', month = '', day = ''] = date.split('-');
        expect(dateIn('dd-MM-yyyy', `${day}-${month}-${year}`)).toBe(date);
        expect(dateIn('M/d/yyyy', `${Number(month)}/${Number(day)}/${year}`)).toBe(date);
        expect(dateIn('yyyy年M月d日', `${year}年${Number(month)}月${Number(day)}日`)).toBe(date);
      }),
    );
  });
});
