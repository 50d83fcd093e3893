import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const products = [
  ['GTX Basic', 'GTX', 550],
  ['GTX Pro', 'GTX', 4821],
  ['MG Special', 'MG', 55],
] as const;
const agents = ['Ann Ames', 'Bob Burr', 'Cai Chen', 'Dora Day', 'Eli East'];
const accounts = Array.from({ length: 20 }, (_, index) => `Account ${index + 1}`);

/** Files in the form of the Maven data set, small and made up, with its traps: a misspelt product, blank accounts, prospects without dates. */
export function writeSample(folder: string, deals: number): void {
  const write = (name: string, head: string, rows: readonly (readonly (string | number)[])[]): void =>
    writeFileSync(join(folder, name), `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`);
  write('products.csv', 'product,series,sales_price', products);
  write(
    'sales_teams.csv',
    'sales_agent,manager,regional_office',
    agents.map((agent, index) => [agent, index < 3 ? 'Mia Moor' : 'Ned Nash', index < 3 ? 'East' : 'West']),
  );
  write(
    'accounts.csv',
    'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
    accounts.map((account, index) => [account, index % 2 === 0 ? 'technolgy' : 'medical', 1990, '10.5', 100, 'United States', '']),
  );
  write(
    'sales_pipeline.csv',
    'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
    Array.from({ length: deals }, dealOf),
  );
}

function dealOf(_: unknown, index: number): readonly (string | number)[] {
  const agent = agents[index % agents.length] ?? '';
  const product = index % 7 === 0 ? 'GTXPro' : (products[index % products.length]?.[0] ?? '');
  const stage = ['Won', 'Lost', 'Won', 'Engaging', 'Prospecting'][index % 5] ?? '';
  const engaged = stage === 'Prospecting' ? '' : dateOf(index % 300);
  const isClosed = stage === 'Won' || stage === 'Lost';
  // As in the data set itself: who bought, or would not, is known.
  const isBlank = !isClosed && index >= accounts.length && index % 6 === 0;
  const account = isBlank ? '' : (accounts[index % accounts.length] ?? '');
  const value = stage === 'Won' ? 100 + (index % 4000) : stage === 'Lost' ? 0 : '';
  return [`D${index + 1}`, agent, product, account, stage, engaged, isClosed ? dateOf((index % 300) + 30 + (index % 60)) : '', value];
}

function dateOf(days: number): string {
  return new Date(Date.UTC(2016, 9, 20) + days * 86_400_000).toISOString().slice(0, 10);
}
