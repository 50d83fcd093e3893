import type { Moment, RecordedEvent } from '@zongheng/kernel';

/**
 * What other rooms look things up in, held in memory: a pure fold of some events, and what it answers as of a moment on both clocks. The
 * events may come in any order and more than once. An answer holds for its moment; keep it for as many questions as concern that.
 */
export interface Reference<State, E extends RecordedEvent, Answer> {
  readonly handles: readonly E['type'][];
  initialState(): State;
  evolve(state: State, event: E): State;
  asOf(state: State, moment: Moment): Answer;
}
