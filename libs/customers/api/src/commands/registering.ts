import { documentOf, type IdentityClaim, identityNumber } from '@zongheng/customers-domain';
import type { CustomerKind, IdentityDocument } from '@zongheng/customers-events';
import { type CustomerId, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Around, CommandAnswer, PinnedRequest, Surroundings } from '@zongheng/nest-kit';
import { IdentityKeys } from '../identity-keys.ts';
import { customerAggregate } from './customer.aggregate.ts';
import { mergedAsDuplicate } from './duplicates.ts';
import { identityAggregate } from './identity.aggregate.ts';

/** How often another's reservation is looked into, or a lost one made up for, before the sender is told that somebody else is at it. */
const attemptsMax = 3;

/** The bodies are checked before they come here. */
interface RegisterBody {
  readonly kind: CustomerKind;
  readonly identity?: string;
}

/**
 * Registers a customer: its identity is reserved, where it has one and nothing else speaks against it, so that nobody else can have it. A crash
 * between the two leaves a reservation without a file; who wants the identity then closes that registration and takes it over. Afterwards a
 * likely duplicate is merged into the file that is there, where that is the rule.
 */
export const registering: Around = async (request, given) => {
  const { kind, identity } = request.body as unknown as RegisterBody;
  const answer = await withReservation(request, given, kind, identity);
  await mergedAsDuplicate(request, given, answer);
  return answer;
};

/** Records the identity of a customer who is registered: reserved first, as well. */
export const recordingIdentity: Around = async (request, given) => {
  const { identity } = request.body as { readonly identity?: string };
  const file = (await given.load(customerAggregate, request.id))?.state.file;
  return withReservation(request, given, file?.kind ?? 'enterprise', identity);
};

/** Lets an identity go: first its claim is closed in the file, where the file does not say it (again), so that nothing can be said on it later. */
export const releasingIdentity: Around = async (request, given) => {
  const { customer } = request.body as { readonly customer: string };
  const state = (await given.load(identityAggregate, request.id))?.state;
  if (state?.holder === customer) await closeClaim(given, { identity: request.id, reservation: state.reservations }, state.holder);
  return given.carryOut(request);
};

/**
 * Carries a command out; what it lacks is a reservation, it is made and the command carried out again. So a retry of long ago answers as the
 * first time, whoever has the number now, and what is refused for another reason has reserved nothing.
 */
async function withReservation(
  request: PinnedRequest,
  given: Surroundings,
  kind: CustomerKind,
  identity: string | undefined,
): Promise<CommandAnswer> {
  let answer = await given.carryOut(request);
  if (identity === undefined) return answer;
  const document = documentOf(kind);
  const stream = given.get(IdentityKeys).streamIdOf(document, identityNumber(identity));
  for (let attempt = 0; attempt < attemptsMax && lacksReservation(answer); attempt += 1) {
    const refusal = await reserve(stream, given, { document, customer: request.id });
    if (refusal) return refusal;
    answer = await given.carryOut(request);
  }
  return answer;
}

function lacksReservation(answer: CommandAnswer): boolean {
  return isRefusal(answer) && answer.code === 'CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED';
}

interface ReservationBody {
  readonly document: IdentityDocument;
  readonly customer: string;
}

/** A step is named by how often the identity had been reserved: each reservation is one step, and a retry repeats the one it made. */
async function reserve(stream: string, given: Surroundings, body: ReservationBody): Promise<Refusal | null> {
  for (let attempt = 1; ; attempt += 1) {
    const { holder = null, reservations = 0 } = (await given.load(identityAggregate, stream))?.state ?? {};
    const name = `after ${reservations}`;
    const answer = await given.take({ type: 'ReserveIdentity', id: stream, body: { ...body }, name });
    if (!isRefusal(answer)) return null;
    if (answer.code !== 'CUSTOMERS.IDENTITY.PENDING' || attempt === attemptsMax) return answer;
    if (holder === null || holder === body.customer) continue;
    await closeRegistration(given, holder, body.customer);
    await closeClaim(given, { identity: stream, reservation: reservations }, holder);
  }
}

/** Closes a registration that has not come about. Where it has meanwhile, nothing is closed. */
async function closeRegistration(given: Surroundings, holder: CustomerId, customer: string): Promise<void> {
  if (await given.load(customerAggregate, holder)) return;
  const reason = `its identity went to ${customer}, as this was not registered`;
  await given.take({ type: 'AbandonRegistration', id: holder, body: { reason } });
}

/** Closes a reservation that a file does not say. Where it says it meanwhile, nothing is closed, and the next attempt is refused. */
async function closeClaim(given: Surroundings, claim: IdentityClaim, holder: CustomerId): Promise<void> {
  await given.take({ type: 'CloseIdentityClaim', id: holder, body: { ...claim }, name: `${claim.identity} ${claim.reservation}` });
}
