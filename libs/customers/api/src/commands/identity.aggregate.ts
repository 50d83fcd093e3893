import { type CustomerFile, identityDecider } from '@zongheng/customers-domain';
import { defineAggregate } from '@zongheng/nest-kit';
import type { IdentityKeys } from '../identity-keys.ts';

/** An identity's own stream, named by its keyed hash. */
export const identityAggregate = defineAggregate({ category: 'identity', decider: identityDecider, orderingKey: (_first, id) => id });

/** Whether a file says an identity, by its stream: the number itself stands in no command about it, as a command's hash is kept with its events. */
export function says(file: CustomerFile | null, identity: string, keys: IdentityKeys): boolean {
  return file?.identity ? keys.streamIdOf(file.identity.document, file.identity.number) === identity : false;
}
