import { hash } from 'node:crypto';
import type { CompiledCommand, CompiledStep } from '../mapping/compiled.ts';
import { digestOf } from './identities.ts';
import type { PlannedCommand } from './planned.ts';
import { fault, newScope, nextRow, type RowScope, textOf, type World } from './row-scope.ts';
import type { Scratch } from './scratch.ts';
import { SeenKeys } from './seen-keys.ts';

/** What one row comes to. */
export type RowOutcome =
  | { readonly kind: 'planned'; readonly key: string; readonly commands: readonly PlannedCommand[] }
  | { readonly kind: 'skipped'; readonly because: string }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'bad' };

const repeated: RowOutcome = { kind: 'repeated' };
const bad: RowOutcome = { kind: 'bad' };
const keyLengthMax = 48;
const plainKey = /^[A-Za-z0-9_.~-]+$/u;

/** Turns rows of one step into commands. What it finds wrong or assumes is left in `scope` for the caller to report. */
export class RowPlanner {
  readonly scope: RowScope;
  private readonly step: CompiledStep;
  private readonly namespace: string;
  private readonly distinct: SeenKeys;
  private readonly once: readonly SeenKeys[];

  constructor(step: CompiledStep, namespace: string, world: World, scratch: Scratch) {
    this.step = step;
    this.namespace = namespace;
    this.distinct = new SeenKeys(scratch);
    this.once = step.commands.map(() => new SeenKeys(scratch));
    this.scope = newScope(world, { lets: step.lets, joins: step.joins.length, remembered: step.remembered });
  }

  /** `rowKey` makes a case's row key out of the step's key; by default the step's key is the row's. */
  plan(cells: readonly string[], line: number, rowKey: (key: string) => string = (key) => key): RowOutcome {
    const { scope, step } = this;
    nextRow(scope, cells);
    const skip = step.skip.find(({ when }) => when(scope));
    if (skip !== undefined) return { kind: 'skipped', because: skip.because };
    const value = step.distinct === null ? null : textOf(step.distinct.evaluate(scope));
    if (value !== null && value !== '' && this.distinct.has(value)) return repeated;
    scope.record = textOf(step.record.evaluate(scope));
    const key = rowKey(keyText(step.key.evaluate(scope)));
    const applying = step.commands.filter(({ when }) => when === null || when(scope));
    const first = applying.filter((command) => this.isFirst(command));
    const commands = first.map((command) => this.command(command, key, line));
    if (applying.length === 0 && scope.faults.length === 0) {
      fault(scope, 'IMPORT.NO_COMMAND', null, 'no command of the mapping applies to it', cells.join(' | '));
    }
    if (scope.faults.length > 0) return bad;
    if (value !== null) this.distinct.add(value);
    for (const command of first) this.rememberOnce(command);
    return commands.length === 0 ? repeated : { kind: 'planned', key, commands };
  }

  private isFirst(command: CompiledCommand): boolean {
    if (command.once === null) return true;
    return this.once[this.step.commands.indexOf(command)]?.has(textOf(command.once.evaluate(this.scope))) !== true;
  }

  private rememberOnce(command: CompiledCommand): void {
    if (command.once !== null) this.once[this.step.commands.indexOf(command)]?.add(textOf(command.once.evaluate(this.scope)));
  }

  private command(rule: CompiledCommand, key: string, line: number): PlannedCommand {
    const { scope } = this;
    const body = rule.body.evaluate(scope) as Readonly<Record<string, unknown>>;
    const on = rule.on?.evaluate(scope);
    const occurredAt = rule.occurredAt?.evaluate(scope);
    const name = rule.as === rule.command ? '' : `.${rule.as.slice(rule.command.length + 1)}`;
    return {
      command: rule.command,
      id: rule.id === null ? scope.record : textOf(rule.id.evaluate(scope)) || null,
      key: `${this.namespace}.${this.step.name}.${shortKey(key)}${name}`,
      body: { ...body, ...(on === undefined ? {} : { on }), ...(occurredAt === undefined ? {} : { occurredAt }) },
      line,
      mayExist: rule.mayExist,
    };
  }
}

/** A key as text: the parts of a list are told apart. */
function keyText(key: unknown): string {
  return Array.isArray(key) ? (key.length === 1 ? textOf(key[0]) : JSON.stringify(key)) : textOf(key);
}

/** Keys stand in the log with every event: long ones, and ones with unusual signs, by their digest. */
function shortKey(key: string): string {
  return key.length <= keyLengthMax && plainKey.test(key) ? key : digestOf([key]);
}

/** Tells the content of one row from another's. */
export function contentOf(cells: readonly string[]): string {
  return hash('sha1', cells.join('\u001f'), 'base64').slice(0, 16);
}
