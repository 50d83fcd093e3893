import type { EngineStatus, ParkedOfView } from './engine-status.ts';
import type { Progress } from './progress.ts';
import type { OnStep } from './rebuild/fill.ts';
import type { Finding } from './rebuild/finding.ts';
import type { RebuildOptions, RebuildOutcome } from './rebuild/rebuilds.ts';
import type { KeyOutcome } from './release.ts';

/** What can be asked of the projections of an installation, wherever they run: in this thread, or in one of their own. */
export interface Projections {
  /** Where every view that is served stands; `progress.waitFor(view, shard, position, timeoutMs)` is how one reads what one wrote. */
  readonly progress: Progress;
  status(): Promise<EngineStatus>;
  /** What is parked, of one view or of all. Views with nothing parked are left out. @throws RangeError for a view not known. */
  parked(view?: string): Promise<readonly ParkedOfView[]>;
  /** Tries whether parked keys (all of the view's, or those named) would fold by now, and changes nothing. */
  retry(view: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]>;
  /**
   * Folds the events that parked keys (all, or those named) were left out of, and unparks those that fold. A journal, to which nothing is
   * added in between, is rebuilt and swapped in instead, which tries all of its keys. A view that had stopped goes on afterwards.
   */
  release(view: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]>;
  /**
   * Builds views anew beside the live ones and serves them from then on. A build of the same version must equal the live one to the byte,
   * or it is dropped again and the first difference told, unless forced. @throws RangeError for a view not known, or being rebuilt.
   */
  rebuild(views: readonly string[], options?: RebuildOptions): Promise<readonly RebuildOutcome[]>;
  /** Proves that what is served of a view is what the log says, to the byte, or finds where it is not. Events may keep coming. */
  verify(view: string, onStep?: OnStep): Promise<Finding>;
  /** Ends projecting after the batch under way, saves how far it is, and breaks off what else is running. */
  stop(): Promise<void>;
}
