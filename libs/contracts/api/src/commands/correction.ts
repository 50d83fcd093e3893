import { type Correction, refuse } from '@zongheng/contracts-domain';
import { isRefusal, type Refusal } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import type { CorrectContractBody } from './contract.bodies.ts';
import { linesOf } from './lines.ts';
import { faultOfOpportunity, ownerFor } from './references.ts';

/** The correction that a body means, with what it names looked up. */
export async function correctionOf(body: CorrectContractBody, given: Preparation): Promise<Correction | Refusal> {
  const since = body.since ?? given.on;
  switch (body.corrects) {
    case 'owner': {
      if (!body.owner) return incomplete(body, 'owner');
      const owner = await ownerFor(given, body.owner, since);
      return isRefusal(owner) ? owner : { corrects: 'owner', since, owner };
    }
    case 'region':
      return { corrects: 'region', since, region: body.region ?? null };
    case 'segment':
      return { corrects: 'segment', since, segment: body.segment ?? null };
    case 'opportunity':
      return (await faultOfOpportunity(given, body.opportunity)) ?? { corrects: 'opportunity', opportunity: body.opportunity ?? null };
    case 'lines': {
      if (!body.lines) return incomplete(body, 'lines');
      const lines = await linesOf(given, body.lines);
      if (isRefusal(lines)) return lines;
      return { corrects: 'lines', since, begins: body.begins ?? null, ends: body.ends ?? null, lines };
    }
    case 'signing-date':
      return body.date ? { corrects: 'signing-date', date: body.date } : incomplete(body, 'date');
  }
}

function incomplete({ corrects }: CorrectContractBody, field: string): Refusal {
  return refuse('CONTRACTS.CORRECTION.INCOMPLETE', `a correction of ${corrects} needs ${field}`, { field: `/${field}` });
}
