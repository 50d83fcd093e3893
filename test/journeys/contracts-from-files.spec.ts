import { jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { founding } from '../faults/load/world.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;

interface Group {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly amounts: readonly { readonly minor: number }[];
}

/** Expected revenue by month, as of a date, in fen. */
async function expected(asOf: string, more: string): Promise<Record<string, number>> {
  await installation.api.caughtUp('contracts/expected');
  const path = `/v1/contracts/expected?fromMonth=2024-01&toMonth=2025-12&asOf=${asOf}&limit=200${more}`;
  const { groups } = await installation.api.read<{ groups: readonly Group[] }>(path);
  return Object.fromEntries(groups.map(({ keys, amounts }) => [Object.values(keys).join(' '), amounts[0]?.minor ?? 0]));
}

const sum = (months: Record<string, number>): number => Object.values(months).reduce((total, minor) => total + minor, 0);

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2023-12-01' } })));
});
afterAll(() => installation?.end());

describe('agreements from a file', () => {
  it('come in month by month, or split by the file’s own rule, through a mapping', async () => {
    const folder = folders.make();
    const mapping = {
      mapping: 'agreements',
      meaning: { zh: '协议', en: 'Agreements' },
      inputs: { agreements: { files: 'agreements.*' } },
      records: { agreement: {} },
      steps: [
        {
          step: 'agreements',
          from: 'agreements',
          record: { $id: 'agreement', of: '{number}' },
          on: { $date: '{signed}' },
          commands: [
            {
              command: 'SignContract',
              body: {
                number: '{number}',
                title: '{title}',
                customer: '{customer}',
                currency: 'CNY',
                begins: { $date: '{begins}' },
                ends: { $date: '{ends}' },
                lines: [
                  { line: 'service', productLine: 'energy-service', split: 'by-days', amount: { $integer: '{service}', times: 100 } },
                  {
                    line: 'supply',
                    productLine: 'electricity-supply',
                    months: [
                      { month: '2024-01', amount: { $integer: '{jan}', times: 100 } },
                      { month: '2024-02', amount: { $integer: '{feb}', times: 100 } },
                    ],
                  },
                ],
              },
            },
          ],
        },
      ],
    };
    const head = 'number,title,customer,signed,begins,ends,service,jan,feb';
    const rows = [
      'F-1,供电,customer-5,2024-01-02,2024-01-01,2024-02-29,60.00,300.50,200.25',
      'F-2,供电,customer-6,2024-01-02,2024-01-01,2024-02-29,0,1,2',
    ];
    writeFileSync(join(folder, 'agreements.csv'), [head, ...rows, ''].join('\n'));
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
    await crmOn(dataDir, 'import', join(folder, 'mapping.json'), join(folder, 'agreements.csv'));
    expect(await expected('2024-12-31', '&groupBy=productLine&customer=customer-5')).toEqual({
      'energy-service 2024-01': 31_00,
      'energy-service 2024-02': 29_00,
      'electricity-supply 2024-01': 300_50,
      'electricity-supply 2024-02': 200_25,
    });
    expect(sum(await expected('2024-12-31', '&customer=customer-6'))).toBe(3_00);
    await crmOn(dataDir, 'import', 'undo', 'agreements.1');
    expect(await expected('2026-12-31', '&customer=customer-6')).toEqual({});
  });
});
