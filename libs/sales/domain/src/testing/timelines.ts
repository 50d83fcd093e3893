import type { BusinessDate } from '@zongheng/kernel';
import { amountOf, type Cell, type OpportunityFact, type Reached, type Status } from '@zongheng/sales-events';
import type { Correction, OpportunityCommand } from '../opportunity/commands.ts';
import { linesOf } from '../lines.ts';
import { openRoad } from './random-story.ts';

/**
 * A second, naive account of a deal that specs hold the decider against: what it is counted by, each on a timeline of its own, without
 * movements. A correction rewrites the timeline of what it corrects; the cell of a day is put together from all of them.
 */
export interface Change<V> {
  date: BusinessDate;
  value: V;
  /** Changes of one fact move together when its date is corrected. */
  readonly fact: number;
}

export type Timeline<V> = Change<V>[];

interface Stage {
  readonly stage: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly competitor: string | null;
}
type Owned = Pick<Cell, 'owner' | 'unit'>;
type Belongs = Pick<Cell, 'customer' | 'region' | 'segment'>;
type Worth = Pick<Cell, 'currency' | 'lines'>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a timeline says of the end of a day. */
export function valueOn<V>(timeline: Timeline<V>, date: BusinessDate): V | undefined {
  return timeline.findLast((change) => change.date <= date)?.value;
}

export class Timelines {
  readonly stage: Timeline<Stage> = [];
  readonly owned: Timeline<Owned> = [];
  readonly belongs: Timeline<Belongs> = [];
  readonly source: Timeline<Cell['source']> = [];
  readonly expectedClose: Timeline<Cell['expectedClose']> = [];
  readonly worth: Timeline<Worth> = [];
  voided = false;
  #facts = 0;

  /** What a command decided: ordinary facts say what the deal is from their date on, corrections are applied from the command. */
  tell(command: OpportunityCommand, facts: readonly OpportunityFact[]): void {
    if (facts.length === 0) return;
    if (command.type === 'CorrectOpportunity') this.#correct(command, command.on);
    else if (command.type === 'VoidOpportunity') this.voided = true;
    else for (const fact of facts) if ('to' in fact.data) this.#become(fact.businessDate, fact.data.to);
  }

  #become(date: BusinessDate, cell: Cell): void {
    const { stage, status, reason, competitor, owner, unit, customer, region, segment, source, expectedClose, currency, lines } = cell;
    this.#facts += 1;
    const isEntry = cell.since === date && !same(this.stage.at(-1)?.value, { stage, status, reason, competitor });
    if (isEntry) this.stage.push({ date, value: { stage, status, reason, competitor }, fact: this.#facts });
    this.#change(this.owned, date, { owner, unit });
    this.#change(this.belongs, date, { customer, region, segment });
    this.#change(this.source, date, source);
    this.#change(this.expectedClose, date, expectedClose);
    this.#change(this.worth, date, { currency, lines });
  }

  #change<V>(timeline: Timeline<V>, date: BusinessDate, value: V): void {
    if (timeline.length === 0 || !same(timeline.at(-1)?.value, value)) timeline.push({ date, value, fact: this.#facts });
  }

  #correct(correction: Correction, on: BusinessDate): void {
    switch (correction.corrects) {
      case 'lines': {
        const value = { currency: correction.value.currency, lines: linesOf(correction.value.lines) };
        return repair(this.worth, correction.since, same, () => value);
      }
      case 'source':
        return repair(this.source, correction.since, same, () => correction.source);
      case 'expected-close':
        return repair(this.expectedClose, correction.since, same, () => correction.expectedClose);
      case 'owner': {
        const { id: owner, unit } = correction.owner;
        const isUnitAlone = valueOn(this.owned, correction.since)?.owner === owner;
        return repair(this.owned, correction.since, isUnitAlone ? same : (one, other) => one.owner === other.owner, () => ({
          owner,
          unit,
        }));
      }
      case 'region':
        return repair(
          this.belongs,
          correction.since,
          (one, other) => one.customer === other.customer && one.region === other.region,
          (value) => ({ ...value, region: correction.region }),
        );
      case 'segment':
        return repair(
          this.belongs,
          correction.since,
          (one, other) => one.customer === other.customer && one.segment === other.segment,
          (value) => ({ ...value, segment: correction.segment }),
        );
      case 'stage-date':
        return this.#redate(correction, on);
      case 'loss': {
        const lost = this.stage.findLast(({ value }) => value.status === 'lost');
        if (lost) lost.value = { ...lost.value, reason: correction.lossReason, competitor: correction.competitor };
      }
    }
  }

  #redate({ stage, recorded, date }: Extract<Correction, { corrects: 'stage-date' }>, _on: BusinessDate): void {
    const entry = this.stage.findLast((change) => change.value.stage === stage && change.date === recorded);
    if (!entry) throw new Error(`the deal never entered ${stage} on ${recorded}`);
    for (const timeline of [this.stage, this.owned, this.belongs, this.source, this.expectedClose, this.worth]) {
      for (const change of timeline) if (change.fact === entry.fact) change.date = date;
      timeline.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
    }
  }

  /** The whole cell of a day; null before the opening, and for a voided deal. */
  cellOn(date: BusinessDate): Cell | null {
    const at = this.stage.findLast((change) => change.date <= date);
    const owned = valueOn(this.owned, date);
    const belongs = valueOn(this.belongs, date);
    const source = valueOn(this.source, date);
    const expectedClose = valueOn(this.expectedClose, date);
    const worth = valueOn(this.worth, date);
    if (this.voided || !at || !owned || !belongs || !source || expectedClose === undefined || !worth) return null;
    return { pipeline: openRoad.id, since: at.date, ...at.value, ...owned, ...belongs, source, expectedClose, ...worth };
  }

  /** Who entered which stage when for the first time, and when they went beyond it: the cohorts of conversion, by brute force. */
  cohorts(): readonly Cohort[] {
    if (this.voided) return [];
    const rank = (stage: string): number => openRoad.stages.findIndex((candidate) => candidate.stage === stage);
    return this.stage.flatMap(({ date, value }, index) => {
      if (this.stage.findIndex((other) => other.value.stage === value.stage) < index) return [];
      const beyond = this.stage.find(
        (other, later) =>
          later > index &&
          value.status === 'open' &&
          (other.value.status === 'won' || (other.value.status === 'open' && rank(other.value.stage) > rank(value.stage))),
      );
      const cell = this.cellOn(date);
      return cell ? [{ entry: countedBy({ ...cell, stage: value.stage, since: date }), beyond: beyond?.date ?? null }] : [];
    });
  }

  amountOn(date: BusinessDate): number {
    const cell = this.cellOn(date);
    return cell ? amountOf(cell) : 0;
  }
}

/** A first entry into a stage, and the date on which the deal went beyond it. */
export interface Cohort {
  readonly entry: Reached;
  readonly beyond: BusinessDate | null;
}

export function countedBy({ stage, since, customer, owner, unit, region, segment, source, lines }: Cell): Reached {
  return { stage, since, customer, owner, unit, region, segment, source, productLine: lines[0]?.productLine ?? '' };
}

/** Puts a timeline right since a date, until it was next recorded to change. */
function repair<V>(timeline: Timeline<V>, since: BusinessDate, alike: (one: V, other: V) => boolean, put: (value: V) => V): void {
  const at = timeline.findLastIndex((change) => change.date <= since);
  const wrong = timeline[at];
  if (!wrong) return;
  const before = wrong.value;
  const begin = wrong.date === since ? at : at + 1;
  if (begin > at) timeline.splice(begin, 0, { date: since, value: before, fact: -1 });
  for (let index = begin; index < timeline.length; index += 1) {
    const change = timeline[index];
    if (!change || !alike(change.value, before)) break;
    change.value = put(change.value);
  }
  for (let index = timeline.length - 1; index > 0; index -= 1) {
    if (same(timeline[index]?.value, timeline[index - 1]?.value)) timeline.splice(index, 1);
  }
}
