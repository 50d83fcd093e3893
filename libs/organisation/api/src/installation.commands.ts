import { aggregateCommands, CurrencyField, defineAggregate, TextField } from '@zongheng/nest-kit';
import { installationDecider } from '@zongheng/organisation-domain';

export const installationAggregate = defineAggregate({
  category: 'installation',
  decider: installationDecider,
  orderingKey: (_first, id) => id,
});

export class FoundInstallationBody {
  @TextField(200, { description: 'What the installation is called' })
  readonly name!: string;

  @TextField(64, { description: 'The IANA time zone of business dates', example: 'Asia/Shanghai' })
  readonly timeZone!: string;

  @CurrencyField({ description: 'The home currency', example: 'CNY' })
  readonly currency!: string;
}

/** Founding is the first thing a new installation does by itself: it has no route. */
export const installationCommands = aggregateCommands(
  { aggregate: installationAggregate, collection: 'installation', title: { zh: '系统', en: 'Installation' } },
  (command) => [
    command.internal('FoundInstallation', FoundInstallationBody, { summary: { zh: '启用系统', en: 'Found the installation' } }),
  ],
);
