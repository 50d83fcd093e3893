import type { BulkCommand } from '../../running/api.ts';

/** A small carrier for clients to work on: a tree of units, people, customers, a product. */
export const teams = ['team-1', 'team-2', 'team-3', 'team-4'] as const;
export const employees = Array.from({ length: 6 }, (_, index) => `rep-${index + 1}`);
export const customers = Array.from({ length: 10 }, (_, index) => `customer-${index + 1}`);
export const regions = ['hangzhou', 'ningbo'] as const;

/** What founds that world; keys make it harmless to send again after a crash. */
export function founding(): readonly BulkCommand[] {
  const commands: Omit<BulkCommand, 'key'>[] = [
    { command: 'CreateUnit', body: { unit: 'carrier', kind: 'company', name: 'Carrier' } },
    ...['east', 'west'].map((unit) => ({
      command: 'CreateUnit',
      body: { unit, kind: 'department', name: unit, parent: 'carrier' },
    })),
    ...teams.map((unit, index) => ({
      command: 'CreateUnit',
      body: { unit, kind: 'team', name: unit, parent: index % 2 === 0 ? 'east' : 'west' },
    })),
    ...regions.map((region) => ({ command: 'DefineRegion', body: { region, kind: 'city', name: { zh: region, en: region } } })),
    {
      command: 'ListProduct',
      id: 'vpn',
      body: { name: 'VPN', productLine: 'vpn', unit: 'item', price: { minor: 540_000, currency: 'CNY' } },
    },
    ...employees.map((id, index) => ({
      command: 'JoinEmployee',
      id,
      body: { name: id, unit: teams[index % teams.length], role: 'rep' },
    })),
    ...customers.map((id, index) => ({
      command: 'RegisterCustomer',
      id,
      body: {
        kind: 'enterprise',
        name: `客户 ${id}`,
        standing: 'identified',
        region: regions[index % regions.length],
        owner: employees[index % employees.length],
      },
    })),
  ];
  return commands.map((command, index) => ({ ...command, key: `founding-${index}` }));
}
