import { join } from 'node:path';
import { printed } from './finding.ts';
import { judge } from './judge.ts';

describe('the house as it stands', () => {
  const { files, findings } = judge(join(import.meta.dirname, '../..'));
  const against = (rule: RegExp) => findings.filter((finding) => rule.test(finding.rule)).map(printed);

  it('was read: every package has files in it', () => {
    expect(files).toBeGreaterThan(25);
  });

  it('has nobody importing what its room may not, and no circles', () => {
    expect(against(/-(imports|packages|node)$|^no-cycle$|^resolvable$/)).toEqual([]);
  });

  it('has a room for every package and every file', () => {
    expect(against(/^covered$/)).toEqual([]);
  });

  it('has every import declared by the package that makes it', () => {
    expect(against(/^declared$/)).toEqual([]);
  });

  it('keeps clocks, random numbers, timers and locales out of the pure rooms', () => {
    expect(against(/^purity$/)).toEqual([]);
  });

  it('has exports and project references as generated from the declared dependencies', () => {
    expect(against(/^generated$/)).toEqual([]);
  });

  it('installs alike everywhere: exact versions, a lock file in step, no registry named', () => {
    expect(against(/^locked$/)).toEqual([]);
  });

  it('breaks no other rule of the check', () => {
    expect(findings.map(printed)).toEqual([]);
  });
});
