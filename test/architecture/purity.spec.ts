import { impuritiesOf } from './purity.ts';

const against = (text: string): readonly string[] => impuritiesOf('a.ts', text).map(({ where }) => where);

describe('what a pure room may not do', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'new Date(2026, 0, 1)',
    'Date()',
    'Math.random()',
    'process.env.HOME',
    'setTimeout(() => 1, 1)',
    'setInterval(() => 1, 1)',
    'globalThis.process',
    'crypto.randomUUID()',
    'performance.now()',
    'fetch("x")',
    'new Date(0).getHours()',
    '"a".localeCompare("b")',
    'new Intl.DateTimeFormat()',
    'new Intl.DateTimeFormat("en")',
    '[1].map(() => Math.random())',
  ])('%s', (expression) => {
    expect(against(`// a first line\nexport const a = 1;\nexport const it = ${expression};\n`)).toEqual(['a.ts:3']);
  });

  it('names the line where it stands, in a text with Chinese before it', () => {
    expect(against(`export const 纵横 = '合同';\n\nexport const now = () =>\n  Date.now();\n`)).toEqual(['a.ts:4']);
  });

  it.each([
    'new Date(0).getTime()',
    'new Date("2026-01-01").toISOString()',
    'Date.UTC(2026, 0, 1)',
    'Date.parse("2026-01-01")',
    'Math.floor(1.5)',
    'new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" })',
    '({ process: 1 }).process',
    '"Date.now()"',
  ])('but it may: %s', (expression) => {
    expect(against(`export const it = ${expression};\n`)).toEqual([]);
  });

  it('and it may speak of such things in types and comments', () => {
    expect(against('/* Date.now() */\nexport interface Clock { process: Date; now: typeof Date.now }\n')).toEqual([]);
  });
});
