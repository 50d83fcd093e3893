import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { OpportunityWon } from '@zongheng/sales-events';

type Won = RecordedOf<typeof OpportunityWon>;

/** A customer whose deal is won is one of the base, or has developed. A deal that is reopened or corrected later takes nothing back by itself. */
export const stageFollowsWonDeal: Policy<Won, undefined> = {
  name: 'stages-follow-won-deals',
  meaning: { zh: '赢单后客户进入“获取”或“发展”阶段', en: 'A customer’s stage follows a deal that was won' },
  handles: ['OpportunityWon'],
  react: (event) => [
    {
      command: 'FollowWonDeal',
      id: event.data.to.customer,
      body: { opportunity: idOf(event.stream) },
      on: event.businessDate,
    },
  ],
};
