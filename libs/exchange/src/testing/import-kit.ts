import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding, PlannedCommand } from '../planning/planned.ts';
import { type ImportOptions, runImport } from '../run/import-run.ts';
import type { ImportSummary } from '../run/summary.ts';

/** A folder of files for one spec. */
export class ImportFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'zongheng-spec-'));

  /** Writes a file, text as UTF-8 or bytes as they are, and answers its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    mkdirSync(this.path, { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What an import came to, with its report. */
export interface Imported {
  readonly summary: ImportSummary;
  readonly findings: readonly Finding[];
}

/** Imports a folder, and reads the report back. */
export async function importing(folder: ImportFolder, mapping: object, options: Partial<ImportOptions> = {}): Promise<Imported> {
  const reportFile = join(folder.path, '..', `${folder.path.split('/').at(-1) ?? ''}.report.ndjson`);
  try {
    const summary = await runImport({
      mapping,
      given: [folder.path],
      installation: null,
      dryRun: true,
      shownMax: 1000,
      reportFile,
      ...options,
    });
    const lines = readFileSync(reportFile, 'utf8').split('\n').filter(Boolean);
    return { summary, findings: lines.map((line) => JSON.parse(line) as Finding) };
  } finally {
    rmSync(reportFile, { force: true });
  }
}

/** A mapping with one step over `rows.csv` that gives one command a row. */
export function simpleMapping(
  body: object,
  more: { readonly step?: object; readonly mapping?: object; readonly input?: object } = {},
): object {
  return {
    mapping: 'sample',
    meaning: { zh: '样例', en: 'Sample' },
    inputs: { rows: { files: 'rows.*', ignore: ['*'], ...more.input } },
    records: { thing: {} },
    ...more.mapping,
    steps: [
      {
        step: 'things',
        from: 'rows',
        record: { $id: 'thing', of: '{key}' },
        commands: [{ command: 'MakeThing', body }],
        ...more.step,
      },
    ],
  };
}

/** The bodies of the commands that rows of CSV come to, and what was found wrong. */
export async function bodiesOf(
  csv: string,
  mapping: object,
  options: Partial<ImportOptions> = {},
): Promise<{
  readonly bodies: readonly PlannedCommand['body'][];
  readonly findings: readonly Finding[];
  readonly commands: readonly PlannedCommand[];
}> {
  const folder = new ImportFolder();
  try {
    folder.write('rows.csv', csv);
    const { summary, findings } = await importing(folder, mapping, options);
    return { bodies: summary.shown.map(({ body }) => body), commands: summary.shown, findings };
  } finally {
    folder.remove();
  }
}
