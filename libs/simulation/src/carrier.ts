import type { BusinessDate } from '@zongheng/kernel';
import type { Act } from './act.ts';
import { Customers } from './customers.ts';
import { knowledgeActs } from './deal-catalogue.ts';
import { personName, provinces } from './names.ts';
import type { Random } from './random.ts';
import type { Rep } from './rep.ts';

export interface SimulatedProduct {
  readonly id: string;
  readonly productLine: string;
  /** List price in minor units. */
  readonly price: number;
  /** How often it is sold. */
  readonly share: number;
}

export interface Carrier {
  readonly acts: readonly Act[];
  readonly teams: readonly string[];
  readonly reps: readonly Rep[];
  readonly customers: Customers;
  readonly products: readonly SimulatedProduct[];
  readonly regions: readonly string[];
}

export interface CarrierSize {
  readonly reps: number;
  readonly customers: number;
  readonly teams: number;
  /** How much is known of each customer: with anything, they have a telephone. */
  readonly profile?: number;
  /** Over how many days the younger half of its customers comes. */
  readonly days: number;
}

export const products: readonly (SimulatedProduct & { readonly name: string })[] = [
  { id: 'sim-bandwidth', name: '带宽批发 10G', productLine: 'bandwidth-wholesale', price: 18_000_000, share: 6 },
  { id: 'sim-internet', name: '互联网专线 100M', productLine: 'public-internet', price: 3_600_000, share: 24 },
  { id: 'sim-residential', name: '小区宽带接入', productLine: 'residential-broadband', price: 9_800_000, share: 8 },
  { id: 'sim-ip-voice', name: 'IP长途汇接', productLine: 'ip-long-distance', price: 2_400_000, share: 10 },
  { id: 'sim-rack', name: 'IDC机柜', productLine: 'data-centre', price: 7_200_000, share: 20 },
  { id: 'sim-vpn', name: 'MPLS VPN', productLine: 'vpn', price: 5_400_000, share: 22 },
  { id: 'sim-virtual-isp', name: '虚拟ISP平台', productLine: 'virtual-isp', price: 26_000_000, share: 3 },
];

/** The carrier as it stands on its first day: units, regions, people, products, the older half of its customers. All made up from the seed. */
export function carrierOf(random: Random, size: CarrierSize, key: (text: string) => string, on: BusinessDate): Carrier {
  const acts: Act[] = [];
  const say = (command: string, id: string | undefined, name: string, body: Act['body']): void => {
    acts.push({ command, ...(id === undefined ? {} : { id }), key: key(name), body: { ...body, on } });
  };
  const regions = regionsOf(say);
  const teams = unitsOf(size.teams, say);
  for (const { id, name, productLine, price } of products) {
    say('ListProduct', id, `product-${id}`, { name, productLine, unit: 'item', price: { minor: price, currency: 'CNY' } });
  }
  const reps = repsOf(random, size.reps, teams, say);
  acts.push(...knowledgeActs(key, on));
  const customers = new Customers({
    random,
    reps,
    key,
    first: on,
    count: size.customers,
    days: size.days,
    hasPhones: (size.profile ?? 0) > 0,
  });
  acts.push(...customers.registeredBefore());
  return { acts, teams, reps, customers, products, regions };
}

/** The departments of the company, one for each province. */
export const departmentIds: readonly string[] = provinces.map((province) => `sim-${province.region}`);

type Say = (command: string, id: string | undefined, name: string, body: Act['body']) => void;

function regionsOf(say: Say): string[] {
  const ids: string[] = [];
  for (const province of provinces) {
    say('DefineRegion', undefined, `region-${province.region}`, {
      region: province.region,
      kind: 'province',
      name: { zh: province.zh, en: province.en },
    });
    for (const [city, zh, en] of province.cities) {
      say('DefineRegion', undefined, `region-${city}`, { region: city, kind: 'city', name: { zh, en }, parent: province.region });
      ids.push(city);
    }
  }
  return ids;
}

function unitsOf(teamCount: number, say: Say): string[] {
  say('CreateUnit', undefined, 'unit-company', { unit: 'sim-company', kind: 'company', name: '模拟通信公司 (simulated)' });
  const departments = provinces.map((province) => {
    const unit = `sim-${province.region}`;
    say('CreateUnit', undefined, `unit-${unit}`, { unit, kind: 'department', name: `${province.zh}分公司`, parent: 'sim-company' });
    return { unit, zh: province.zh };
  });
  return Array.from({ length: teamCount }, (_, index) => {
    const department = departments[index % departments.length];
    const unit = `sim-team-${index + 1}`;
    say('CreateUnit', undefined, `unit-${unit}`, {
      unit,
      kind: 'team',
      name: `${department?.zh ?? ''}客户${index + 1}部`,
      parent: department?.unit ?? 'sim-company',
    });
    return unit;
  });
}

function repsOf(random: Random, count: number, teams: readonly string[], say: Say): Rep[] {
  return Array.from({ length: count }, (_, index) => {
    const rep = { id: `sim-rep-${index + 1}`, team: teams[index % teams.length] ?? 'sim-company', skill: random.skewed(1, 0.35) };
    say('JoinEmployee', rep.id, `rep-${index + 1}`, { name: personName(random), unit: rep.team, role: 'rep' });
    return rep;
  });
}
