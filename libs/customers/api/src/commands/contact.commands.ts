import type { CustomerCommand, CustomerState } from '@zongheng/customers-domain';
import type { CommandBuilder } from '@zongheng/nest-kit';
import { AddContactBody, ChangeContactBody, RemoveContactBody } from './contact.bodies.ts';
import { mergedAway } from './references.ts';

/** The commands about the people to talk to at a customer's. */
export function contactCommands(command: CommandBuilder<CustomerState, CustomerCommand>) {
  return [
    command('AddContact', AddContactBody, {
      verb: 'add-contact',
      summary: { zh: '新增联系人', en: 'Add a contact person' },
      async prepare({ contact, name, primary, ...body }, given) {
        const { role = null, influence = null, phone = null, email = null, note = null } = body;
        const details = { name, role, influence, phone, email, primary: primary ?? false, note };
        return (await mergedAway(given)) ?? { contact: contact ?? given.newId(), details };
      },
    }),
    command('ChangeContact', ChangeContactBody, {
      verb: 'change-contact',
      summary: { zh: '变更联系人', en: 'Change a contact person’s details' },
      async prepare({ contact, clears, ...body }, given) {
        const cleared = Object.fromEntries((clears ?? []).map((field) => [field, null]));
        const { name, role, influence, phone, email, primary, note } = body;
        return (await mergedAway(given)) ?? { contact, changes: { name, role, influence, phone, email, primary, note, ...cleared } };
      },
    }),
    command('RemoveContact', RemoveContactBody, {
      verb: 'remove-contact',
      summary: { zh: '移除联系人', en: 'Remove a contact person' },
      prepare: async ({ contact, reason }, given) => (await mergedAway(given)) ?? { contact, reason: reason ?? null },
    }),
  ] as const;
}
