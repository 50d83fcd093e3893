import { isRefusal, type Refusal, refusing, type RefusalTable } from '@zongheng/kernel';
import type { Correction } from '@zongheng/sales-domain';
import type { CorrectOpportunityBody } from './opportunity.bodies.ts';
import { valuationOf } from './lines.ts';
import type { Given } from './opportunity.aggregate.ts';
import { ownerFor } from './references.ts';

export const correctionRefusals = {
  'SALES.CORRECTION.INCOMPLETE': {
    kind: 'invalid',
    title: { zh: '更正内容不完整', en: 'The correction says too little' },
    remedy: 'give the fields that this correction needs',
  },
} as const satisfies RefusalTable;

const refuse = refusing(correctionRefusals);

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
