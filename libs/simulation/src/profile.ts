import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { Act, Agenda } from './act.ts';
import type { SimulatedCustomer } from './customers.ts';
import { madeUpPhone, personName } from './names.ts';
import { profileAttributes } from './profile-catalogue.ts';
import { type Random, randomOf } from './random.ts';

/** What profiles are written from. */
export interface ProfileSetting {
  readonly agenda: Agenda;
  readonly key: (text: string) => string;
  readonly until: BusinessDate;
  /** How many attributes are known of each customer. */
  readonly known: number;
}

const calls = [
  ['咨询双路专线', 'hotline', 'in', 'interested'],
  ['回访使用情况', 'phone', 'out', 'reached'],
  ['账单疑问', 'hotline', 'in', 'resolved'],
  ['寄送方案', 'email', 'out', 'informed'],
] as const;

/** What is known of a customer from their first day on, whom to talk to there, and when they were talked to. Draws from numbers of its own. */
export function writeProfile({ agenda, key, until, known }: ProfileSetting, { id, rep }: SimulatedCustomer, from: BusinessDate): void {
  const random = randomOf(key(`profile-of-${id}`));
  const enter = (on: BusinessDate, command: string, name: string, body: Act['body']): void => {
    if (on <= until) agenda.add(on, { command, id, key: key(`${id}-${name}`), body: { ...body, on } });
  };
  enter(from, 'SetCustomerAttributes', 'profile', { set: knownOf(random, known, Number(from.slice(0, 4))) });
  const hasContact = random.chance(0.4);
  if (hasContact) {
    enter(from, 'AddContact', 'contact', {
      contact: 'k-1',
      name: personName(random),
      role: '信息部主管',
      influence: 'influences',
      phone: madeUpPhone(random.between(0, 99_999)),
      primary: true,
    });
  }
  let on = addDays(from, random.between(5, 400));
  for (let call = 1; on <= until && call <= 2; call += 1) {
    const [subject, channel, direction, outcome] = random.pick(calls);
    enter(on, 'RecordInteraction', `call-${call}`, {
      interaction: `call-${call}`,
      channel,
      direction,
      outcome,
      subject,
      by: rep.id,
      ...(hasContact ? { contact: 'k-1' } : {}),
    });
    on = addDays(on, random.between(30, 700));
  }
}

/** The first aspects of everything are known of everybody, the rest of so many as are asked for. */
function knownOf(random: Random, known: number, year: number): Record<string, string | number | boolean> {
  return Object.fromEntries(profileAttributes.slice(0, known).map(({ attribute, aspect }) => [attribute, aspect.draw(random, year)]));
}
