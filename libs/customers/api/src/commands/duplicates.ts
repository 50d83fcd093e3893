import { customerRulesDecider, refuseCustomer } from '@zongheng/customers-domain';
import { type DuplicateAction, type DuplicateRule, type Likeness, survivorFor } from '@zongheng/customers-events';
import { customers, phoneDigits, plainName } from '@zongheng/customers-views';
import { type CustomerId, isRefusal, type Refusal } from '@zongheng/kernel';
import { type CommandAnswer, type PinnedRequest, type Preparation, ServedDocuments, type Surroundings } from '@zongheng/nest-kit';
import { customerRulesAggregate } from './rules.aggregate.ts';

/** What of a registration is compared with the files that are there. */
interface Alike {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly duplicates?: DuplicateAction;
  readonly reference?: object;
}

type Load = Pick<Preparation, 'load'>;
type Find = Pick<Preparation, 'find'>;

/** The rule asked for; else, for a record from another system, the one in force; else all is registered. */
async function ruleFor({ load }: Load, { duplicates, reference }: Alike): Promise<DuplicateRule> {
  const known = (await load(customerRulesAggregate, 'main'))?.state ?? customerRulesDecider.initialState();
  const { action, by } = known.duplicates;
  return { action: duplicates ?? (reference ? action : 'register'), by };
}

/** Files that look like the same customer, as the read model has them: a likeness is a hint, and no rule that must never be broken. */
async function lookalikes({ find }: Find, id: string, alike: Alike, by: readonly Likeness[]): Promise<readonly CustomerId[]> {
  const found = new Set<CustomerId>();
  for (const likeness of by) {
    const { field, value } = comparedBy(likeness, alike);
    if (value === '') continue;
    const there = await find(customers, { where: [{ field, op: 'eq', value }], limit: 5 });
    for (const file of there) if (file.id !== id) found.add(file.id as CustomerId);
  }
  return [...found].sort();
}

function comparedBy(likeness: Likeness, { name, phone, email }: Alike): { readonly field: string; readonly value: string } {
  switch (likeness) {
    case 'name':
      return { field: 'plainName', value: plainName(name) };
    case 'phone':
      return { field: 'phone', value: phoneDigits(phone ?? null) };
    case 'email':
      return { field: 'email', value: email?.toLowerCase() ?? '' };
  }
}

/** Refuses what looks like a customer who is there, where the rule is to ask. */
export async function refusedAsDuplicate(given: Preparation, alike: Alike): Promise<Refusal | null> {
  const rule = await ruleFor({ load: given.load.bind(given) }, alike);
  if (rule.action !== 'ask') return null;
  const there = await lookalikes({ find: given.find.bind(given) }, given.id, alike, rule.by);
  return there.length === 0 ? null : refuseCustomer('CUSTOMERS.CUSTOMER.LIKELY_DUPLICATE', `it looks like ${there.join(', ')}`);
}

/** Merges what was just registered into the file that it looks like, where the rule is to merge; the merge can be undone as any other. */
export async function mergedAsDuplicate(request: PinnedRequest, given: Surroundings, answer: CommandAnswer): Promise<void> {
  if (isRefusal(answer)) return;
  const alike = request.body as unknown as Alike;
  const rule = await ruleFor({ load: given.load }, alike);
  if (rule.action !== 'merge') return;
  const documents = given.get(ServedDocuments);
  const [first] = await lookalikes({ find: (view, query) => documents.find(view, query) }, request.id, alike, rule.by);
  if (!first) return;
  const into = await survivorFor(given, first);
  const body = { merged: request.id, into, reason: `疑似重复，按规则合并 · it looked like ${first}, and the rule is to merge` };
  await given.take({ type: 'MergeCustomers', id: 'main', body });
}
