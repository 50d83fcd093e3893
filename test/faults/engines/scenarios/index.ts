import type { Scenario } from '../scenario.ts';
import { onEngines } from './engines.ts';
import { fullDisk } from './full-disk.ts';
import { onProcesses } from './processes.ts';

export const scenarios: readonly Scenario[] = [...onEngines, ...onProcesses, fullDisk];
