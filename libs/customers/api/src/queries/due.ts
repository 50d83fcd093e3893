import { customerRulesByDefault } from '@zongheng/customers-events';
import { customerRules, type CustomerRulesDocument, customers, merges } from '@zongheng/customers-views';
import { Count, DateText, Shape, Type } from '@zongheng/kernel';
import { type FigureQuery, IdField, ProblemError, queryEndpoint, type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import type { Condition } from '@zongheng/read-store';
import { dueNow } from './due-now.ts';
import { dueAt } from './due-past.ts';
import { bandsOf, type DuePlace, inOrder, type Late, placeOf } from './due-rules.ts';
import { ShownCustomer } from './lists.ts';
import { light } from './past-segments.ts';

/** Of whose customers is asked. */
export class DueOnly {
  @IdField({ optional: true, description: 'Only those of this owner', example: 'li-na' })
  readonly owner?: string;

  @IdField({ optional: true, description: 'Only those whose owner belongs to this unit' })
  readonly unit?: string;
}

export function onlyAsked({ owner, unit }: DueOnly): readonly Condition[] {
  return Object.entries({ owner, unit }).flatMap(([field, value]): Condition[] =>
    value === undefined ? [] : [{ field, op: 'eq', value }],
  );
}

export const dueEndpoint = queryEndpoint({
  path: 'customers-due',
  views: [customers, customerRules, merges],
  title: { zh: '待联系客户', en: 'Customers due for contact' },
  summary: {
    zh: '超过联系间隔的客户，最久未联系者在前；从未联系的自建档日起算',
    en: 'Customers whose contact interval has passed, the longest silent first; those never met count from the day of their file',
  },
  description: {
    zh: '与并入的任一客户文件的联系都算数；过去的日期由事件重算，大型安装需数秒',
    en: 'A contact with any file that was merged into theirs counts. A day that is past is folded from the log, which takes seconds where it is long',
  },
  time: 'asOf',
  params: DueOnly,
  paged: true,
  table: 'customers',
  answer: Shape({
    /** How often the rules have been set; 0: those by default. */
    rulesVersion: Count(),
    customers: Type.Array(
      Shape({ customer: ShownCustomer, intervalDays: Count(), lastContact: Type.Union([DateText(), Type.Null()]), daysOverdue: Count() }),
    ),
  }),
  async handle(query, given, place) {
    const after = placeIn(place);
    const { rulesVersion, late, isMore } = query.isNow ? await presentPage(query, given, after) : await pastPage(query, given, after);
    const last = late.at(-1);
    return {
      rulesVersion,
      customers: late.map(({ customer, intervalDays, lastContact, daysOverdue }) => {
        return { customer: { ...light(customer), mergedInto: null }, intervalDays, lastContact, daysOverdue };
      }),
      next: isMore && last ? placeOf(last) : null,
    };
  },
});

interface DuePage {
  readonly rulesVersion: number;
  readonly late: readonly Late[];
  readonly isMore: boolean;
}

async function presentPage(
  { params, asOf: on, limit }: FigureQuery<DueOnly>,
  given: QueryContext,
  after: DuePlace | null,
): Promise<DuePage> {
  const documents = given.get(ServedDocuments);
  const rules = await rulesIn(documents);
  const page = await dueNow(documents, { bands: bandsOf(rules.intervals), only: onlyAsked(params), on, limit, after });
  return { rulesVersion: rules.version, ...page };
}

async function pastPage(query: FigureQuery<DueOnly>, given: QueryContext, after: DuePlace | null): Promise<DuePage> {
  const { rulesVersion, late } = await dueAt(query, onlyAsked(query.params), given);
  const left = after ? late.filter((each) => inOrder(after, placeOf(each)) < 0) : late;
  return { rulesVersion, late: left.slice(0, query.limit), isMore: left.length > query.limit };
}

async function rulesIn(documents: ServedDocuments): Promise<Pick<CustomerRulesDocument, 'intervals' | 'version'>> {
  const stored = await documents.ask(customerRules, (collection) => collection.get(['main']));
  const body = stored.get('main')?.body ?? null;
  return body === null ? { ...customerRulesByDefault, version: 0 } : (JSON.parse(body) as CustomerRulesDocument);
}

function placeIn(place: unknown): DuePlace | null {
  if (place === null) return null;
  const { days, id } = (typeof place === 'object' ? place : {}) as { readonly days?: unknown; readonly id?: unknown };
  if (typeof days === 'number' && Number.isSafeInteger(days) && typeof id === 'string' && id !== '') return { days, id };
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}
