import type { Refusal } from '@zongheng/kernel';
import { type Entry, entries, type Stage } from '@zongheng/sales-events';
import { keysOf } from '@zongheng/kernel';
import { refuse } from './refusals.ts';

/** What is wrong with the stages of a pipeline; null where they can be one. */
export function faultOfStages(stages: readonly Stage[]): Refusal | null {
  return repeatedStage(stages) ?? wrongEnd(stages) ?? contradiction(stages) ?? disorderedEntries(stages);
}

function repeatedStage(stages: readonly Stage[]): Refusal | null {
  const seen = new Set<string>();
  for (const [index, { stage }] of stages.entries()) {
    if (seen.has(stage)) return refuse('SALES.PIPELINE.STAGE_REPEATED', `${stage} stands twice`, { field: `/stages/${index}/stage` });
    seen.add(stage);
  }
  return null;
}

function wrongEnd(stages: readonly Stage[]): Refusal | null {
  const open = stages.slice(0, -2);
  const closing = stages.slice(-2).map((stage) => stage.status);
  const ends = closing.includes('won') && closing.includes('lost');
  if (ends && open.length > 0 && open.every((stage) => stage.status === 'open')) return null;
  const found = stages.map((stage) => `${stage.stage} (${stage.status})`).join(', ') || 'no stage';
  return refuse('SALES.PIPELINE.CLOSING_STAGES', `the stages are ${found}`, { field: '/stages' });
}

function contradiction(stages: readonly Stage[]): Refusal | null {
  const index = stages.findIndex((stage) => !consistent(stage));
  const stage = stages[index];
  if (!stage) return null;
  return refuse(
    'SALES.PIPELINE.STAGE_CONTRADICTORY',
    `${stage.stage} is ${stage.status}, with ${stage.probability} per mille and forecast ${stage.forecast}`,
    { field: `/stages/${index}` },
  );
}

function consistent({ status, probability, forecast }: Stage): boolean {
  switch (status) {
    case 'open':
      return forecast !== 'closed';
    case 'won':
      return probability === 1000 && forecast === 'closed';
    case 'lost':
      return probability === 0 && forecast === 'omitted';
  }
}

function disorderedEntries(stages: readonly Stage[]): Refusal | null {
  const order: readonly Entry[] = keysOf(entries);
  let reached = -1;
  for (const [index, { stage, status, entry }] of stages.entries()) {
    if (entry === null) continue;
    const place = order.indexOf(entry);
    if (place <= reached || status !== 'open') {
      return refuse('SALES.PIPELINE.ENTRIES_DISORDERED', `${stage} (${status}) is entered by ${entry}`, {
        field: `/stages/${index}/entry`,
      });
    }
    reached = place;
  }
  return null;
}
