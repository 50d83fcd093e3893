import type { BusinessDate } from './calendar.ts';
import type { RecordedEvent } from './event.ts';
import type { Label } from './label.ts';

/** A command that a policy wants carried out: its type, the aggregate, the body. Its key derives from the cause and the policy's name. */
export interface Intent {
  readonly command: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The business date it counts for; the decider may move it to the stream's last. */
  readonly on: BusinessDate;
}

/**
 * When this happened, do that. `react` is pure: what it must know beyond the event is gathered for it (`Facts`), a page at a time, by the
 * room that wires it.
 */
export interface Policy<E extends RecordedEvent = RecordedEvent, Facts = unknown> {
  readonly name: string;
  readonly meaning: Label;
  readonly handles: readonly E['type'][];
  react(event: E, facts: Facts): readonly Intent[];
}
