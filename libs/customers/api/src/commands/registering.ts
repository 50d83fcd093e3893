import { documentOf, identityNumber } from '@zongheng/customers-domain';
import type { CustomerKind, IdentityDocument } from '@zongheng/customers-events';
import { type CustomerId, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Around, CommandAnswer, PinnedRequest, Surroundings } from '@zongheng/nest-kit';
import { IdentityKeys } from '../identity-keys.ts';
import { customerAggregate } from './customer.aggregate.ts';
import { mergedAsDuplicate } from './duplicates.ts';
import { identityAggregate } from './identity.commands.ts';

/** How often another's reservation is looked into before this registration is told that somebody else is at it. */
const attemptsMax = 3;

/** The bodies are checked before they come here. */
interface RegisterBody {
  readonly kind: CustomerKind;
  readonly identity?: string;
}

/**
 * Registers a customer: its identity is reserved first, where it has one, so that nobody else can have it. A crash between the two leaves a
 * reservation without a file; who wants the identity then closes that registration and takes it over. Afterwards a likely duplicate is merged
 * into the file that is there, where that is the rule.
 */
export const registering: Around = async (request, given) => {
  const { kind, identity } = request.body as unknown as RegisterBody;
  const answer =
    identity === undefined
      ? await given.carryOut(request)
      : await reserved(request, given, { document: documentOf(kind), number: identityNumber(identity) });
  await mergedAsDuplicate(request, given, answer);
  return answer;
};

/**
 * Records the identity of a customer who is registered: reserved first, as well. Where the number was theirs a moment ago, its release may be
 * under way, and come between the two: so it is reserved once more afterwards, when a release finds it recorded. Who lost it to somebody else
 * in that moment does not keep it.
 */
export const recordingIdentity: Around = async (request, given) => {
  const { identity } = request.body as { readonly identity?: string };
  const file = (await given.load(customerAggregate, request.id))?.state.file;
  if (identity === undefined || !file) return given.carryOut(request);
  const wanted = { document: documentOf(file.kind), number: identityNumber(identity) };
  const answer = await reserved(request, given, wanted);
  if (isRefusal(answer)) return answer;
  // A retry of long ago may find that they have another by now: then nothing more is to be done for this one.
  const recorded = (await given.load(customerAggregate, request.id))?.state.file?.identity?.number;
  if (recorded !== wanted.number) return answer;
  const refusal = await reserve(request, given, wanted, 'once more ');
  if (refusal) await given.take({ type: 'RecordIdentity', id: request.id, body: {} });
  return refusal ?? answer;
};

interface Wanted {
  readonly document: IdentityDocument;
  readonly number: string;
}

async function reserved(request: PinnedRequest, given: Surroundings, wanted: Wanted): Promise<CommandAnswer> {
  const file = (await given.load(customerAggregate, request.id))?.state.file;
  // What is theirs already need not be reserved; a retry of long ago answers as the first time, whoever has the number now.
  if (file?.identity && request.type === 'RegisterCustomer') return given.carryOut(request);
  const refusal = await reserve(request, given, wanted);
  return refusal ?? given.carryOut(request);
}

async function reserve(
  { id: customer }: PinnedRequest,
  given: Surroundings,
  { document, number }: Wanted,
  step = '',
): Promise<Refusal | null> {
  const stream = given.get(IdentityKeys).streamIdOf(document, number);
  for (let attempt = 1; ; attempt += 1) {
    const name = `${step}${attempt}`;
    const answer = await given.take({ type: 'ReserveIdentity', id: stream, body: { document, customer }, name });
    if (!isRefusal(answer)) return null;
    if (answer.code !== 'CUSTOMERS.IDENTITY.PENDING' || attempt === attemptsMax) return answer;
    const holder = (await given.load(identityAggregate, stream))?.state.holder ?? null;
    if (holder !== null && holder !== customer) await closed(given, holder, customer);
  }
}

/** Closes a registration that has not come about. Where it has meanwhile, nothing is closed, and the next attempt is refused. */
async function closed(given: Surroundings, holder: CustomerId, customer: string): Promise<void> {
  await given.take({
    type: 'AbandonRegistration',
    id: holder,
    body: { reason: `its identity went to ${customer}, as this was not registered` },
  });
}
