import { type Contribution, journalView } from '@zongheng/kernel';
import { type CustomerCell, isActive, type RecordedCustomerEvent } from '@zongheng/customers-events';

type Dimension = 'kind' | 'stage' | 'owner' | 'unit' | 'region' | 'segment';
type Measure = 'registered' | 'active' | 'joined' | 'left';
type BaseEvent = Extract<RecordedCustomerEvent, { type: 'CustomerRegistered' | 'LifecycleStageChanged' | 'CustomerReclassified' }>;
type Line = Contribution<Dimension, Measure>;

/**
 * The base of customers: files that are registered and customers who are active (won, developed or retained) are balances, those who joined
 * (became active) and left (were active, and are so no more) are flows. Every file counts, one that was merged too: merges can be undone.
 */
export const customerBase = journalView<Dimension, Measure, BaseEvent>({
  name: 'customer-base',
  version: 1,
  meaning: { zh: '客户基数', en: 'The base of customers' },
  handles: ['CustomerRegistered', 'LifecycleStageChanged', 'CustomerReclassified'],
  dimensions: { kind: 'key', stage: 'key', owner: 'key', unit: 'key', region: 'key', segment: 'key' },
  measures: ['registered', 'active', 'joined', 'left'],
  rollups: [
    ['month', 'stage'],
    ['month', 'unit'],
    ['month', 'region'],
    ['unit', 'stage'],
    ['region', 'stage'],
  ],
  contribute(event) {
    if (event.type === 'CustomerRegistered') {
      const { kind, details, ownership } = event.data;
      const { region, segment } = details;
      return [
        { date: event.businessDate, cell: { kind, stage: 'identified', ...ownership, region, segment }, measures: { registered: 1 } },
      ];
    }
    const { from, to } = event.data;
    const [was, is] = [isActive(from.stage), isActive(to.stage)];
    return [
      line(event, from, { registered: -1, ...(was ? { active: -1 } : {}), ...(was && !is ? { left: 1 } : {}) }),
      line(event, to, { registered: 1, ...(is ? { active: 1 } : {}), ...(is && !was ? { joined: 1 } : {}) }),
    ];
  },
});

function line(
  { businessDate: date }: BaseEvent,
  { kind, stage, owner, unit, region, segment }: CustomerCell,
  measures: Line['measures'],
): Line {
  return { date, cell: { kind, stage, owner, unit, region, segment }, measures };
}
