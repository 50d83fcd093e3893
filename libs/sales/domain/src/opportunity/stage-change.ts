import type { Passage } from './history.ts';
import type { BusinessDate } from '@zongheng/kernel';
import type { Cell, Reached, Stage } from '@zongheng/sales-events';
import type { PipelineFacts } from '../facts.ts';
import { rankOf } from '../stage-order.ts';
import type { Deal } from './state.ts';

/** What a fact says that may enter a stage. */
export interface StageChange {
  readonly from: Cell;
  readonly to: Cell;
  readonly opened: BusinessDate;
  readonly first: boolean;
  readonly reached: Reached[];
}

/** The cell of a deal once it entered a stage on a date; why it was lost is left behind. */
export function cellIn(cell: Cell, stage: Stage, since: BusinessDate): Cell {
  return { ...cell, stage: stage.stage, status: stage.status, since, reason: null, competitor: null };
}

/** A change that leaves the deal in its stage. */
export function within({ cell, opened }: Deal, to: Cell): StageChange {
  return { from: cell, to, opened, first: false, reached: [] };
}

/**
 * A change that enters the stage of `to`: whether for the first time, and which stages it thereby goes beyond for the first time. Won is
 * beyond every open stage, lost beyond none.
 */
export function into({ state, cell, opened }: Deal, to: Cell, pipeline: PipelineFacts): StageChange {
  const first = state.passages.every((passage) => passage.entry.stage !== to.stage);
  return { from: cell, to, opened, first, reached: goneBeyond(state.passages, to, pipeline) };
}

function goneBeyond(passages: readonly Passage[], to: Cell, pipeline: PipelineFacts): Reached[] {
  if (to.status === 'lost') return [];
  const waiting = passages.filter((passage) => !passage.beyond);
  if (to.status === 'won') return waiting.map(({ entry }) => entry);
  const rank = rankOf(pipeline, to.stage);
  return waiting.filter(({ entry }) => isBefore(rankOf(pipeline, entry.stage), rank)).map(({ entry }) => entry);
}

/** A stage that has no place in the pipeline any more is before no other: only winning goes beyond it. */
function isBefore(rank: number, target: number): boolean {
  return rank >= 0 && rank < target;
}
