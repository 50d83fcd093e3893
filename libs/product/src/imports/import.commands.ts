import { type ImportCounts, importDecider, type ImportedFile } from '@zongheng/exchange';
import {
  aggregateCommands,
  CountField,
  defineAggregate,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@zongheng/nest-kit';

/** One aggregate for each mapping: which runs there were, and which were undone. */
export const importAggregate = defineAggregate({ category: 'import', decider: importDecider, orderingKey: (_first, id) => id });

class FileFields implements ImportedFile {
  @TextField(64, { description: 'The input it was read as', example: 'deals' })
  readonly input!: string;

  @TextField(255, { description: 'Its name', example: 'sales_pipeline.csv' })
  readonly name!: string;

  @IntegerField({ min: 0, max: Number.MAX_SAFE_INTEGER }, { description: 'Its size', example: 637_773 })
  readonly bytes!: number;

  @TextField(64, { description: 'The SHA-256 of its bytes', example: '0'.repeat(64) })
  readonly hash!: string;
}

export class StartImportBody {
  @IdField({ description: 'The mapping', example: 'maven-crm' })
  readonly mapping!: string;

  @IdField({ description: 'The run', example: 'maven-crm.1' })
  readonly run!: string;

  @TextField(64, { description: 'The SHA-256 of the mapping', example: '0'.repeat(64) })
  readonly mappingHash!: string;

  @TextField(64, { description: 'One digest over all files', example: '0'.repeat(64) })
  readonly fingerprint!: string;

  @ListField(() => FileFields, { max: 1000, description: 'The files' })
  readonly files!: readonly FileFields[];
}

class CountsFields implements ImportCounts {
  @CountField() readonly rows!: number;
  @CountField() readonly planned!: number;
  @CountField() readonly skipped!: number;
  @CountField() readonly repeats!: number;
  @CountField() readonly bad!: number;
  @CountField() readonly commands!: number;
  @CountField() readonly recorded!: number;
  @CountField() readonly unchanged!: number;
  @CountField() readonly refused!: number;
  @CountField() readonly assumed!: number;
}

export class CompleteImportBody {
  @IdField({ description: 'The run', example: 'maven-crm.1' })
  readonly run!: string;

  @ObjectField(() => CountsFields, { description: 'What came of it' })
  readonly counts!: CountsFields;
}

export class StartImportUndoBody {
  @IdField({ description: 'The run', example: 'maven-crm.1' })
  readonly run!: string;

  @TextField(500, { description: 'Why', example: 'the mapping was wrong' })
  readonly reason!: string;
}

export class CompleteImportUndoBody {
  @IdField({ description: 'The run', example: 'maven-crm.1' })
  readonly run!: string;

  @CountField({ description: 'Records taken back' })
  readonly undone!: number;

  @CountField({ description: 'Records kept' })
  readonly kept!: number;
}

export const importCommands = aggregateCommands(
  { aggregate: importAggregate, collection: 'imports', title: { zh: '导入', en: 'Imports' } },
  (command) => [
    command('StartImport', StartImportBody, { verb: 'start', summary: { zh: '导入开始', en: 'Record that a run of an import starts' } }),
    command('CompleteImport', CompleteImportBody, {
      verb: 'complete',
      summary: { zh: '导入完成', en: 'Record that a run went through its files' },
    }),
    command('StartImportUndo', StartImportUndoBody, {
      verb: 'start-undo',
      summary: { zh: '开始撤销', en: 'Record that a run is being taken back' },
    }),
    command('CompleteImportUndo', CompleteImportUndoBody, {
      verb: 'complete-undo',
      summary: { zh: '撤销完成', en: 'Record that a run was taken back' },
    }),
  ],
);
