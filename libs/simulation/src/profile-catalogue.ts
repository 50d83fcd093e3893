import type { BusinessDate } from '@zongheng/kernel';
import type { Act } from './act.ts';
import type { Random } from './random.ts';

/** What a customer's profile is about: each of these, in each of the aspects below, is a typed attribute. */
const topics = [
  ['bandwidth', '带宽', 'Bandwidth'],
  ['leased-line', '专线', 'Leased lines'],
  ['cloud', '云主机', 'Cloud'],
  ['voice', '语音', 'Voice'],
  ['rack', '机柜', 'Racks'],
  ['power', '电力', 'Power'],
  ['security', '安全', 'Security'],
  ['iot', '物联网', 'Internet of things'],
  ['video', '视频', 'Video'],
  ['message', '短信', 'Messages'],
  ['backup', '备份', 'Backup'],
  ['office', '办公', 'Office'],
  ['production', '生产', 'Production'],
  ['store', '门店', 'Stores'],
  ['warehouse', '仓储', 'Warehouses'],
  ['finance', '财务', 'Finance'],
  ['compliance', '合规', 'Compliance'],
  ['procurement', '采购', 'Procurement'],
  ['service', '运维', 'Operations'],
  ['mobility', '移动', 'Mobile'],
] as const;

type Value = string | number | boolean;

interface Aspect {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: 'choice' | 'integer' | 'flag' | 'date';
  readonly choices?: readonly string[];
  /** One customer's value, on a date. */
  draw(random: Random, year: number): Value;
}

const grades = ['high', 'middle', 'low', 'none'] as const;
const suppliers = ['us', 'competitor-a', 'competitor-b', 'own'] as const;
const text = (value: number): string => String(value).padStart(2, '0');
const anyDay = (random: Random, year: number): string => `${year}-${text(random.between(1, 12))}-${text(random.between(1, 28))}`;
const choice = (key: string, zh: string, en: string, choices: readonly string[]): Aspect => ({
  key,
  zh,
  en,
  kind: 'choice',
  choices,
  draw: (random) => random.pick(choices),
});
const integer = (key: string, zh: string, en: string, draw: (random: Random) => number): Aspect => ({ key, zh, en, kind: 'integer', draw });
const flag = (key: string, zh: string, en: string, share: number): Aspect => ({
  key,
  zh,
  en,
  kind: 'flag',
  draw: (random) => random.chance(share),
});
const date = (key: string, zh: string, en: string, years: number): Aspect => ({
  key,
  zh,
  en,
  kind: 'date',
  draw: (random, year) => anyDay(random, year + random.between(Math.min(0, years), Math.max(0, years))),
});

const aspects: readonly Aspect[] = [
  choice('grade', '等级', 'grade', grades),
  choice('interest', '意愿', 'interest', grades),
  choice('supplier', '供应商', 'supplier', suppliers),
  integer('sites', '点数', 'sites', (random) => random.between(1, 60)),
  integer('budget', '预算', 'budget', (random) => Math.round(random.skewed(200_000, 1))),
  integer('content', '满意度', 'contentment', (random) => random.between(1, 5)),
  integer('score', '评分', 'score', (random) => random.between(0, 1000)),
  flag('used', '在用', 'used', 0.6),
  flag('planned', '计划中', 'planned', 0.35),
  flag('tender', '须招标', 'by tender', 0.5),
  date('since', '起用日', 'since', -6),
  date('until', '到期日', 'until', 3),
];

interface ProfileAttribute {
  readonly attribute: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly aspect: Aspect;
}

/** Every attribute of a profile, the aspects of one topic after those of another. */
export const profileAttributes: readonly ProfileAttribute[] = topics.flatMap(([topic, zh, en]) =>
  aspects.map((aspect) => ({
    attribute: `${topic}-${aspect.key}`,
    label: { zh: `${zh}${aspect.zh}`, en: `${en}: ${aspect.en}` },
    aspect,
  })),
);

const condition = (of: 'field' | 'attribute' | 'measure', key: string, is: string, ...values: readonly Value[]): object => ({
  of,
  key,
  is,
  values,
});

/** The segments of the world, from one condition that half of the customers meet to several of which each is met by very many. */
const segments: readonly (readonly [zh: string, en: string, conditions: readonly object[]])[] = [
  ['在用带宽', 'Uses bandwidth', [condition('attribute', 'bandwidth-used', 'eq', true)]],
  ['高等级带宽', 'Bandwidth of a high grade', [condition('attribute', 'bandwidth-grade', 'eq', 'high')]],
  ['带宽点数不少于 20', 'At least twenty sites', [condition('attribute', 'bandwidth-sites', 'gte', 20)]],
  [
    '用带宽且须招标',
    'Uses bandwidth, by tender',
    [condition('attribute', 'bandwidth-used', 'eq', true), condition('attribute', 'bandwidth-tender', 'eq', true)],
  ],
  [
    '三项皆宽',
    'Three wide conditions',
    [
      condition('attribute', 'bandwidth-used', 'eq', true),
      condition('attribute', 'bandwidth-grade', 'in', 'high', 'middle'),
      condition('attribute', 'bandwidth-score', 'lt', 600),
    ],
  ],
  [
    '五项皆宽',
    'Five wide conditions',
    [
      condition('attribute', 'bandwidth-used', 'eq', true),
      condition('attribute', 'bandwidth-tender', 'eq', true),
      condition('attribute', 'bandwidth-supplier', 'ne', 'own'),
      condition('attribute', 'bandwidth-content', 'gte', 2),
      condition('attribute', 'bandwidth-budget', 'gte', 80_000),
    ],
  ],
  [
    '合约年内到期且满意度低',
    'Ends within the year, and not content',
    [condition('attribute', 'bandwidth-until', 'lt', '2027-01-01'), condition('attribute', 'bandwidth-content', 'lte', 2)],
  ],
  [
    '浙江制造业客户之在用者',
    'Manufacturers that use it',
    [condition('field', 'segment', 'eq', 'manufacturing'), condition('attribute', 'bandwidth-used', 'eq', true)],
  ],
  [
    '久未联系之在用者',
    'Uses it, and was not met for long',
    [condition('measure', 'daysSinceContact', 'gte', 90), condition('attribute', 'bandwidth-used', 'eq', true)],
  ],
  [
    '从未下单而有意愿',
    'Never ordered, and wants to',
    [condition('measure', 'orders', 'eq', 0), condition('attribute', 'bandwidth-interest', 'ne', 'none')],
  ],
];

/** How many segments there are: `sim-segment-1` and so on. */
export const segmentCount = segments.length;

/** The acts that define what is known of customers, and the segments they are put into by it. */
export function profileActs(key: (text: string) => string, on: BusinessDate): Act[] {
  const defined = profileAttributes.map(({ attribute, label, aspect: { kind, choices } }): Act => {
    const body = { subject: 'customer', attribute, kind, label, ...(choices ? { choices } : {}), on };
    return { command: 'DefineAttribute', key: key(`profile-${attribute}`), body };
  });
  const kept = segments.map(([zh, en, conditions], index): Act => {
    const id = `sim-segment-${index + 1}`;
    return { command: 'DefineSegment', id, key: key(id), body: { name: { zh, en }, conditions, on } };
  });
  return [...defined, ...kept];
}
