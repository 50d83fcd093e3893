import type { CommandRequest } from '../commands/receipt.ts';

/** What goes over the bus: the class says which command, the request says the rest. */
export class DispatchedCommand {
  readonly request: CommandRequest;

  constructor(request: CommandRequest) {
    this.request = request;
  }
}

export type CommandClass = new (request: CommandRequest) => DispatchedCommand;

/** The bus's class of a declared command, of its name. */
export function commandClassOf(type: string): CommandClass {
  const named = { [type]: class extends DispatchedCommand {} };
  const commandClass = named[type];
  if (!commandClass) throw new Error(`no class for ${type}`);
  return commandClass;
}
