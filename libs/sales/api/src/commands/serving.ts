import { IdField } from '@zongheng/nest-kit';

/** What a visit or a task may serve. */
export class ServesFields {
  @IdField({ optional: true, description: 'The opportunity it serves', example: 'opportunity-1' })
  readonly opportunity?: string;

  @IdField({ optional: true, description: 'The plan it follows from' })
  readonly plan?: string;

  @IdField({ optional: true, description: 'The action of that plan' })
  readonly action?: string;
}

export function servesOf({ opportunity, plan, action }: ServesFields): {
  opportunity: string | null;
  plan: string | null;
  action: string | null;
} {
  return { opportunity: opportunity ?? null, plan: plan ?? null, action: action ?? null };
}
