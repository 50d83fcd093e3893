import type { BusinessDate } from '@zongheng/kernel';
import { access, criteria, validity } from './deal-catalogue.ts';
import type { DealSetting, Diary } from './diary.ts';

/** What the rep learns of the deal, as far as anybody writes it down. */
export function learn({ random }: DealSetting, diary: Diary, on: BusinessDate): void {
  if (random.chance(0.3)) {
    const months = random.pick([12, 24, 36]);
    const set = { access: random.pick(access), 'contract-months': months, incumbent: random.chance(0.4), 'survey-on': on };
    diary.enter('deal', 'SetOpportunityAttributes', on, { set });
  }
  if (random.chance(0.2)) {
    const answers = criteria.map(({ criterion, pointsMax }) => ({ criterion, points: random.between(0, pointsMax) }));
    diary.enter('deal', 'AssessOpportunity', on, { scheme: validity, answers });
  }
}
