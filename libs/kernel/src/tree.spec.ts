import fc from 'fast-check';
import { type BusinessDate, dateOfDay } from './calendar.ts';
import { latest, type Moment, withEntry } from './timeline.ts';
import { type Placement, treeAsOf } from './tree.ts';

type Kind = 'company' | 'department' | 'team';
type Place = Placement<Kind, string>;

let position = 0;
const place = (date: string, node: string, parent: string | null, kind: Kind | null = null, name: string | null = null): Place => ({
  date: date as BusinessDate,
  position: (position += 1),
  node,
  parent,
  kind,
  name,
});
const asOf = (date: string | null, upTo: number | null = null): Moment => ({ asOf: date as BusinessDate | null, upTo });

position = 0;
const company = place('2024-01-01', 'company', null, 'company', '华东通信');
const north = place('2024-01-01', 'north', 'company', 'department', '北区');
const south = place('2024-01-01', 'south', 'company', 'department', '南区');
const banks = place('2024-01-01', 'banks', 'north', 'department', '银行部');
const team = place('2024-02-01', 'team', 'banks', 'team', '银行一组');
const banksMoved = place('2025-06-01', 'banks', 'south');
const renamedLate = place('2025-01-01', 'north', 'company', null, '华北区');
const placements = [company, north, south, banks, team, banksMoved, renamedLate].reduce<readonly Place[]>(withEntry, []);

describe('a tree as of a moment', () => {
  const before = treeAsOf(placements, asOf('2025-05-31'));
  const after = treeAsOf(placements, latest);

  it('shows the way up, the children and all below as they were on that day', () => {
    expect(before.pathOf('team')).toEqual(['team', 'banks', 'north', 'company']);
    expect(after.pathOf('team')).toEqual(['team', 'banks', 'south', 'company']);
    expect(before.childrenOf('south')).toEqual([]);
    expect(after.childrenOf('south')).toEqual(['banks']);
    expect(before.descendantsOf('company')).toEqual(['north', 'south', 'banks', 'team']);
    expect(after.descendantsOf('south')).toEqual(['banks', 'team']);
    expect(after.ancestorsOf('team')).toEqual(['banks', 'south', 'company']);
    expect(before.parentOf('banks')).toBe('north');
  });

  it('rolls a node up to the highest of a kind on its way: departments count whole', () => {
    expect(before.rollUp('team', 'department')).toBe('north');
    expect(after.rollUp('team', 'department')).toBe('south');
    expect(after.rollUp('banks', 'department')).toBe('south');
    expect(after.rollUp('south', 'department')).toBe('south');
    expect(after.rollUp('team', 'company')).toBe('company');
    expect(after.rollUp('team', 'team')).toBe('team');
    expect(after.rollUp('company', 'department')).toBeNull();
  });

  it('keeps kind and name where a move does not say them, and takes a new name from its day on', () => {
    expect([after.kindOf('banks'), after.nameOf('banks')]).toEqual(['department', '银行部']);
    expect(treeAsOf(placements, asOf('2024-12-31')).nameOf('north')).toBe('北区');
    expect(treeAsOf(placements, asOf('2025-01-01')).nameOf('north')).toBe('华北区');
  });

  it('knows no more than was recorded up to the position asked', () => {
    const early = treeAsOf(placements, asOf(null, banks.position));
    expect([early.has('team'), early.pathOf('team'), early.nameOf('team'), early.rollUp('team', 'company')]).toEqual([
      false,
      [],
      null,
      null,
    ]);
    expect(treeAsOf(placements, asOf('2026-01-01', banksMoved.position - 1)).parentOf('banks')).toBe('north');
    expect(treeAsOf(placements, asOf('2026-01-01', renamedLate.position - 1)).nameOf('north')).toBe('北区');
  });

  it('does not list what stands only later, yet counts facts that name it where it will first stand', () => {
    const early = treeAsOf(placements, asOf('2024-01-15'));
    expect(early.has('team')).toBe(false);
    expect(early.nodes).toEqual(['company', 'north', 'south', 'banks']);
    expect(early.rollUp('team', 'department')).toBe('north');
    expect(early.descendantsOf('north')).toEqual(['banks', 'team']);
    expect(treeAsOf(placements, asOf('2020-01-01')).rollUp('banks', 'department')).toBe('north');
  });

  it('answers nothing for a node that nobody placed', () => {
    expect(after.pathOf('constructor')).toEqual([]);
    expect(after.rollUp('west', 'company')).toBeNull();
    expect(after.childrenOf('west')).toEqual([]);
    expect(after.descendantsOf('west')).toEqual([]);
  });
});

describe('any tree', () => {
  const kinds: readonly Kind[] = ['department', 'team'];
  /** A root, then nodes each placed under an earlier one, sometimes placed again under an even earlier one: never a circle. */
  const anyPlacements = fc
    .array(fc.record({ parent: fc.nat(), day: fc.nat(9), again: fc.nat(), team: fc.boolean(), isMove: fc.boolean() }), { maxLength: 25 })
    .map((seeds) => {
      const dated = (day: number, index: number) => ({ date: dateOfDay(20_000 + day), position: index + 1 });
      const root: Place = { ...dated(0, 0), node: '0', parent: null, kind: 'company', name: 'root' };
      const first = seeds.map(({ parent, day, team: isTeam }, index): Place => ({
        ...dated(day, index + 1),
        node: String(index + 1),
        parent: String(parent % (index + 1)),
        kind: kinds[isTeam ? 1 : 0] ?? 'team',
        name: `unit ${index + 1}`,
      }));
      const moves = seeds.flatMap(({ again, day, isMove }, index): Place[] =>
        isMove
          ? [
              {
                ...dated(day + 1, seeds.length + index + 1),
                node: String(index + 1),
                parent: String(again % (index + 1)),
                kind: null,
                name: null,
              },
            ]
          : [],
      );
      return [root, ...first, ...moves];
    });
  const anyMoment = fc.record({ asOf: fc.option(fc.nat(11).map((day) => dateOfDay(20_000 + day))), upTo: fc.option(fc.nat(60)) });

  it('has each node below exactly those that stand on its way up', () => {
    fc.assert(
      fc.property(anyPlacements, anyMoment, (places, moment) => {
        const tree = treeAsOf(places.reduce<readonly Place[]>(withEntry, []), moment);
        const nodes = places.map((each) => each.node);
        for (const node of new Set(nodes)) {
          const below = new Set(nodes.filter((each) => tree.ancestorsOf(each).includes(node)));
          expect(new Set(tree.descendantsOf(node))).toEqual(below);
          expect(tree.descendantsOf(node)).toHaveLength(below.size);
        }
      }),
    );
  });

  it('puts each node where its last placement in force says, as far as it is known', () => {
    fc.assert(
      fc.property(anyPlacements, anyMoment, (places, moment) => {
        const tree = treeAsOf(places.reduce<readonly Place[]>(withEntry, []), moment);
        for (const node of new Set(places.map((each) => each.node))) {
          const known = places.filter((each) => each.node === node && (moment.upTo === null || each.position <= moment.upTo));
          const inForce = known.filter((each) => moment.asOf === null || each.date <= moment.asOf);
          const last = inForce.toSorted((one, other) => one.date.localeCompare(other.date) || one.position - other.position).at(-1);
          const first = known.toSorted((one, other) => one.date.localeCompare(other.date) || one.position - other.position)[0];
          expect(tree.parentOf(node)).toBe((last ?? first)?.parent ?? null);
          expect(tree.has(node)).toBe(last !== undefined);
        }
      }),
    );
  });
});
