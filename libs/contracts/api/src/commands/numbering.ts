import { isPlainId, isRefusal, type Refusal } from '@zongheng/kernel';
import { type Around, isIdempotencyKey, type PinnedRequest, type Surroundings } from '@zongheng/nest-kit';
import { contractAggregate } from './contract.aggregate.ts';
import { contractNumberAggregate, numberStreamIdOf } from './number.commands.ts';

/** How often another's reservation is looked into before this contract is told that somebody else is at it. */
const attemptsMax = 3;

/**
 * Records a contract: its number is reserved first, so that no other contract can have it. A crash between the two leaves a reservation
 * without a contract; who wants the number then closes that contract and takes it over.
 */
export const numbered: Around = async (request, given) => {
  if (!isPlainId(request.id) || !isIdempotencyKey(request.key)) return given.carryOut(request);
  // The body is checked before it comes here.
  const { number } = request.body as unknown as { readonly number: string };
  const isThere = (await given.load(contractAggregate, request.id)) !== null;
  const refusal = isThere ? null : await reserve(number, request, given);
  return refusal ?? given.carryOut(request);
};

/**
 * Gives a contract another number: reserved first, and once more when it is recorded, for the release of the same number, given up a moment
 * ago, may have been under way. What is refused leaves nothing reserved.
 */
export const renumbered: Around = async (request, given) => {
  if (!isPlainId(request.id) || !isIdempotencyKey(request.key)) return given.carryOut(request);
  const { number } = request.body as unknown as { readonly number?: string };
  const isThere = (await given.load(contractAggregate, request.id)) !== null;
  if (number === undefined || !isThere) return given.carryOut(request);
  const refusal = await reserve(number, request, given);
  if (refusal) return refusal;
  const answer = await given.carryOut(request);
  if (!isRefusal(answer)) return (await reserve(number, request, given, 'again')) ?? answer;
  await given.take({
    type: 'ReleaseContractNumber',
    id: numberStreamIdOf(number),
    body: { number, contract: request.id },
    name: 'refused',
  });
  return answer;
};

async function reserve(number: string, { id: contract }: PinnedRequest, given: Surroundings, name = ''): Promise<Refusal | null> {
  const stream = numberStreamIdOf(number);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await given.take({ type: 'ReserveContractNumber', id: stream, body: { number, contract }, name: `${name}${attempt}` });
    if (!isRefusal(answer)) return null;
    if (answer.code !== 'CONTRACTS.NUMBER.PENDING' || attempt === attemptsMax) return answer;
    const holder = (await given.load(contractNumberAggregate, stream))?.state.holder ?? null;
    if (holder === null || holder === contract) continue;
    // Where it has come about meanwhile, nothing is closed, and the next attempt is refused.
    await given.take({ type: 'AbandonContract', id: holder, body: { reason: `its number went to ${contract}, as this was not recorded` } });
  }
}
