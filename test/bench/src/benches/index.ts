import type { Bench } from '../harness/bench.ts';
import { accountLong } from './account-long.ts';
import { commands64, commandsContended } from './commands.ts';
import { commandsBulk, commandsHttp } from './commands-over-http.ts';
import { emmett } from './emmett.ts';
import { engines } from './engines.ts';
import { enginesRelay } from './engines-relay.ts';
import { importing } from './import.ts';
import { monthClose } from './month-close.ts';
import { queries } from './queries.ts';
import { rebuildAll, rebuildJournals } from './rebuild.ts';
import { segments } from './segments.ts';

/** All benchmarks, in the order in which they run. */
export const benches: readonly Bench[] = [
  commands64,
  commandsContended,
  commandsHttp,
  commandsBulk,
  emmett,
  engines,
  enginesRelay,
  rebuildJournals,
  rebuildAll,
  queries,
  segments,
  monthClose,
  importing,
  accountLong,
];
