import type { Planned } from './script.ts';

/** What a client was told of a command: it may rely on it, whatever happens to the process. */
export interface Acknowledged {
  readonly revision: number;
  readonly position: number;
  readonly token: string;
  /** How many events were recorded: the last ones of the stream up to `revision`. */
  readonly events: number;
}

/** One telling: in which life of the process, and whether it was marked as told before. */
export interface Told extends Acknowledged {
  readonly replayed: boolean;
}

interface Entry {
  readonly command: Planned;
  first: Told | null;
}

/** Everything that clients of one installation have sent, and what they were told. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly contradictions: string[] = [];
  /** The log's end when the present life began: what stands up to there was recorded in an earlier one. */
  #headAtStart = 0;
  answers = 0;
  repeats = 0;

  beginLife(head: number): void {
    this.#headAtStart = head;
  }

  sent(command: Planned): void {
    if (!this.#entries.has(command.key)) this.#entries.set(command.key, { command, first: null });
  }

  /** Takes down an answer to a command that was not answered before. Whether it was carried out in an earlier life shows in its position. */
  told(command: Planned, told: Told): void {
    const entry = this.#entries.get(command.key);
    if (!entry) throw new Error(`${command.key} was answered and never sent`);
    this.answers += 1;
    if (told.replayed) this.repeats += 1;
    if (told.events > 0 && told.replayed !== told.position <= this.#headAtStart) {
      this.contradictions.push(
        `${command.key} at ${told.position}, marked ${told.replayed}, with a log that ended at ${this.#headAtStart}`,
      );
    }
    entry.first = told;
  }

  /** Takes down an answer to a command that had been answered before: it must be the same, and marked. */
  toldAgain(command: Planned, told: Told): void {
    const first = this.#entries.get(command.key)?.first;
    this.answers += 1;
    this.repeats += 1;
    if (!first || (first.events === 0 && told.events === 0)) return;
    const same = first.revision === told.revision && first.position === told.position && first.token === told.token;
    if (!same || first.events !== told.events || !told.replayed) {
      this.contradictions.push(`${command.key}: ${JSON.stringify(first)}, and again ${JSON.stringify(told)}`);
    }
  }

  /** What was told, by command. */
  acknowledged(): readonly { readonly command: Planned; readonly told: Told }[] {
    return [...this.#entries.values()].flatMap(({ command, first }) => (first ? [{ command, told: first }] : []));
  }

  unanswered(): readonly string[] {
    return [...this.#entries.values()].filter((entry) => !entry.first).map((entry) => entry.command.key);
  }
}
