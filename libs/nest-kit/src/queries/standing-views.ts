import { shardCount } from '@zongheng/kernel';
import type { JournalReaders, Progress } from '@zongheng/projection';
import type { ParkedKey } from '@zongheng/read-store';
import type { ReadProgress, ViewStanding } from './read-progress.ts';

/**
 * Where the views stand for who reads them here: documents as they are stored, journals as far as their columns are in memory.
 */
export class StandingViews implements ReadProgress {
  readonly #progress: Progress;
  readonly #journals: JournalReaders;

  constructor(progress: Progress, journals: JournalReaders) {
    this.#progress = progress;
    this.#journals = journals;
  }

  get(view: string): ViewStanding | undefined {
    const progress = this.#progress.get(view);
    if (!progress) return undefined;
    const reader = this.#journals.of(view);
    const positions = reader ? Array.from({ length: shardCount }, (_, shard) => reader.reached(shard)) : progress.positions;
    return { build: progress.build, positions, parked: this.parked(view) };
  }

  watermark(view: string): number {
    return this.#journals.of(view)?.watermark ?? this.#progress.watermark(view);
  }

  async waitFor(view: string, shard: number | 'all', position: number, timeoutMs: number): Promise<boolean> {
    const reached = await this.#progress.waitFor(view, shard, position, timeoutMs);
    if (reached) await this.#journals.refresh(view);
    return reached;
  }

  /** What a view leaves out. */
  protected parked(view: string): readonly ParkedKey[] {
    return this.#progress.get(view)?.parked ?? [];
  }
}
