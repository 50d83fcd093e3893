import { type Source, sources } from '@zongheng/sales-events';
import { DateField, IdField, KeyField, ListField, OneOf, TextField } from '@zongheng/nest-kit';
import {
  type BusinessDate,
  type EmployeeId,
  isRefusal,
  type Labels,
  type Refusal,
  type RefusalTable,
  refusing,
  type RegionId,
} from '@zongheng/kernel';
import type { Correction } from '@zongheng/sales-domain';
import { LineFields, someLines, valuationOf } from '../lines.ts';
import type { Given } from './opportunity.aggregate.ts';
import { ownerFor } from '../references.ts';

export const correctionRefusals = {
  'SALES.CORRECTION.INCOMPLETE': {
    kind: 'invalid',
    title: { zh: '更正内容不完整', en: 'The correction says too little' },
    remedy: 'give the fields that this correction needs',
  },
} as const satisfies RefusalTable;

const refuse = refusing(correctionRefusals);

export type Correctable = 'lines' | 'source' | 'owner' | 'region' | 'segment' | 'expected-close' | 'stage-date' | 'loss';
const correctables: Labels<Correctable> = {
  lines: { zh: '产品行与金额', en: 'Lines and amounts' },
  source: { zh: '来源', en: 'Source' },
  owner: { zh: '负责人', en: 'Owner' },
  region: { zh: '区域', en: 'Region' },
  segment: { zh: '客群', en: 'Segment' },
  'expected-close': { zh: '预计成交日', en: 'Expected close' },
  'stage-date': { zh: '进入阶段的日期', en: 'The date a stage was entered' },
  loss: { zh: '丢单原因与竞争对手', en: 'Why it was lost, and to whom' },
};

/** One body for all corrections: `corrects` says which of the other fields are meant. */
export class CorrectOpportunityBody {
  @OneOf(correctables, { description: 'What was recorded wrongly', example: 'lines' })
  readonly corrects!: Correctable;

  @TextField(500, { description: 'Why', example: '合同金额录入有误' })
  readonly reason!: string;

  @DateField({
    optional: true,
    description: 'Since when it is put right (default: the business date of the command)',
    example: '2026-03-01',
  })
  readonly since?: BusinessDate;

  @ListField(() => LineFields, { ...someLines, optional: true })
  readonly lines?: readonly LineFields[];

  @OneOf(sources, { optional: true })
  readonly source?: Source;

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true, description: 'Left out: none' })
  readonly region?: RegionId;

  @KeyField({ optional: true, description: 'Left out: none' })
  readonly segment?: string;

  @DateField({ optional: true, description: 'Left out: none' })
  readonly expectedClose?: BusinessDate;

  @KeyField({ optional: true, description: 'With stage-date: the stage' })
  readonly stage?: string;

  @DateField({ optional: true, description: 'With stage-date: the date as it was recorded' })
  readonly recorded?: BusinessDate;

  @DateField({ optional: true, description: 'With stage-date: the right date' })
  readonly date?: BusinessDate;

  @KeyField({ optional: true, description: 'With loss: the key of the reason' })
  readonly lossReason?: string;

  @KeyField({ optional: true, description: 'With loss: the key of the competitor; left out: none' })
  readonly competitor?: string;
}

/** The correction that a body means, with what it names looked up. */
export async function correctionOf(body: CorrectOpportunityBody, given: Given): Promise<Correction | Refusal> {
  const since = body.since ?? given.on;
  switch (body.corrects) {
    case 'lines': {
      if (!body.lines) return incomplete(body, 'lines');
      const value = await valuationOf(given, body.lines);
      return isRefusal(value) ? value : { corrects: 'lines', since, value };
    }
    case 'source':
      return body.source ? { corrects: 'source', since, source: body.source } : incomplete(body, 'source');
    case 'owner': {
      if (!body.owner) return incomplete(body, 'owner');
      const owner = await ownerFor(given, body.owner, since);
      return isRefusal(owner) ? owner : { corrects: 'owner', since, owner };
    }
    case 'region':
      return { corrects: 'region', since, region: body.region ?? null };
    case 'segment':
      return { corrects: 'segment', since, segment: body.segment ?? null };
    case 'expected-close':
      return { corrects: 'expected-close', since, expectedClose: body.expectedClose ?? null };
    case 'stage-date': {
      const { stage, recorded, date } = body;
      if (!stage || !recorded || !date) return incomplete(body, !stage ? 'stage' : !recorded ? 'recorded' : 'date');
      return { corrects: 'stage-date', stage, recorded, date };
    }
    case 'loss':
      return body.lossReason
        ? { corrects: 'loss', lossReason: body.lossReason, competitor: body.competitor ?? null }
        : incomplete(body, 'lossReason');
  }
}

function incomplete({ corrects }: CorrectOpportunityBody, field: string): Refusal {
  return refuse('SALES.CORRECTION.INCOMPLETE', `a correction of ${corrects} needs ${field}`, { field: `/${field}` });
}
