import { StandingViews } from '@zongheng/nest-kit';
import type { JournalReaders, ProjectorClient } from '@zongheng/projection';
import type { ParkedKey } from '@zongheng/read-store';

const parkedEveryMs = 2_000;

/** Where the views stand, of which the projecting thread is asked what they leave out. */
export class InstallationReading extends StandingViews {
  readonly #projector: ProjectorClient;
  readonly #parked = new Map<string, readonly ParkedKey[]>();
  readonly #timer: NodeJS.Timeout;

  constructor(projector: ProjectorClient, journals: JournalReaders) {
    super(projector.progress, journals);
    this.#projector = projector;
    this.#timer = setInterval(() => void this.#lookForParked(), parkedEveryMs);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  protected override parked(view: string): readonly ParkedKey[] {
    return this.#parked.get(view) ?? [];
  }

  /** The projector may be starting again: then what was known stays. */
  async #lookForParked(): Promise<void> {
    const parked = await this.#projector.parked().catch(() => null);
    if (!parked) return;
    this.#parked.clear();
    for (const { view, keys } of parked) this.#parked.set(view, keys);
  }
}
