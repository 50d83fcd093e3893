const deep = (levels: number): string => `${'{"note":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Bodies that no command may take. */
export const hostileBodies: Readonly<Record<string, string | Buffer>> = {
  'JSON cut short': '{"title":',
  'two objects': '{}{}',
  'a comment': '{/* */}',
  'an array': '[{}]',
  'a number': '7',
  'a text': '"title"',
  'an unknown field': '{"colour":"red"}',
  'a prototype': '{"__proto__":{"title":"x"}}',
  'nesting beyond the limit': deep(200),
  'nesting without end': '['.repeat(100_000),
  NUL: '{"reason":"a\\u0000b"}',
  'half of a surrogate pair': '{"reason":"\\ud83d"}',
  'bytes that are not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  'a date that does not exist': '{"on":"2026-02-30"}',
  'a date of the wrong form': '{"on":"30.11.2026"}',
  'a number for a date': '{"on":20261130}',
};

/** Ids that try to be something else. */
export const hostileIds: readonly string[] = [
  '..',
  '.',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f',
  '%00',
  'a%00b',
  'a%2fb',
  'a%5cb',
  '%',
  '%E4%',
  '%ff',
  'a..b',
  '-a',
  '%20',
  'a'.repeat(97),
  'a'.repeat(5_000),
  '%F0%9F%98%80',
  '%E5%95%86%E6%9C%BA',
  "a'%20OR%201=1",
  '{id}',
  '*',
];

const line = (amount: string): string => `{"title":"x","customer":"customer-1","lines":[{"productLine":"vpn","amount":${amount}}]}`;

/** Openings of a deal that are wrong in one respect. */
export const hostileDeals: Readonly<Record<string, string>> = {
  'a negative amount': line('{"minor":-1,"currency":"CNY"}'),
  'an amount beyond what can be counted exactly': line('{"minor":9007199254740993,"currency":"CNY"}'),
  'an amount beyond all bounds': line('{"minor":1e308,"currency":"CNY"}'),
  'an amount beyond numbers': line('{"minor":1e999,"currency":"CNY"}'),
  'half a cent': line('{"minor":0.5,"currency":"CNY"}'),
  'an amount as text': line('{"minor":"100","currency":"CNY"}'),
  'an amount without a currency': line('{"minor":100}'),
  'a currency that is none': line('{"minor":100,"currency":"yuan"}'),
  'an amount that is a number': line('100'),
  'amounts that overflow together': `{"title":"x","customer":"customer-1","lines":[${Array.from(
    { length: 50 },
    () => '{"productLine":"vpn","amount":{"minor":9007199254740991,"currency":"CNY"}}',
  ).join(',')}]}`,
  'a quantity times a price that overflows': '{"title":"x","customer":"customer-1","lines":[{"product":"vpn","quantity":1000000000000}]}',
  'two currencies':
    '{"title":"x","customer":"customer-1","lines":[{"productLine":"vpn","amount":{"minor":1,"currency":"CNY"}},{"productLine":"vpn","amount":{"minor":1,"currency":"USD"}}]}',
  'no title': '{"customer":"customer-1"}',
  'an empty title': '{"title":"","customer":"customer-1"}',
  'a title without end': `{"title":"${'x'.repeat(100_000)}","customer":"customer-1"}`,
  'a title that is an object': '{"title":{"zh":"x"},"customer":"customer-1"}',
  'an id that climbs': '{"id":"../x","title":"x","customer":"customer-1"}',
  'a customer that climbs': '{"title":"x","customer":"../customer-1"}',
  'a customer that is not there': '{"title":"x","customer":"nobody"}',
  'a close on a day that does not exist': '{"title":"x","customer":"customer-1","expectedClose":"2027-02-29"}',
  'a close in a month that does not exist': '{"title":"x","customer":"customer-1","expectedClose":"2027-13-01"}',
  'a close before calendars begin': '{"title":"x","customer":"customer-1","expectedClose":"0000-01-01"}',
  'a close after calendars end': '{"title":"x","customer":"customer-1","expectedClose":"+12027-01-01"}',
  'a business date in the future': '{"title":"x","customer":"customer-1","on":"2199-01-01"}',
  'an instant that does not exist': '{"title":"x","customer":"customer-1","occurredAt":"2026-02-30T25:00:00Z"}',
  'a source that is none': '{"title":"x","customer":"customer-1","source":"dream"}',
  'too many lines': `{"title":"x","customer":"customer-1","lines":[${Array.from({ length: 51 }, () => '{"productLine":"vpn"}').join(',')}]}`,
};

/** Parameters that no query may take. */
export const hostileQueries: readonly string[] = [
  'colour=red',
  'limit=0',
  'limit=-1',
  'limit=1e9',
  'limit=x',
  'limit=1&limit=2',
  'cursor=x',
  'cursor=%00',
  'token=x',
  'token=e.99.1',
  'sort=__proto__',
  'q=%00',
  'fields=__proto__',
  'format=xml',
  'asOf=2026-02-30&limit=1',
  '%E4%=1',
  '__proto__[x]=1',
  'constructor=1',
];
