import { readFileSync } from 'node:fs';
import { importProblems } from './problems.ts';

const page = readFileSync(new URL('../../../../docs/importing.md', import.meta.url), 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| `(IMPORT\.[A-Z_]+)` \| (.*) \| (.*) \|$/gmu)].map(([, code = '', title = '', remedy = '']) => [
    code,
    { title, remedy },
  ]),
);

describe('what can be wrong with an import', () => {
  it.each(Object.entries(importProblems))('%s stands on the page about importing as the program says it', (code, { title, remedy }) => {
    expect(rows.get(code)).toEqual({ title: `${title.en} (${title.zh})`, remedy });
  });

  it('is all that stands on the page', () => {
    expect([...rows.keys()].sort()).toEqual([...Object.keys(importProblems), 'IMPORT.MAPPING_INVALID'].sort());
  });
});
