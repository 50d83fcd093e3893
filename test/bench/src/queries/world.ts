import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Random, randomOf, type Simulation } from '@zongheng/simulation';

/** What questions are made of: names that stand in the set, drawn at random but the same in every run. */
export interface Dice {
  readonly random: Random;
  date(): BusinessDate;
  month(): string;
  rep(): string;
  team(): string;
  department(): string;
  city(): string;
  customer(): string;
  deal(): string;
  segment(): string;
  product(): string;
  stage(): string;
  /** A part of a name, encoded for a URL. */
  word(): string;
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
const words = ['海天', '精密机械', '宁波', '冷链', '人民医院', '新能源', '综合', '瑞丰电子', '港口', '意向'];

export function diceOf(simulation: Simulation, seed: string): Dice {
  const random = randomOf(seed);
  const one = (prefix: string, count: number): string => `${prefix}-${random.between(1, count)}`;
  const date = (): BusinessDate => addDays(simulation.until, -random.between(0, simulation.days - 1));
  return {
    random,
    date,
    month: () => date().slice(0, 7),
    rep: () => one('sim-rep', simulation.reps),
    team: () => one('sim-team', simulation.teams),
    department: () => random.pick(departments),
    city: () => random.pick(cities),
    customer: () => one('sim-customer', Math.ceil(simulation.customers / 2)),
    deal: () => one('sim-deal', simulation.deals),
    segment: () => random.pick(segments),
    product: () => random.pick(products),
    stage: () => random.pick(stages),
    word: () => encodeURIComponent(random.pick(words)),
  };
}
