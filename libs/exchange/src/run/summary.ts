import type { Finding, PlannedCommand, StepCounts } from '../planning/planned.ts';
import type { ImportCounts } from './events.ts';

/** What became of the commands of one type. Sent = recorded + unchanged + refused. */
export interface CommandCounts {
  readonly command: string;
  sent: number;
  recorded: number;
  /** Carried out before, or so already: nothing was recorded. */
  unchanged: number;
  refused: number;
}

/** How often a thing was found, and where first. */
export interface FindingCount {
  readonly level: Finding['level'];
  readonly code: string;
  readonly reason: string | null;
  times: number;
  readonly examples: Finding[];
}

export interface ImportSummary {
  /** Null for a dry run without an installation. */
  readonly run: string | null;
  readonly mapping: string;
  readonly dryRun: boolean;
  /** Stopped before its end: run it again to go on. */
  readonly isStopped: boolean;
  readonly steps: readonly StepCounts[];
  readonly commands: readonly CommandCounts[];
  readonly findings: readonly FindingCount[];
  readonly counts: ImportCounts;
  /** The first commands, in a dry run. */
  readonly shown: readonly PlannedCommand[];
  readonly elapsedMs: number;
}

const examplesMax = 5;

/** Counts while a run goes on. */
export class Tally {
  readonly steps: StepCounts[] = [];
  readonly shown: PlannedCommand[] = [];
  private readonly byCommand = new Map<string, CommandCounts>();
  private readonly byCode = new Map<string, FindingCount>();

  command(command: string): CommandCounts {
    let counts = this.byCommand.get(command);
    if (counts === undefined) {
      counts = { command, sent: 0, recorded: 0, unchanged: 0, refused: 0 };
      this.byCommand.set(command, counts);
    }
    return counts;
  }

  /** Assumptions are counted by what was assumed, everything else by its code. */
  found(finding: Finding): void {
    const reason = finding.level === 'assumed' ? finding.reason : null;
    const name = `${finding.level} ${finding.code} ${reason ?? ''}`;
    let counted = this.byCode.get(name);
    if (counted === undefined) {
      counted = { level: finding.level, code: finding.code, reason, times: 0, examples: [] };
      this.byCode.set(name, counted);
    }
    counted.times += 1;
    if (counted.examples.length < examplesMax) counted.examples.push(finding);
  }

  get commands(): readonly CommandCounts[] {
    return [...this.byCommand.values()];
  }

  get findings(): readonly FindingCount[] {
    return [...this.byCode.values()];
  }

  counts(): ImportCounts {
    const sumOf = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((sum, item) => sum + of(item), 0);
    const { steps, commands } = this;
    return {
      rows: sumOf(steps, ({ rows }) => rows),
      planned: sumOf(steps, ({ planned }) => planned),
      skipped: sumOf(steps, ({ skipped }) => sumOf([...skipped.values()], (times) => times)),
      repeats: sumOf(steps, ({ repeats }) => repeats),
      bad: sumOf(steps, ({ bad }) => bad),
      commands: sumOf(commands, ({ sent }) => sent),
      recorded: sumOf(commands, ({ recorded }) => recorded),
      unchanged: sumOf(commands, ({ unchanged }) => unchanged),
      refused: sumOf(commands, ({ refused }) => refused),
      assumed: sumOf(this.findings, ({ level, times }) => (level === 'assumed' ? times : 0)),
    };
  }
}
