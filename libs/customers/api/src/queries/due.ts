import { customerRulesByDefault, type ContactIntervals } from '@zongheng/customers-events';
import {
  type CustomerDocument,
  customerRules,
  type CustomerRulesDocument,
  customers,
  heavyMembers,
  merges,
} from '@zongheng/customers-views';
import { addDays, type BusinessDate, Count, DateText, daysBetween, Shape, Type } from '@zongheng/kernel';
import { DateField, IdField, queryEndpoint, ServedDocuments } from '@zongheng/nest-kit';
import type { Condition } from '@zongheng/read-store';
import { ShownCustomer } from './lists.ts';
import { mergesOf } from './one-customer.ts';

const heavy = new Set<string>(heavyMembers);
const fieldOf = { lifecycle: 'stage', segment: 'segment', kind: 'kind' } as const;

export class DueParams {
  @IdField({ optional: true, description: 'Only those of this owner', example: 'li-na' })
  readonly owner?: string;

  @IdField({ optional: true, description: 'Only those whose owner belongs to this unit' })
  readonly unit?: string;

  @DateField({ optional: true, description: 'Due on this day (default today)' })
  readonly date?: BusinessDate;
}

export const dueEndpoint = queryEndpoint({
  path: 'customers-due',
  views: [customers, customerRules, merges],
  title: { zh: '待联系客户', en: 'Customers due for contact' },
  summary: {
    zh: '超过联系间隔的客户，最久未联系者在前；从未联系的自建档日起算',
    en: 'Customers whose contact interval has passed, the longest silent first; those never met count from the day of their file',
  },
  params: DueParams,
  table: 'customers',
  answer: Shape({
    date: DateText(),
    /** How often the rules have been set; 0: those by default. */
    rulesVersion: Count(),
    customers: Type.Array(
      Shape({ customer: ShownCustomer, intervalDays: Count(), lastContact: Type.Union([DateText(), Type.Null()]), daysOverdue: Count() }),
    ),
  }),
  async handle({ params: { owner, unit, date }, asOf, limit }, given) {
    const documents = given.get(ServedDocuments);
    const on = date ?? asOf;
    const rules = await rulesIn(documents);
    const asked: Condition[] = [];
    if (owner !== undefined) asked.push({ field: 'owner', op: 'eq', value: owner });
    if (unit !== undefined) asked.push({ field: 'unit', op: 'eq', value: unit });
    const found = await Promise.all(bandsOf(rules.intervals).map((band) => silentIn(documents, band, asked, on, limit)));
    const late = found
      .flat()
      .toSorted((one, other) => other.daysOverdue - one.daysOverdue || (one.customer.id < other.customer.id ? -1 : 1));
    const went = await mergesOf(
      documents,
      late.map(({ customer }) => customer.id),
    );
    const standing = late.filter(({ customer }) => !went.has(customer.id)).slice(0, limit);
    return { date: on, rulesVersion: rules.version, customers: standing.map((each) => ({ ...each, customer: shown(each.customer) })) };
  },
});

interface Late {
  readonly customer: CustomerDocument;
  readonly intervalDays: number;
  readonly lastContact: BusinessDate | null;
  readonly daysOverdue: number;
}

/** The customers to whom one rule applies: those that fit it, and none of the rules before it. */
export interface Band {
  readonly days: number;
  readonly where: readonly Condition[];
}

export function bandsOf({ rules, otherwise }: ContactIntervals): readonly Band[] {
  const bands: Band[] = [];
  const earlier: Condition[] = [];
  for (const { by, key, days } of rules) {
    const field = fieldOf[by];
    if (days !== null) bands.push({ days, where: [...earlier, { field, op: 'eq', value: key }] });
    earlier.push({ field, op: 'ne', value: key });
  }
  return otherwise === null ? bands : [...bands, { days: otherwise, where: earlier }];
}

/** Those of a band who were last met, or whose file was opened, longer ago than their interval. */
async function silentIn(
  documents: ServedDocuments,
  band: Band,
  asked: readonly Condition[],
  on: BusinessDate,
  limit: number,
): Promise<readonly Late[]> {
  const since = addDays(on, -band.days);
  const where = [...asked, ...band.where];
  const [met, never] = await Promise.all([
    documents.find(customers, {
      where: [...where, { field: 'lastContact', op: 'lt', value: since }],
      sort: { field: 'lastContact', direction: 'asc' },
      limit,
    }),
    documents.find(customers, {
      where: [...where, { field: 'lastContact', op: 'eq', value: null }, { field: 'registered', op: 'lt', value: since }],
      sort: { field: 'registered', direction: 'asc' },
      limit,
    }),
  ]);
  return [...met, ...never].map((customer) => {
    const { lastContact } = customer.measures;
    const daysOverdue = daysBetween(lastContact ?? customer.registered, since);
    return { customer, intervalDays: band.days, lastContact, daysOverdue };
  });
}

async function rulesIn(documents: ServedDocuments): Promise<Pick<CustomerRulesDocument, 'intervals' | 'version'>> {
  const stored = await documents.ask(customerRules, (collection) => collection.get(['main']));
  const body = stored.get('main')?.body ?? null;
  return body === null ? { ...customerRulesByDefault, version: 0 } : (JSON.parse(body) as CustomerRulesDocument);
}

function shown(file: CustomerDocument): object {
  return { ...Object.fromEntries(Object.entries(file).filter(([member]) => !heavy.has(member))), mergedInto: null };
}
