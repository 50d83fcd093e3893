/** How far a view is behind the log. */
export interface Lagging {
  /** Positions it has not reached. */
  readonly positions: number;
  /** For how long the first of them has been there, as far as this process has seen. */
  readonly seconds: number;
}

interface Sample {
  readonly head: number;
  readonly atMs: number;
}

const samplesMax = 600;

/** Tells how long views have been behind, from the heads of the log that were seen and when. */
export class Lag {
  readonly #samples: Sample[] = [];
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Notes the log's head, and answers how far a watermark is behind it. */
  behind(head: number, watermark: number): Lagging {
    const nowMs = this.#nowMs();
    this.#note(head, nowMs);
    if (watermark >= head) return { positions: 0, seconds: 0 };
    const missed = this.#samples.find((sample) => sample.head > watermark);
    return { positions: head - watermark, seconds: missed ? Math.floor((nowMs - missed.atMs) / 1000) : 0 };
  }

  #note(head: number, atMs: number): void {
    const last = this.#samples.at(-1);
    if (last && last.head >= head) return;
    this.#samples.push({ head, atMs });
    // Every other one of the older half goes: long waits are told less exactly than short ones.
    if (this.#samples.length > samplesMax) {
      const older = this.#samples.splice(0, samplesMax / 2).filter((_sample, index) => index % 2 === 0);
      this.#samples.unshift(...older);
    }
  }
}
