/**
 * Which routes an application has: all of them, those of commands, those of queries, or none but those of its own operation. Commands are carried
 * out wherever they are not left to another service: for policies too, which send theirs without HTTP.
 */
export type Served = 'all' | 'commands' | 'queries' | 'none';

export function hasCommandRoutes(served: Served): boolean {
  return served === 'all' || served === 'commands';
}

export function hasQueryRoutes(served: Served): boolean {
  return served === 'all' || served === 'queries';
}

export function carriesOutCommands(served: Served): boolean {
  return served !== 'queries';
}
