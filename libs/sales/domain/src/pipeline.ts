import {
  type BusinessDate,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  earliestDate,
  type Label,
  type Refusal,
} from '@zongheng/kernel';
import type { PipelineFact, Stage } from '@zongheng/sales-events';
import { faultOfStages } from './pipeline-stages.ts';
import { refuse } from './refusals.ts';

/** A pipeline as its stream tells it. */
export interface PipelineState {
  /** Null until it is defined. */
  readonly name: Label | null;
  readonly stages: readonly Stage[];
  /** For stages that went: the stage their deals moved to. */
  readonly successors: Readonly<Record<string, string>>;
  readonly last: BusinessDate;
}

export interface DefinePipeline extends Command<'DefinePipeline'> {
  readonly name: Label;
  /** In order: the open ones, then the won one and the lost one. */
  readonly stages: readonly Stage[];
}

export interface RevisePipeline extends Command<'RevisePipeline'> {
  readonly name: Label;
  readonly stages: readonly Stage[];
  /** For each stage that goes: the open stage its deals go to. Needed for those that hold deals, allowed for all that go. */
  readonly moves: readonly StageMove[];
  readonly reason: string;
  /** The stages in which open deals stand now, as the read model tells. */
  readonly occupied: readonly string[];
}

export interface StageMove {
  readonly from: string;
  readonly to: string;
}

export type PipelineCommand = DefinePipeline | RevisePipeline;

export const pipelineDecider: Decider<PipelineState, PipelineCommand, PipelineFact> = {
  initialState: () => ({ name: null, stages: [], successors: {}, last: earliestDate }),
  evolve,
  decide(state, command) {
    switch (command.type) {
      case 'DefinePipeline':
        return define(state, command);
      case 'RevisePipeline':
        return revise(state, command);
    }
  },
};

function evolve(state: PipelineState, fact: PipelineFact): PipelineState {
  const last = fact.businessDate;
  switch (fact.type) {
    case 'PipelineDefined':
      return { name: fact.data.name, stages: fact.data.stages, successors: {}, last };
    case 'PipelineRevised': {
      const { name, to, moves } = fact.data;
      const known = [...Object.entries(state.successors), ...moves.map((move): [string, string] => [move.from, move.to])];
      const gone = known.filter(([stage]) => to.every((kept) => kept.stage !== stage));
      return { name, stages: to, successors: Object.fromEntries(gone), last };
    }
  }
}

function define(state: PipelineState, command: DefinePipeline): Decision<PipelineFact> {
  const { name, stages } = command;
  if (state.name !== null) {
    if (sameDefinition(state, command)) return [];
    return refuse('SALES.PIPELINE.EXISTS', `the pipeline ${state.name.en} stands since ${state.last} with ${state.stages.length} stages`);
  }
  const no = datesInOrder(command, state.last) ?? faultOfStages(stages);
  if (no) return no;
  return [{ type: 'PipelineDefined', businessDate: command.on, data: { name, stages: [...stages] } }];
}

function revise(state: PipelineState, command: RevisePipeline): Decision<PipelineFact> {
  if (state.name === null) return refuse('SALES.PIPELINE.UNKNOWN', 'the pipeline was never defined');
  if (sameDefinition(state, command)) return [];
  const { name, stages, moves, reason } = command;
  const no =
    datesInOrder(command, state.last) ??
    faultOfStages(stages) ??
    closingStageGone(state.stages, stages) ??
    faultOfMoves(state.stages, command) ??
    stageLeftOccupied(command);
  if (no) return no;
  const data = { name, from: [...state.stages], to: [...stages], moves: [...moves], reason };
  return [{ type: 'PipelineRevised', businessDate: command.on, data }];
}

function closingStageGone(before: readonly Stage[], after: readonly Stage[]): Refusal | null {
  const gone = before.find(
    (stage) => stage.status !== 'open' && !after.some((kept) => kept.stage === stage.stage && kept.status === stage.status),
  );
  if (!gone) return null;
  return refuse('SALES.PIPELINE.CLOSING_STAGE_GONE', `the ${gone.status} stage ${gone.stage} is not in the revision`, { field: '/stages' });
}

function faultOfMoves(before: readonly Stage[], { stages, moves }: RevisePipeline): Refusal | null {
  for (const [index, move] of moves.entries()) {
    const field = `/moves/${index}`;
    const goes = before.some((stage) => stage.stage === move.from) && stages.every((stage) => stage.stage !== move.from);
    if (!goes) return refuse('SALES.PIPELINE.MOVE_INVALID', `the stage ${move.from} does not go with this revision`, { field });
    const target = stages.find((stage) => stage.stage === move.to);
    if (target?.status !== 'open') {
      return refuse('SALES.PIPELINE.MOVE_INVALID', `${move.to} is not an open stage of the revised pipeline`, { field });
    }
    if (moves.findIndex((other) => other.from === move.from) < index) {
      return refuse('SALES.PIPELINE.MOVE_INVALID', `the stage ${move.from} is moved twice`, { field });
    }
  }
  return null;
}

function stageLeftOccupied({ stages, moves, occupied }: RevisePipeline): Refusal | null {
  const left = occupied.find((held) => stages.every((stage) => stage.stage !== held) && moves.every((move) => move.from !== held));
  if (left === undefined) return null;
  return refuse('SALES.PIPELINE.STAGE_OCCUPIED', `deals stand in ${left}, and the revision has no such stage`, { field: '/moves' });
}

function sameDefinition(state: PipelineState, { name, stages }: { readonly name: Label; readonly stages: readonly Stage[] }): boolean {
  return (
    state.name?.zh === name.zh &&
    state.name.en === name.en &&
    state.stages.length === stages.length &&
    state.stages.every((stage, index) => sameStage(stage, stages[index]))
  );
}

function sameStage(one: Stage, other: Stage | undefined): boolean {
  return (
    other !== undefined &&
    one.stage === other.stage &&
    one.label.zh === other.label.zh &&
    one.label.en === other.label.en &&
    one.status === other.status &&
    one.probability === other.probability &&
    one.forecast === other.forecast &&
    one.entry === other.entry &&
    one.requires.length === other.requires.length &&
    one.requires.every((requirement, index) => requirement === other.requires[index])
  );
}
