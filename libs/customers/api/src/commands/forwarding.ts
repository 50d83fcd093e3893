import { survivorFor } from '@zongheng/customers-events';
import type { Around } from '@zongheng/nest-kit';

/**
 * What follows from a deal concerns the file that stands for the customer now. People are told where a file went and send their command there;
 * a policy cannot, and its cause may be of a file that was merged since.
 */
export const forwarded: Around = async (request, given) => {
  const stands = await survivorFor(given, request.id);
  return stands === request.id ? given.carryOut(request) : given.take({ type: request.type, id: stands, body: { ...request.body } });
};
