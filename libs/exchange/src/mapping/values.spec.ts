import { bodiesOf, simpleMapping } from '../testing/import-kit.ts';

const faultsOf = async (csv: string, body: object, more: object = {}): Promise<readonly unknown[]> =>
  (await bodiesOf(csv, simpleMapping(body, more))).findings.map(({ line, code, column, value }) => [line, code, column, value]);
const bodyOf = async (csv: string, body: object, more: object = {}): Promise<unknown> => {
  const { bodies, findings } = await bodiesOf(csv, simpleMapping(body, more));
  expect(findings.filter(({ level }) => level === 'bad')).toEqual([]);
  return bodies[0];
};

describe('values of a command', () => {
  it('are columns, constants and texts made of both', async () => {
    const body = {
      name: '{name}',
      text: 'No. {key}: {name} {{as it is}}',
      fixed: 3,
      flag: true,
      nothing: null,
      list: ['{key}', 1],
      in: { deep: '{name}' },
    };
    expect(await bodyOf('key,name\n7, 纵横 \n', body)).toEqual({
      name: '纵横',
      text: 'No. 7: 纵横 {as it is}',
      fixed: 3,
      flag: true,
      nothing: null,
      list: ['7', 1],
      in: { deep: '纵横' },
    });
  });

  it('take what the whole mapping has under a name, also given with the import', async () => {
    const mapping = simpleMapping({ currency: '{currency}', rate: '{rate}' }, { mapping: { constants: { currency: 'CNY', rate: 3 } } });
    expect((await bodiesOf('key\n1\n', mapping)).bodies).toEqual([{ currency: 'CNY', rate: 3 }]);
    expect((await bodiesOf('key\n1\n', mapping, { constants: { currency: 'EUR', rate: '4' } })).bodies).toEqual([
      { currency: 'EUR', rate: 4 },
    ]);
    await expect(bodiesOf('key\n1\n', mapping, { constants: { curency: 'EUR' } })).rejects.toThrow('the mapping has no constant "curency"');
    await expect(bodiesOf('key\n1\n', mapping, { constants: { rate: 'x' } })).rejects.toThrow('give a number');
  });

  it('that are blank make the row bad, unless the mapping says what a blank means', async () => {
    const csv = 'key,name\n1,\n2,x\n';
    expect(await faultsOf(csv, { name: '{name}' })).toEqual([[2, 'IMPORT.BLANK', 'name', null]]);
    const body = {
      left: { $text: '{name}', blank: 'omit' },
      none: { $text: '{name}', blank: 'null' },
      filled: { $text: '{name}', blank: { use: 'thing {key}', assumed: 'a thing without a name is called by its key' } },
    };
    const { bodies, findings } = await bodiesOf(csv, simpleMapping(body));
    expect(bodies).toEqual([
      { none: null, filled: 'thing 1' },
      { left: 'x', none: 'x', filled: 'x' },
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        level: 'assumed',
        code: 'IMPORT.ASSUMED',
        line: 2,
        column: 'name',
        reason: 'a thing without a name is called by its key',
        value: 'thing 1',
      }),
    ]);
  });

  it('are put in one case and bounded in length', async () => {
    expect(await bodyOf('key,name\n1,AbC\n', { low: { $text: '{name}', case: 'lower' }, up: { $text: '{name}', case: 'upper' } })).toEqual({
      low: 'abc',
      up: 'ABC',
    });
    expect(await faultsOf('key,name\n1,abcdef\n', { name: { $text: '{name}', max: 5 } })).toEqual([
      [2, 'IMPORT.TEXT_TOO_LONG', 'name', 'abcdef'],
    ]);
    expect(await bodyOf('key,name\n1,abcd😀\n', { name: { $text: '{name}', max: 5, cut: true } })).toEqual({ name: 'abcd' });
  });

  it('become amounts without ever being floats', async () => {
    const body = { price: { $money: '{price}', currency: '{currency}', thousands: ',' } };
    const csv = 'key,price,currency\n1,"1,234.56",CNY\n2,100,JPY\n3,0.125,KWD\n4,0.125,CNY\n5,abc,CNY\n6,1,yuan\n7,99999999999999,CNY\n';
    const { bodies, findings } = await bodiesOf(csv, simpleMapping(body));
    expect(bodies).toEqual([
      { price: { minor: 123456, currency: 'CNY' } },
      { price: { minor: 100, currency: 'JPY' } },
      { price: { minor: 125, currency: 'KWD' } },
    ]);
    expect(findings.map(({ line, code, value }) => [line, code, value])).toEqual([
      [5, 'IMPORT.NOT_AN_AMOUNT', '0.125'],
      [6, 'IMPORT.NOT_AN_AMOUNT', 'abc'],
      [7, 'IMPORT.NOT_A_CURRENCY', 'yuan'],
      [8, 'IMPORT.OUT_OF_RANGE', '99999999999999'],
    ]);
  });

  it('become amounts out of ten thousands, and rounded where that is asked for', async () => {
    const wan = { $money: '{price}', currency: 'CNY', times: 10_000 };
    expect(await bodyOf('key,price\n1,1.23456\n', { a: wan })).toEqual({ a: { minor: 1_234_560, currency: 'CNY' } });
    const rounded = { $money: '{price}', currency: 'CNY', rounding: 'half-even' };
    expect(await bodyOf('key,price\n1,0.125\n', { a: rounded })).toEqual({ a: { minor: 12, currency: 'CNY' } });
  });

  it('become integers within their range', async () => {
    const body = { n: { $integer: '{n}', min: 1, max: 1000, thousands: ',' } };
    expect(await bodyOf('key,n\n1,"1,000"\n', body)).toEqual({ n: 1000 });
    expect(await faultsOf('key,n\n1,0\n2,1.5\n3,x\n', body)).toEqual([
      [2, 'IMPORT.OUT_OF_RANGE', 'n', '0'],
      [3, 'IMPORT.NOT_AN_INTEGER', 'n', '1.5'],
      [4, 'IMPORT.NOT_AN_INTEGER', 'n', 'x'],
    ]);
    expect(await bodyOf('key,n\n1,1100.04\n', { n: { $integer: '{n}', times: 1_000_000 } })).toEqual({ n: 1_100_040_000 });
  });

  it('become dates and instants, in the first format that fits', async () => {
    const body = {
      on: { $date: '{d}', format: ['yyyy-MM-dd', 'M/d/yyyy'] },
      due: { $date: '{d}', format: ['iso', 'M/d/yyyy'], plusDays: 30 },
    };
    expect(await bodyOf('key,d\n1,2/28/2020\n', body)).toEqual({ on: '2020-02-28', due: '2020-03-29' });
    expect(await faultsOf('key,d\n1,2020-02-30\n', { on: { $date: '{d}' } })).toEqual([[2, 'IMPORT.NOT_A_DATE', 'd', '2020-02-30']]);
    expect(
      await bodyOf('key,d\n1,26-02-2018 19:58\n', { at: { $instant: '{d}', format: 'dd-MM-yyyy HH:mm', zone: 'America/Sao_Paulo' } }),
    ).toEqual({
      at: '2018-02-26T22:58:00.000Z',
    });
    expect(await faultsOf('key,d\n1,2020-02-01\n', { at: { $instant: '{d}' } })).toEqual([[2, 'IMPORT.NOT_A_DATE', 'd', '2020-02-01']]);
  });

  it('become yes or no by the words for them', async () => {
    const body = { flag: { $flag: '{f}', true: ['yes', '是'], false: ['no', '否'], blank: 'omit' } };
    const { bodies, findings } = await bodiesOf('key,f\n1,YES\n2,否\n3,\n4,maybe\n', simpleMapping(body));
    expect(bodies).toEqual([{ flag: true }, { flag: false }, {}]);
    expect(findings.map(({ line, code }) => [line, code])).toEqual([[5, 'IMPORT.NOT_A_FLAG']]);
  });

  it('go through maps that say what becomes of what they do not have', async () => {
    const map = (unmapped?: unknown): object => ({
      mapping: { maps: { sector: { values: { technolgy: 'technology' }, ...(unmapped === undefined ? {} : { unmapped }) } } },
    });
    const body = { sector: { $map: 'sector', of: '{s}' } };
    expect(await faultsOf('key,s\n1,technolgy\n2,retail\n', body, map())).toEqual([[3, 'IMPORT.UNMAPPED', 's', 'retail']]);
    expect((await bodiesOf('key,s\n1,technolgy\n2,retail\n', simpleMapping(body, map('keep')))).bodies).toEqual([
      { sector: 'technology' },
      { sector: 'retail' },
    ]);
    const other = await bodiesOf('key,s\n2,retail\n', simpleMapping(body, map({ use: 'other', assumed: 'no such sector' })));
    expect(other.bodies).toEqual([{ sector: 'other' }]);
    expect(other.findings).toEqual([expect.objectContaining({ level: 'assumed', reason: 'no such sector', value: 'other' })]);
  });

  it('are chosen by conditions, by what is there first, and by what is latest', async () => {
    const body = {
      size: { $choose: [{ when: { less: [{ $integer: '{n}' }, 10] }, then: 'small' }], else: 'large' },
      name: { $first: ['{nick}', '{name}'] },
      on: { $later: [{ $date: '{from}' }, { $date: '{to}' }], assumed: 'it ends before it begins' },
    };
    const { bodies, findings } = await bodiesOf(
      'key,n,nick,name,from,to\n1,9,,Ann,2020-01-02,2020-01-01\n2,10,Bo,Bob,2020-01-01,2020-01-02\n',
      simpleMapping(body),
    );
    expect(bodies).toEqual([
      { size: 'small', name: 'Ann', on: '2020-01-02' },
      { size: 'large', name: 'Bo', on: '2020-01-02' },
    ]);
    expect(findings.map(({ line, reason }) => [line, reason])).toEqual([[3, 'it ends before it begins']]);
  });

  it('tell all that is wrong with a row, and send nothing of it', async () => {
    const body = { a: { $integer: '{a}' }, b: { $date: '{b}' }, c: '{c}' };
    const { bodies, findings } = await bodiesOf('key,a,b,c\n1,x,y,\n', simpleMapping(body));
    expect(bodies).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['IMPORT.NOT_AN_INTEGER', 'IMPORT.NOT_A_DATE', 'IMPORT.BLANK']);
  });
});

describe('ids', () => {
  it('follow from the source’s keys, plain where they can be, told apart where not', async () => {
    const { commands } = await bodiesOf('key\n1C1I7A6R\nAcme Corporation\nacme corporation\n宁波海天\n', simpleMapping({}));
    const ids = commands.map(({ id }) => id);
    expect(ids[0]).toBe('sample.thing.1C1I7A6R');
    expect(ids[1]).toMatch(/^sample\.thing\.acme-corporation-[0-9a-f]{16}$/);
    expect(ids[3]).toMatch(/^sample\.thing\.[0-9a-f]{16}$/);
    expect(new Set(ids).size).toBe(4);
  });

  it('of the same kind and texts are the same wherever they are made', async () => {
    const body = { same: { $id: 'thing', of: '{key}' }, other: { $id: 'thing', of: ['{key}', 'x'] }, record: '{record}' };
    const { bodies, commands } = await bodiesOf('key\nA 1\n', simpleMapping(body));
    expect(bodies[0]?.['same']).toBe(commands[0]?.id);
    expect(bodies[0]?.['record']).toBe(commands[0]?.id);
    expect(bodies[0]?.['other']).not.toBe(commands[0]?.id);
  });
});
