import { type Influence, influences } from '@zongheng/customers-events';
import type { Labels } from '@zongheng/kernel';
import { FlagField, IdField, ListField, OneOf, oneOfKind, TextField } from '@zongheng/nest-kit';

export class AddContactBody {
  @IdField({ optional: true, description: 'The contact’s id; derived from the idempotency key where it is left out', example: 'k-01' })
  readonly contact?: string;

  @TextField(200, { description: 'The name', example: '张工' })
  readonly name!: string;

  @TextField(120, { optional: true, description: 'What they do there', example: '信息部网络主管' })
  readonly role?: string;

  @OneOf(influences, { optional: true, description: 'What they have to say in a purchase', example: 'influences' })
  readonly influence?: Influence;

  @TextField(40, { optional: true, description: 'A phone number' })
  readonly phone?: string;

  @TextField(120, { optional: true, description: 'An e-mail address' })
  readonly email?: string;

  @FlagField({ optional: true, description: 'Whether to ask for them first (default no)' })
  readonly primary?: boolean;

  @TextField(1000, { optional: true, description: 'What is good to know of them' })
  readonly note?: string;
}

type Clearable = 'role' | 'influence' | 'phone' | 'email' | 'note';
const clearables: Labels<Clearable> = {
  role: { zh: '职务', en: 'Role' },
  influence: { zh: '影响力', en: 'Influence' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '电子邮件', en: 'E-mail' },
  note: { zh: '备注', en: 'Note' },
};

export class ChangeContactBody {
  @IdField({ description: 'The contact', example: 'k-01' })
  readonly contact!: string;

  @TextField(200, { optional: true, description: 'The new name' })
  readonly name?: string;

  @TextField(120, { optional: true, description: 'What they do there now' })
  readonly role?: string;

  @OneOf(influences, { optional: true, description: 'What they have to say now' })
  readonly influence?: Influence;

  @TextField(40, { optional: true, description: 'The new phone number' })
  readonly phone?: string;

  @TextField(120, { optional: true, description: 'The new e-mail address' })
  readonly email?: string;

  @FlagField({ optional: true, description: 'Whether to ask for them first' })
  readonly primary?: boolean;

  @TextField(1000, { optional: true, description: 'What is good to know of them now' })
  readonly note?: string;

  @ListField(oneOfKind(clearables), { optional: true, max: 5, description: 'What is to be emptied' })
  readonly clears?: readonly Clearable[];
}

export class RemoveContactBody {
  @IdField({ description: 'The contact', example: 'k-01' })
  readonly contact!: string;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}
