import type { ReadProgress, ViewStanding } from '@zongheng/nest-kit';
import type { JournalReaders, ProjectorClient } from '@zongheng/projection';
import { shardCount } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';

const parkedEveryMs = 2_000;

/**
 * Where the views stand for who reads them here: documents as the projector has stored them, journals as far as their columns are in memory.
 */
export class InstallationReading implements ReadProgress {
  readonly #projector: ProjectorClient;
  readonly #journals: JournalReaders;
  readonly #parked = new Map<string, readonly ParkedKey[]>();
  readonly #timer: NodeJS.Timeout;

  constructor(projector: ProjectorClient, journals: JournalReaders) {
    this.#projector = projector;
    this.#journals = journals;
    this.#timer = setInterval(() => void this.#lookForParked(), parkedEveryMs);
    this.#timer.unref();
  }

  get(view: string): ViewStanding | undefined {
    const progress = this.#projector.progress.get(view);
    if (!progress) return undefined;
    const reader = this.#journals.of(view);
    const positions = reader ? Array.from({ length: shardCount }, (_, shard) => reader.reached(shard)) : progress.positions;
    return { build: progress.build, positions, parked: this.#parked.get(view) ?? [] };
  }

  watermark(view: string): number {
    return this.#journals.of(view)?.watermark ?? this.#projector.progress.watermark(view);
  }

  async waitFor(view: string, shard: number | 'all', position: number, timeoutMs: number): Promise<boolean> {
    const reached = await this.#projector.progress.waitFor(view, shard, position, timeoutMs);
    if (reached) await this.#journals.refresh(view);
    return reached;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** The projector may be starting again: then what was known stays. */
  async #lookForParked(): Promise<void> {
    const parked = await this.#projector.parked().catch(() => null);
    if (!parked) return;
    this.#parked.clear();
    for (const { view, keys } of parked) this.#parked.set(view, keys);
  }
}
