import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Random, randomOf, type Simulation } from '@zongheng/simulation';
import type { HttpClient } from './client.ts';

/** What questions are made of: names that stand in the set, drawn at random but the same in every run. */
export interface Dice {
  readonly random: Random;
  date(): BusinessDate;
  /** A month in which somebody planned. */
  month(): string;
  /** One whose plans were checked. */
  checkedMonth(): string;
  rep(): string;
  planner(): string;
  team(): string;
  department(): string;
  city(): string;
  customer(): string;
  /** A customer who has contracts and an account. */
  debtor(): string;
  contract(): string;
  deal(): string;
  segment(): string;
  product(): string;
  stage(): string;
  grade(): string;
  /** A part of a name, encoded for a URL. */
  word(): string;
  /** How a part of a name is spelled; its initials. */
  pinyin(): string;
  initials(): string;
  /** A part of a telephone number. */
  telephone(): string;
  /** Where a timeline goes on after its newest entries. */
  timelineCursor(): string;
}

const departments = ['zhejiang', 'jiangsu', 'guangdong', 'sichuan', 'hubei'].map((province) => `sim-${province}`);
const cities = ['hangzhou', 'ningbo', 'wenzhou', 'jiaxing', 'nanjing', 'suzhou', 'guangzhou', 'shenzhen', 'chengdu', 'wuhan'];
const segments = ['manufacturing', 'finance', 'government', 'healthcare', 'education', 'logistics', 'retail', 'energy'];
const products = [
  'bandwidth-wholesale',
  'public-internet',
  'residential-broadband',
  'ip-long-distance',
  'data-centre',
  'vpn',
  'virtual-isp',
];
const stages = ['obtained', 'created', 'assigned', 'relationship', 'negotiation', 'bid'];
const grades = ['high', 'middle', 'low', 'none'];
const words = ['海天', '精密机械', '宁波', '冷链', '人民医院', '新能源', '综合', '瑞丰电子', '港口', '意向'];
const spellings = ['haitian', 'jingmijixie', 'ningbo', 'lenglian', 'renminyiyuan', 'xinnengyuan', 'gangkou', 'jinqiao'];
const initials = ['htjm', 'jmjx', 'nbht', 'llwl', 'rmyy', 'xnyy', 'gkyx', 'jqgf'];

/** What only an installation can say of its set: whom it has accounts and contracts of. */
export interface Known {
  readonly debtors: readonly string[];
  readonly contracts: readonly string[];
  /** Where the timelines of some debtors go on. */
  readonly cursors: ReadonlyMap<string, string>;
}

export function diceOf(simulation: Simulation, seed: string, { debtors, contracts, cursors }: Known): Dice {
  const random = randomOf(seed);
  const one = (prefix: string, count: number): string => `${prefix}-${random.between(1, count)}`;
  const date = (): BusinessDate => addDays(simulation.until, -random.between(0, simulation.days - 1));
  const first = addDays(simulation.until, 1 - simulation.days);
  let debtor = debtors[0] ?? '';
  return {
    random,
    date,
    month: () => addDays(first, 60 + random.between(0, Math.max(0, simulation.days - 61))).slice(0, 7),
    checkedMonth: () => addDays(first, 60 + random.between(0, Math.max(0, simulation.days - 100))).slice(0, 7),
    rep: () => one('sim-rep', simulation.reps),
    planner: () => one('sim-rep', Math.min(simulation.planners ?? 1, simulation.reps)),
    team: () => one('sim-team', simulation.teams),
    department: () => random.pick(departments),
    city: () => random.pick(cities),
    customer: () => one('sim-customer', Math.ceil(simulation.customers / 2)),
    debtor: () => (debtor = random.pick(debtors)),
    contract: () => random.pick(contracts),
    deal: () => one('sim-deal', simulation.deals),
    segment: () => random.pick(segments),
    product: () => random.pick(products),
    stage: () => random.pick(stages),
    grade: () => random.pick(grades),
    word: () => encodeURIComponent(random.pick(words)),
    pinyin: () => random.pick(spellings),
    initials: () => random.pick(initials),
    telephone: () => `555${String(random.between(0, Math.min(99, simulation.customers - 1))).padStart(3, '0')}`,
    timelineCursor: () => encodeURIComponent(cursors.get(debtor) ?? ''),
  };
}

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

const knownMax = 200;

/** Asks an installation for some of its debtors and contracts. */
export async function knownIn(client: HttpClient): Promise<Known> {
  const contracts = JSON.parse((await client.get(`/v1/contracts?limit=${knownMax}`)).text) as Listed;
  const accounts = JSON.parse((await client.get(`/v1/accounts?limit=${knownMax}`)).text) as Listed;
  const debtors = accounts.items.map(({ id }) => id);
  const cursors = new Map<string, string>();
  for (const id of debtors) {
    const { next } = JSON.parse((await client.get(`/v1/customers/${id}/timeline?limit=10`)).text) as { readonly next: string | null };
    if (next !== null) cursors.set(id, next);
  }
  return { debtors: debtors.filter((id) => cursors.has(id)), contracts: contracts.items.map(({ id }) => id), cursors };
}
