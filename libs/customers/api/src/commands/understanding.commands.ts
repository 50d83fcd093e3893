import type { CustomerCommand, CustomerState } from '@zongheng/customers-domain';
import { survivorFor } from '@zongheng/customers-events';
import type { CustomerId } from '@zongheng/kernel';
import type { CommandBuilder } from '@zongheng/nest-kit';
import { isCustomer, mergedAway } from './references.ts';
import { GrantConsentBody, RecordRelationshipBody, SetContactPreferenceBody, WithdrawConsentBody } from './understanding.bodies.ts';

/** The commands about how a customer wants to be met, what they agreed to, and whom they belong to. */
export function understandingCommands(command: CommandBuilder<CustomerState, CustomerCommand>) {
  return [
    command('SetContactPreference', SetContactPreferenceBody, {
      verb: 'set-preference',
      summary: { zh: '设置联系偏好', en: 'Set how a customer wants to be met' },
      async prepare({ channels, avoid, hours, days, language }, given) {
        const times = hours ? { from: hours.from, to: hours.to } : null;
        const preference = { channels: [...(channels ?? [])], avoid: [...(avoid ?? [])], hours: times, days: [...(days ?? [])] };
        return (await mergedAway(given)) ?? { preference: { ...preference, language: language ?? null } };
      },
    }),
    command('RecordRelationship', RecordRelationshipBody, {
      verb: 'record-relationship',
      summary: { zh: '登记客户关系', en: 'Record what another customer is to this one' },
      async prepare({ other, kind, holds, note }, given) {
        const refusal = await mergedAway(given);
        if (refusal) return refusal;
        const stands = await survivorFor(given, other);
        const isItself = stands === (given.id as CustomerId);
        return { other: stands, kind, holds: holds ?? true, note: note ?? null, otherKnown: await isCustomer(given, stands), isItself };
      },
    }),
    command('GrantConsent', GrantConsentBody, {
      verb: 'grant-consent',
      summary: { zh: '登记客户同意', en: 'Record that a customer agreed' },
      prepare: async ({ channel, purpose, until, evidence }, given) =>
        (await mergedAway(given)) ?? { channel, purpose, until: until ?? null, evidence },
    }),
    command('WithdrawConsent', WithdrawConsentBody, {
      verb: 'withdraw-consent',
      summary: { zh: '登记撤回同意', en: 'Record that a customer does not want it any more' },
      prepare: async ({ channel, purpose, reason }, given) => (await mergedAway(given)) ?? { channel, purpose, reason: reason ?? null },
    }),
  ] as const;
}
