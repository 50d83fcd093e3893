import { DateText, documentView, idOf, Shape, type Static, Type } from '@zongheng/kernel';
import { InstallationFounded, type RecordedInstallationEvent } from '@zongheng/organisation-events';

/** What holds for the whole installation. */
export const InstallationDocument = Shape({
  id: Type.String(),
  ...InstallationFounded.data.properties,
  founded: DateText(),
  revision: Type.Integer(),
});
export type InstallationDocument = Static<typeof InstallationDocument>;

export const installation = documentView<InstallationDocument, RecordedInstallationEvent>({
  name: 'installation',
  version: 1,
  meaning: { zh: '系统', en: 'The installation' },
  handles: ['InstallationFounded'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (_, event) => ({ id: idOf(event.stream), ...event.data, founded: event.businessDate, revision: event.revision }),
  fields: { name: 'text' },
  indexes: [['name']],
  index: (document) => ({ fields: { name: document.name } }),
});
