import { type BusinessDate, dayOf } from '@zongheng/kernel';
import type { Act } from './act.ts';
import { firmName, madeUpPhone, provinces, segments } from './names.ts';
import type { Random } from './random.ts';
import type { Rep } from './rep.ts';

export interface SimulatedCustomer {
  readonly id: string;
  readonly name: string;
  readonly rep: Rep;
  /** How large its deals are; 1 is average. */
  readonly size: number;
}

export interface CustomersSetting {
  readonly random: Random;
  readonly reps: readonly Rep[];
  readonly key: (text: string) => string;
  readonly first: BusinessDate;
  readonly count: number;
  readonly days: number;
  readonly hasPhones: boolean;
}

const cities = provinces.flatMap((province) => province.cities.map(([region, zh]) => ({ region, zh })));

/** The customers of the carrier: half of them are there on its first day, the others come one by one until the last. */
export class Customers {
  readonly #setting: CustomersSetting;
  readonly #known: SimulatedCustomer[] = [];

  constructor(setting: CustomersSetting) {
    this.#setting = setting;
  }

  /** Registers those who are there at the beginning. */
  registeredBefore(): Act[] {
    return this.#registered(Math.ceil(this.#setting.count / 2), this.#setting.first);
  }

  /** Registers those who come on a date; dates rise. */
  registeredOn(date: BusinessDate): Act[] {
    const { count, days, first } = this.#setting;
    const older = Math.ceil(count / 2);
    const passed = (dayOf(date) - dayOf(first) + 1) / days;
    return this.#registered(older + Math.round((count - older) * Math.min(1, passed)), date);
  }

  /** Those who are registered by now. */
  get known(): readonly SimulatedCustomer[] {
    return this.#known;
  }

  #registered(upTo: number, on: BusinessDate): Act[] {
    const acts: Act[] = [];
    while (this.#known.length < upTo) acts.push(this.#register(this.#known.length + 1, on));
    return acts;
  }

  #register(number: number, on: BusinessDate): Act {
    const { random, reps, key, hasPhones } = this.#setting;
    const city = random.pick(cities);
    const segment = random.pick(segments);
    const rep = reps[(number - 1) % reps.length] ?? random.pick(reps);
    const customer = {
      id: `sim-customer-${number}`,
      name: firmName(random, city.zh, segment, number - 1),
      rep,
      size: random.skewed(1, 0.6),
    };
    this.#known.push(customer);
    const body = {
      kind: 'enterprise',
      name: customer.name,
      standing: 'identified',
      region: city.region,
      segment,
      owner: rep.id,
      ...(hasPhones ? { phone: madeUpPhone(number) } : {}),
      // Made-up names repeat, and each of these firms is another one.
      duplicates: 'register',
      reference: { system: 'simulation', key: String(number) },
      on,
    };
    return { command: 'RegisterCustomer', id: customer.id, key: key(`customer-${number}`), body };
  }
}
