import {
  Count,
  defineEvent,
  type EventDefinition,
  type FactOf,
  Id,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';

const stream = 'import';
const Digest = () => Type.String({ pattern: '^[0-9a-f]{64}$' });

/** A file an import read: its name without the folder, its size, the SHA-256 of its bytes. */
export const ImportedFile = Shape({ input: Text(64), name: Text(255), bytes: Type.Integer({ minimum: 0 }), hash: Digest() });
export type ImportedFile = Static<typeof ImportedFile>;

/** What came of a run, in rows and commands. Rows = planned + skipped + repeats + bad. */
export const ImportCounts = Shape({
  rows: Count(),
  planned: Count(),
  skipped: Count(),
  repeats: Count(),
  bad: Count(),
  commands: Count(),
  recorded: Count(),
  unchanged: Count(),
  refused: Count(),
  assumed: Count(),
});
export type ImportCounts = Static<typeof ImportCounts>;

export const ImportStarted = defineEvent({
  type: 'ImportStarted',
  version: 1,
  stream,
  meaning: { zh: '导入开始（或以修改后的映射继续）', en: 'A run of an import was started, or taken up again with a mended mapping' },
  data: Shape({
    run: Id(),
    mappingHash: Digest(),
    /** One digest over all files: the same files again are the same run, until it is undone. */
    fingerprint: Digest(),
    files: Type.Array(ImportedFile, { maxItems: 1000 }),
  }),
});

export const ImportCompleted = defineEvent({
  type: 'ImportCompleted',
  version: 1,
  stream,
  meaning: { zh: '导入完成', en: 'A run of an import went through all its files' },
  data: Shape({ run: Id(), mappingHash: Digest(), counts: ImportCounts }),
});

export const ImportUndoStarted = defineEvent({
  type: 'ImportUndoStarted',
  version: 1,
  stream,
  meaning: { zh: '开始撤销导入', en: 'The undoing of a run was started: what it recorded is being taken back' },
  data: Shape({ run: Id(), reason: Text(500) }),
});

export const ImportUndone = defineEvent({
  type: 'ImportUndone',
  version: 1,
  stream,
  meaning: { zh: '导入已撤销', en: 'A run was undone, as far as it could be' },
  data: Shape({
    run: Id(),
    reason: Text(500),
    /** Records taken back, and records left as they are. */
    undone: Count(),
    kept: Count(),
  }),
});

/** All that an import's stream may hold, one stream for each mapping. */
export const importEvents = [ImportStarted, ImportCompleted, ImportUndoStarted, ImportUndone] as const;

export type ImportFact = FactOf<(typeof importEvents)[number]>;
export type RecordedImportEvent = RecordedOf<(typeof importEvents)[number]>;

/** Every event of data exchange, for the catalogue. */
export const exchangeEvents: readonly EventDefinition[] = importEvents;

/** The stream of a mapping's runs. */
export function importStream(mapping: string): string {
  return `${stream}-${mapping}`;
}
