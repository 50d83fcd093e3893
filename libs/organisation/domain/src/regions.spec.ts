import { specification } from '@zongheng/kernel/testing';
import type { RegionKind, RegionsFact } from '@zongheng/organisation-events';
import { day, on, region } from './commands.spec-data.ts';
import { type DefineRegion, regionsDecider } from './regions.ts';

const regions = specification(regionsDecider);
const names: Record<string, string> = {
  zhejiang: '浙江',
  jiangsu: '江苏',
  hangzhou: '杭州',
  xihu: '西湖区',
  east: '华东片区',
  delta: '长三角',
};
const nameOf = (id: string, zh = names[id] ?? id) => ({ zh, en: id });
const parentOf = (id: string | null) => (id === null ? null : region(id));

const defined = (
  id: string,
  kind: RegionKind,
  parent: string | null,
  date = '2024-01-01',
  before: string | null = null,
  zh?: string,
): RegionsFact => ({
  type: 'RegionDefined',
  businessDate: day(date),
  data: { region: region(id), kind, name: nameOf(id, zh), parent: parentOf(parent), previousParent: parentOf(before) },
});
const define = (id: string, kind: RegionKind, parent: string | null, date = '2024-01-01', zh?: string): DefineRegion => ({
  type: 'DefineRegion',
  ...on(date),
  region: region(id),
  kind,
  name: nameOf(id, zh),
  parent: parentOf(parent),
});

const map = [
  defined('zhejiang', 'province', null),
  defined('jiangsu', 'province', null),
  defined('hangzhou', 'city', 'zhejiang'),
  defined('xihu', 'county', 'hangzhou'),
  defined('east', 'area', null),
  defined('delta', 'area', 'east'),
];

describe('defining a region', () => {
  it('begins anywhere, and goes on below what is there', () => {
    regions
      .given()
      .when(define('zhejiang', 'province', null))
      .then(defined('zhejiang', 'province', null));
    regions
      .given(...map)
      .when(define('ningbo', 'city', 'zhejiang'))
      .then(defined('ningbo', 'city', 'zhejiang'));
  });

  it('changes nothing where it is defined just so', () => {
    regions
      .given(...map)
      .when(define('hangzhou', 'city', 'zhejiang', '2025-01-01'))
      .thenNothing();
    regions
      .given(...map)
      .whenRepeated(define('hangzhou', 'city', 'east', '2025-01-01'))
      .thenNothing();
  });

  it('says the parent before where the region is put elsewhere, and keeps it where only the name changes', () => {
    regions
      .given(...map)
      .when(define('hangzhou', 'city', 'east', '2025-01-01'))
      .then(defined('hangzhou', 'city', 'east', '2025-01-01', 'zhejiang'));
    regions
      .given(...map)
      .when(define('xihu', 'county', 'hangzhou', '2025-01-01', '西湖'))
      .then(defined('xihu', 'county', 'hangzhou', '2025-01-01', 'hangzhou', '西湖'));
    regions
      .given(...map)
      .when(define('delta', 'area', null, '2025-01-01'))
      .then(defined('delta', 'area', null, '2025-01-01', 'east'));
  });

  it('is refused under a region that is not defined', () => {
    expect(
      regions
        .given(...map)
        .when(define('x', 'city', 'anhui'))
        .thenRefused('ORGANISATION.REGION.PARENT_UNKNOWN').field,
    ).toBe('/parent');
    regions
      .given(...map)
      .when(define('x', 'city', 'toString'))
      .thenRefused('ORGANISATION.REGION.PARENT_UNKNOWN');
    regions
      .given()
      .when(define('x', 'area', 'x'))
      .thenRefused('ORGANISATION.REGION.PARENT_UNKNOWN');
  });

  it('is refused inside itself or anything that lies in it', () => {
    regions
      .given(...map)
      .when(define('east', 'area', 'east', '2025-01-01'))
      .thenRefused('ORGANISATION.REGION.CYCLE');
    regions
      .given(...map)
      .when(define('east', 'area', 'delta', '2025-01-01'))
      .thenRefused('ORGANISATION.REGION.CYCLE');
  });

  it('keeps the kind a region has', () => {
    regions
      .given(...map)
      .when(define('hangzhou', 'county', 'zhejiang', '2025-01-01'))
      .thenRefused('ORGANISATION.REGION.KIND_FIXED');
  });

  it('puts smaller administrative regions into larger ones; areas stand anywhere and hold anything', () => {
    regions
      .given(...map)
      .when(define('x', 'city', 'hangzhou'))
      .thenRefused('ORGANISATION.REGION.KIND_MISFIT');
    regions
      .given(...map)
      .when(define('x', 'province', 'xihu'))
      .thenRefused('ORGANISATION.REGION.KIND_MISFIT');
    regions
      .given(...map)
      .when(define('x', 'county', 'zhejiang'))
      .then(defined('x', 'county', 'zhejiang'));
    regions
      .given(...map)
      .when(define('x', 'area', 'xihu'))
      .then(defined('x', 'area', 'xihu'));
    regions
      .given(...map)
      .when(define('zhejiang', 'province', 'east', '2025-01-01'))
      .then(defined('zhejiang', 'province', 'east', '2025-01-01'));
  });

  it('is not dated in the future, before its parent, or before its own last definition', () => {
    regions
      .given(...map)
      .when(define('x', 'city', 'zhejiang', '2026-07-01'))
      .thenRefused('DATE.IN_FUTURE');
    regions
      .given(...map)
      .when(define('x', 'city', 'zhejiang', '2023-12-31'))
      .thenRefused('DATE.BEFORE_LAST');
    const renamed = [...map, defined('xihu', 'county', 'hangzhou', '2025-01-01', 'hangzhou', '西湖')];
    regions
      .given(...renamed)
      .when(define('xihu', 'county', 'hangzhou', '2024-12-31'))
      .thenRefused('DATE.BEFORE_LAST');
  });

  it('is not put elsewhere before any region last was, so that the map of no past day can close a circle', () => {
    const history = [
      ...map,
      defined('north', 'area', null),
      defined('north', 'area', 'east', '2025-03-01'),
      defined('north', 'area', null, '2025-06-01', 'east'),
    ];
    const no = regions
      .given(...history)
      .when(define('east', 'area', 'north', '2025-04-01'))
      .thenRefused('DATE.BEFORE_LAST');
    expect(no.found).toContain('2025-06-01');
    regions
      .given(...history)
      .when(define('east', 'area', 'north', '2025-06-01'))
      .then(defined('east', 'area', 'north', '2025-06-01'));
  });
});
