import type { CommandGroup, DeclaredCommand } from '../commands/aggregate-commands.ts';
import { fieldsOf } from '../fields/declared-fields.ts';
import { DateField, IdField, InstantField } from '../fields/fields.ts';
import type { FieldsClass } from '../fields/kinds.ts';
import type { CommandClass } from './dispatched-command.ts';

/** A declared command with what was made of it. */
export interface RegisteredCommand {
  readonly declared: DeclaredCommand;
  readonly group: CommandGroup;
  readonly commandClass: CommandClass;
  /** The declared body with the fields that every body may carry. */
  readonly body: FieldsClass;
}

/** All commands of the installation, by type. */
export class CommandRegistry {
  readonly #commands = new Map<string, RegisteredCommand>();
  readonly #aggregates = new Map<string, CommandGroup>();

  /** @throws Error for a second command of one type, or a category that has two aggregates. */
  add(command: RegisteredCommand): void {
    const { declared, group } = command;
    if (this.#commands.has(declared.type)) throw new Error(`two declarations of the command ${declared.type}: a command has one handler`);
    const { category } = group.aggregate;
    const other = this.#aggregates.get(category);
    if (other && other !== group) throw new Error(`two groups of commands write the streams ${category}-…: declare them together`);
    this.#aggregates.set(category, group);
    this.#commands.set(declared.type, command);
  }

  get(type: string): RegisteredCommand | undefined {
    return this.#commands.get(type);
  }

  all(): readonly RegisteredCommand[] {
    return [...this.#commands.values()];
  }

  groups(): readonly CommandGroup[] {
    return [...this.#aggregates.values()];
  }
}

/**
 * The body of a command as it comes in: its own fields and those that every command has.
 * @throws Error where the declared body has one of those itself.
 */
export function wholeBodyOf(declared: DeclaredCommand): FieldsClass {
  const taken = fieldsOf(declared.body).find(({ name }) => name === 'on' || name === 'occurredAt' || (declared.creates && name === 'id'));
  if (taken) throw new Error(`${declared.type}: every body has the field ${taken.name} by itself, leave it out of ${declared.body.name}`);
  const Declared: FieldsClass = declared.body;
  class WholeBody extends Declared {
    @DateField({
      optional: true,
      description: 'The business date it counts for; today in the time zone of the installation where it is left out',
      example: '2026-03-01',
    })
    readonly on?: string;

    @InstantField({ optional: true, description: 'The instant it happened, where known' })
    readonly occurredAt?: string;
  }
  if (declared.creates)
    IdField({ optional: true, description: 'The new id; derived from the idempotency key where it is left out' })(
      WholeBody.prototype,
      'id',
    );
  Object.defineProperty(WholeBody, 'name', { value: `${declared.type}Body` });
  return WholeBody;
}
