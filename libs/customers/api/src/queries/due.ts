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
import type { Condition, DocumentPage, PageEnd } from '@zongheng/read-store';
import { ShownCustomer } from './lists.ts';
import { customerFiles, mergesOf } from './one-customer.ts';

const heavy = new Set<string>(heavyMembers);
/** So many customers of one list are read at a time. */
const aFew = 12;
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
    const lists = bandsOf(rules.intervals).flatMap((band) => silentIn(documents, band, asked, on));
    const standing: Late[] = [];
    for await (const late of latestFirst(lists)) {
      if ((await mergesOf(documents, [late.customer.id])).size === 0) standing.push(late);
      if (standing.length === limit) break;
    }
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

/** Those of a band who were last met, and those whose file was opened, longer ago than their interval. */
function silentIn(
  documents: ServedDocuments,
  { days, where }: Band,
  asked: readonly Condition[],
  on: BusinessDate,
): AsyncGenerator<Late>[] {
  const since = addDays(on, -days);
  const met: Condition = { field: 'lastContact', op: 'lt', value: since };
  const never: Condition[] = [
    { field: 'lastContact', op: 'eq', value: null },
    { field: 'registered', op: 'lt', value: since },
  ];
  const late = (customer: CustomerDocument): Late => {
    const { lastContact } = customer.measures;
    return { customer, intervalDays: days, lastContact, daysOverdue: daysBetween(lastContact ?? customer.registered, since) };
  };
  return [
    eachOf(documents, [...asked, ...where, met], 'lastContact', late),
    eachOf(documents, [...asked, ...where, ...never], 'registered', late),
  ];
}

/** One list, the earliest date first, a few at a time: of most lists a page holds but the beginning. */
async function* eachOf(
  documents: ServedDocuments,
  where: readonly Condition[],
  field: string,
  late: (customer: CustomerDocument) => Late,
): AsyncGenerator<Late> {
  let after: PageEnd | null = null;
  do {
    const from: PageEnd | null = after;
    const page: DocumentPage = await documents.ask(customerFiles, (collection) =>
      collection.query({ where, sort: { field, direction: 'asc' }, limit: aFew, ...(from ? { after: from } : {}) }),
    );
    for (const { body } of page.documents) yield late(JSON.parse(body) as CustomerDocument);
    after = page.next;
  } while (after);
}

/** Lists that each have the latest first, as one that does. */
async function* latestFirst(lists: readonly AsyncGenerator<Late>[]): AsyncGenerator<Late> {
  const heads = await Promise.all(lists.map(async (list) => ({ list, head: await nextOf(list) })));
  for (;;) {
    const next = heads.reduce<(typeof heads)[number] | null>(
      (best, each) => (each.head && (!best?.head || isBefore(each.head, best.head)) ? each : best),
      null,
    );
    if (!next?.head) return;
    yield next.head;
    next.head = await nextOf(next.list);
  }
}

async function nextOf(list: AsyncGenerator<Late>): Promise<Late | null> {
  const next = await list.next();
  return next.done === true ? null : next.value;
}

function isBefore(one: Late, other: Late): boolean {
  return one.daysOverdue === other.daysOverdue ? one.customer.id < other.customer.id : one.daysOverdue > other.daysOverdue;
}

async function rulesIn(documents: ServedDocuments): Promise<Pick<CustomerRulesDocument, 'intervals' | 'version'>> {
  const stored = await documents.ask(customerRules, (collection) => collection.get(['main']));
  const body = stored.get('main')?.body ?? null;
  return body === null ? { ...customerRulesByDefault, version: 0 } : (JSON.parse(body) as CustomerRulesDocument);
}

function shown(file: CustomerDocument): object {
  return { ...Object.fromEntries(Object.entries(file).filter(([member]) => !heavy.has(member))), mergedInto: null };
}
