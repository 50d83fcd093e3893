import type { ParkedKey } from '@zongheng/read-store';
import type { BuildState } from './live/cared-builds.ts';

/** How one view stands. */
export interface ViewStatus {
  readonly view: string;
  readonly version: number;
  /** The build of this version that readers are served; null before there is one. */
  readonly build: string | null;
  /** building: there is no build of this version to serve yet. */
  readonly state: BuildState | 'building';
  readonly watermark: number;
  /** How far the watermark is behind the end of the log, in positions. */
  readonly lag: number;
  readonly caughtUp: boolean;
  readonly parked: number;
  readonly error: string | null;
  /** How far a rebuild under way is, in events of the log. */
  readonly rebuild: { readonly done: number; readonly total: number } | null;
}

export interface EngineStatus {
  /** The position of the log's last event. */
  readonly head: number;
  /** What made the feed break off, until it delivers again. */
  readonly feedError: string | null;
  readonly views: readonly ViewStatus[];
}

/** The parked keys of one view. */
export interface ParkedOfView {
  readonly view: string;
  readonly build: string;
  readonly keys: readonly ParkedKey[];
}
