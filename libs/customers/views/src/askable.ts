/** What a condition of a segment may look at beside attributes, and of what kind it is. */
export type Askable = 'text' | 'number' | 'date' | 'flag';

export const askableFields = {
  kind: 'text',
  name: 'text',
  standing: 'text',
  stage: 'text',
  region: 'text',
  segment: 'text',
  owner: 'text',
  unit: 'text',
  registered: 'date',
  joined: 'date',
  changed: 'date',
  reference: 'text',
} as const satisfies Readonly<Record<string, Askable>>;

/**
 * Computed from events. `tenureDays` counts from the day they became one of the base, `daysSinceContact` from the last contact that reached
 * them, `daysSinceOrder` from their last order; `daysBetweenOrders` is how often they buy, `renewals` how often they stayed; `won:CNY` is what the won deals are worth in that
 * currency, in minor units.
 */
export const askableMeasures = {
  interactions: 'number',
  visits: 'number',
  feedback: 'number',
  openOpportunities: 'number',
  wonDeals: 'number',
  orders: 'number',
  daysBetweenOrders: 'number',
  contracts: 'number',
  renewals: 'number',
  tenureDays: 'number',
  daysSinceContact: 'number',
  daysSinceOrder: 'number',
  'won:CNY': 'number',
  'won:USD': 'number',
  'won:EUR': 'number',
  'won:HKD': 'number',
} as const satisfies Readonly<Record<string, Askable>>;

/** Measures that are days up to today, with the date that each counts from. */
export const countedDays = {
  tenureDays: 'joined',
  daysSinceContact: 'lastContact',
  daysSinceOrder: 'lastOrder',
} as const;
