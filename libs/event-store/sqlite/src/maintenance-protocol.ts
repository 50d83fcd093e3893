import type { Fault } from './fault.ts';

/** What a log was found to hold when it was read from end to end. */
export interface LogSummary {
  readonly epoch: string;
  readonly events: number;
  readonly streams: number;
  /** The position of the last event. */
  readonly head: number;
  /** The epoch of the log it was restored from, where it was. */
  readonly restoredFrom?: string;
}

/** How far a long work has come, in pages of the file or in events. */
export interface MaintenanceProgress {
  readonly phase: 'copying' | 'checking';
  readonly done: number;
  readonly total: number;
}

export type MaintenanceTask =
  | { readonly kind: 'verify'; readonly file: string }
  | { readonly kind: 'backup'; readonly folder: string; readonly file: string }
  | { readonly kind: 'restore'; readonly from: string; readonly folder: string; readonly epoch: string };

export type FromMaintenance =
  | { readonly kind: 'progress'; readonly progress: MaintenanceProgress }
  | { readonly kind: 'done'; readonly summary: LogSummary }
  | { readonly kind: 'failed'; readonly fault: Fault };
