import { factsOf, foldOf } from '@zongheng/kernel';
import { type Movement, movementsOf, type OpportunityFact } from '@zongheng/sales-events';
import {
  advancing,
  assigning,
  correcting,
  losing,
  movingTo,
  opening,
  reopening,
  revaluing,
  transferring,
  voiding,
  winning,
} from '../testing/opportunity-commands.ts';
import { cellAt } from '../testing/books.ts';
import { acme, date, fibre, hope, li, line, modem, pipeline, rack, wang, worth, zhao } from '../testing/people.ts';
import { refusalOf, type Story, story, then } from '../testing/story.ts';
import { opportunityDecider } from './decide.ts';
import { movementsIn } from './history.ts';
import { cellOf } from './state.ts';

const lenient = { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, requires: [] })) };
const told = [
  opening('2026-01-05', { value: worth(line('1', rack, 1_000)), expectedClose: date('2026-04-30') }),
  assigning('2026-01-06'),
  advancing('2026-01-10', 'relationship'),
  revaluing('2026-02-01', { value: worth(line('1', rack, 3_000)) }),
  advancing('2026-02-10', 'negotiation'),
] as const;
const standing = story(...told);
const lost = story(...told, losing('2026-03-01'));

/** The facts of a story and those of a command after it. */
function after(before: Story, command: Parameters<typeof then>[0]): readonly OpportunityFact[] {
  return [...before.facts, ...factsOf(then(command, before))];
}

const stagesOf = (movements: readonly Movement[]): readonly unknown[] => movements.map(({ date: on, in: cell }) => [on, cell?.stage]);

describe('correcting an opportunity', () => {
  it('puts the lines right from a date until they were next recorded to change', () => {
    const facts = after(
      standing,
      correcting('2026-03-01', { corrects: 'lines', since: date('2026-01-08'), value: worth(line('1', rack, 9)) }),
    );
    expect(cellAt(facts, '2026-01-07')?.lines[0]?.amount).toBe(1_000);
    expect(cellAt(facts, '2026-01-08')?.lines[0]?.amount).toBe(9);
    expect(cellAt(facts, '2026-01-31')?.lines[0]?.amount).toBe(9);
    expect(cellAt(facts, '2026-02-01')?.lines[0]?.amount).toBe(3_000);
  });

  it('takes back what it changes and nothing else, and says since when and why', () => {
    const [fact] = factsOf(
      then(correcting('2026-03-01', { corrects: 'lines', since: date('2026-01-08'), value: worth(line('1', rack, 9)) }), standing),
    );
    expect(fact).toMatchObject({
      businessDate: '2026-03-01',
      data: { corrects: 'lines', since: '2026-01-08', reason: 'recorded wrongly' },
    });
    expect(fact?.type === 'OpportunityCorrected' && stagesOf(fact.data.retracted)).toEqual([
      ['2026-01-10', 'relationship'],
      ['2026-02-01', 'relationship'],
    ]);
    expect(fact?.type === 'OpportunityCorrected' && stagesOf(fact.data.stated)).toEqual([
      ['2026-01-08', 'assigned'],
      ['2026-01-10', 'relationship'],
      ['2026-02-01', 'relationship'],
    ]);
  });

  it('counts a conversion under the owner it is corrected to', () => {
    const facts = after(standing, correcting('2026-03-01', { corrects: 'owner', since: date('2026-01-10'), owner: wang }));
    const [corrected] = facts.slice(-1);
    const reached = corrected?.type === 'OpportunityCorrected' ? corrected.data.stated.at(-1)?.reached : [];
    expect(reached).toMatchObject([{ stage: 'relationship', since: '2026-01-10', owner: 'wang', unit: 'south' }]);
  });

  it('puts a unit right without touching what its owner did afterwards', () => {
    const moved = story(...told, transferring('2026-02-15', li.id, wang.unit));
    const facts = after(
      moved,
      correcting('2026-03-01', { corrects: 'owner', since: date('2026-01-05'), owner: { ...li, unit: 'west' as typeof li.unit } }),
    );
    expect(cellAt(facts, '2026-02-14')?.unit).toBe('west');
    expect(cellAt(facts, '2026-02-15')?.unit).toBe('south');
  });

  it.each([
    ['source', { corrects: 'source', since: date('2026-01-05'), source: 'partner' }],
    ['region', { corrects: 'region', since: date('2026-01-05'), region: null }],
    ['segment', { corrects: 'segment', since: date('2026-01-05'), segment: 'retail' }],
    ['expectedClose', { corrects: 'expected-close', since: date('2026-01-05'), expectedClose: null }],
  ] as const)('puts its %s right from the first day on', (field, correction) => {
    const { state } = story(...told, correcting('2026-03-01', correction));
    const values = state.history.map(({ cell }) => cell[field]);
    const [wanted] = Object.entries(correction).flatMap(([key, value]) => (key === field ? [value] : []));
    expect(new Set(values)).toEqual(new Set([wanted ?? null]));
  });

  it('leaves the region of the customer it went to as it is', () => {
    const neighbour = { ...acme, id: hope.id };
    const moved = story(...told, movingTo('2026-02-20', neighbour));
    const facts = after(moved, correcting('2026-03-01', { corrects: 'region', since: date('2026-01-05'), region: null }));
    expect(cellAt(facts, '2026-02-19')).toMatchObject({ customer: 'acme', region: null });
    expect(cellAt(facts, '2026-02-20')).toMatchObject({ customer: 'hope', region: 'sichuan' });
  });

  it('tells why a deal was lost, and to whom, otherwise', () => {
    const facts = after(lost, correcting('2026-03-05', { corrects: 'loss', lossReason: 'timing', competitor: null }));
    expect(facts.at(-1)?.data).toMatchObject({ corrects: 'loss', since: '2026-03-01' });
    expect(cellAt(facts, '2026-03-01')).toMatchObject({ status: 'lost', reason: 'timing', competitor: null });
  });

  it('corrects the last loss of a deal that was reopened', () => {
    const again = story(...told, losing('2026-03-01'), reopening('2026-03-10', 'negotiation'));
    const facts = after(again, correcting('2026-03-15', { corrects: 'loss', lossReason: 'timing', competitor: null }));
    expect(cellAt(facts, '2026-03-05')).toMatchObject({ status: 'lost', reason: 'timing' });
    expect(cellAt(facts, '2026-03-15')).toMatchObject({ status: 'open', reason: null });
  });

  it('changes what it is counted by from a date on, on which nothing moved', () => {
    const facts = after(lost, correcting('2026-03-09', { corrects: 'source', since: date('2026-03-05'), source: 'partner' }));
    expect(facts.at(-1)?.data).toMatchObject({ retracted: [], stated: [{ date: '2026-03-05', first: false, reached: [] }] });
    expect(cellOf(foldOf(opportunityDecider, facts))?.source).toBe('partner');
  });

  it('has no effect where the past was so already, nor repeated', () => {
    const same = correcting('2026-03-01', { corrects: 'source', since: date('2026-01-20'), source: 'own' });
    expect(then(same, standing)).toEqual([]);
    const once = correcting('2026-03-01', { corrects: 'owner', since: date('2026-01-20'), owner: wang });
    expect(then(once, story(...told, once))).toEqual([]);
  });

  it('is refused before the opening, after its own date, and with what cannot be', () => {
    const since = date('2026-01-05');
    const refused = (command: Parameters<typeof correcting>[1], before = standing) =>
      refusalOf(correcting('2026-03-20', command), before).code;
    expect(refused({ corrects: 'source', since: date('2026-01-04'), source: 'partner' })).toBe('SALES.OPPORTUNITY.CORRECTION_OUT_OF_RANGE');
    expect(refused({ corrects: 'source', since: date('2026-03-21'), source: 'partner' })).toBe('SALES.OPPORTUNITY.CORRECTION_OUT_OF_RANGE');
    expect(refused({ corrects: 'owner', since: date('2026-03-02'), owner: zhao })).toBe('SALES.OWNER.LEFT');
    expect(refused({ corrects: 'expected-close', since, expectedClose: date('2026-01-01') })).toBe(
      'SALES.OPPORTUNITY.CLOSE_BEFORE_OPENING',
    );
    expect(refused({ corrects: 'lines', since: date('2026-03-02'), value: worth(line('1', modem, 1)) })).toBe('SALES.PRODUCT.RETIRED');
    expect(refused({ corrects: 'loss', lossReason: 'price', competitor: null })).toBe('SALES.OPPORTUNITY.NOT_LOST');
    expect(refused({ corrects: 'source', since, source: 'partner' }, story(...told, voiding('2026-03-01')))).toBe(
      'SALES.OPPORTUNITY.VOIDED',
    );
    expect(refusalOf(correcting('2026-02-09', { corrects: 'source', since, source: 'partner' }), standing).code).toBe('DATE.BEFORE_LAST');
  });

  it('never leaves a won deal without an amount', () => {
    const won = story(...told, winning('2026-03-01', { pipeline: lenient, reason: 'no bid needed' }));
    const command = correcting('2026-03-20', { corrects: 'lines', since: date('2026-02-20'), value: worth(line('1', fibre, 0)) });
    expect(refusalOf(command, won).code).toBe('SALES.OPPORTUNITY.AMOUNT_MISSING');
  });
});

describe('correcting the date of a stage change', () => {
  const redating = (stage: string, recorded: string, to: string) =>
    correcting('2026-03-20', { corrects: 'stage-date', stage, recorded: date(recorded), date: date(to) });

  it('moves the change, and with it the days it stood there', () => {
    const facts = after(standing, redating('negotiation', '2026-02-10', '2026-02-05'));
    expect(cellAt(facts, '2026-02-04')?.stage).toBe('relationship');
    expect(cellAt(facts, '2026-02-05')).toMatchObject({ stage: 'negotiation', since: '2026-02-05' });
    expect(facts.at(-1)?.data).toMatchObject({ since: '2026-02-05' });
  });

  it('may overtake a revaluation, which keeps its own date', () => {
    const facts = after(standing, redating('negotiation', '2026-02-10', '2026-01-15'));
    expect(cellAt(facts, '2026-01-15')).toMatchObject({ stage: 'negotiation', lines: [{ amount: 1_000 }] });
    expect(cellAt(facts, '2026-02-01')).toMatchObject({ stage: 'negotiation', since: '2026-01-15', lines: [{ amount: 3_000 }] });
  });

  it('enters the stage as the deal was counted on that day', () => {
    const facts = after(standing, redating('negotiation', '2026-02-10', '2026-02-01'));
    const [corrected] = facts.slice(-1);
    const entered =
      corrected?.type === 'OpportunityCorrected' ? corrected.data.stated.find((movement) => movement.in?.stage === 'negotiation') : null;
    expect(entered).toMatchObject({ date: '2026-02-01', first: true, in: { lines: [{ amount: 3_000 }] } });
  });

  it('moves the opening, and with it the age of the deal', () => {
    const facts = after(standing, redating('obtained', '2026-01-05', '2025-12-01'));
    const { history } = foldOf(opportunityDecider, facts);
    expect(movementsIn(history).every((movement) => movement.opened === '2025-12-01')).toBe(true);
  });

  it('keeps the opening first, also before a movement that changed nothing it was counted by', () => {
    const given = story(opening('2026-01-05', { pipeline: lenient, owner: li }), assigning('2026-01-06', { pipeline: lenient, owner: li }));
    const redated = redating('obtained', '2026-01-05', '2026-01-06');
    expect(refusalOf(redating('obtained', '2026-01-05', '2026-01-07'), given).code).toBe('SALES.OPPORTUNITY.STAGE_DATE_OUT_OF_ORDER');
    const moved = factsOf(then(redated, given)).reduce(opportunityDecider.evolve, given.state);
    expect(moved.history.map(({ first, cell }) => [cell.stage, cell.since, first])).toEqual(
      given.state.history.map(({ first, cell }) => [cell.stage, cell.stage === 'obtained' ? '2026-01-06' : cell.since, first]),
    );
  });

  it('is refused past a neighbouring stage change, and says what is possible', () => {
    const refusal = refusalOf(redating('relationship', '2026-01-10', '2026-02-11'), standing);
    expect(refusal.code).toBe('SALES.OPPORTUNITY.STAGE_DATE_OUT_OF_ORDER');
    expect(refusal.found).toContain('from 2026-01-06 to 2026-02-10');
    expect(refusalOf(redating('negotiation', '2026-02-10', '2026-03-21'), standing).code).toBe('SALES.OPPORTUNITY.STAGE_DATE_OUT_OF_ORDER');
  });

  it('is refused where the deal did not enter the stage on that date', () => {
    const refusal = refusalOf(redating('negotiation', '2026-02-11', '2026-02-05'), standing);
    expect(refusal.code).toBe('SALES.OPPORTUNITY.STAGE_ENTRY_UNKNOWN');
    expect(refusal.found).toContain('negotiation on 2026-02-10');
  });

  it('has no effect where the date is the recorded one', () => {
    expect(then(redating('negotiation', '2026-02-10', '2026-02-10'), standing)).toEqual([]);
  });
});

it('takes everything back that counts, after a correction too, when it is voided', () => {
  const corrected = story(
    ...told,
    correcting('2026-03-01', { corrects: 'owner', since: date('2026-01-20'), owner: wang }),
    voiding('2026-03-02'),
  );
  const sum = corrected.facts
    .flatMap(movementsOf)
    .reduce((count, { sign, movement }) => count + sign * ((movement.in ? 1 : 0) - (movement.out ? 1 : 0)), 0);
  expect(sum).toBe(0);
  expect(cellAt(corrected.facts, '2026-02-01')).toBeNull();
});

describe('a deal that has moved a thousand times', () => {
  const turns = Array.from({ length: 999 }, (_, index) =>
    revaluing('2026-01-06', { value: worth(line('1', rack, 1 + (index % 2))), pipeline: lenient }),
  );
  const restless = story(opening('2026-01-05', { pipeline: lenient, value: worth(line('1', rack, 5)) }), ...turns.slice(0, 998));

  it('moves no more, but can still be closed, follow its owner, be corrected and be voided', () => {
    expect(restless.state.history).toHaveLength(1_000);
    expect(refusalOf(revaluing('2026-01-07', { value: worth(line('1', rack, 9)) }), restless).code).toBe('SALES.OPPORTUNITY.HISTORY_FULL');
    expect(refusalOf(assigning('2026-01-07', { owner: wang }), restless).code).toBe('SALES.OPPORTUNITY.HISTORY_FULL');
    const corrected = correcting('2026-01-07', { corrects: 'source', since: date('2026-01-05'), source: 'partner' });
    for (const command of [losing('2026-01-07'), transferring('2026-01-07', li.id, wang.unit), corrected, voiding('2026-01-07')]) {
      expect(factsOf(then(command, restless))).toHaveLength(1);
    }
  });

  it('is not reopened once it is closed', () => {
    const closed = factsOf(then(losing('2026-01-07'), restless)).reduce(opportunityDecider.evolve, restless.state);
    expect(opportunityDecider.decide(closed, reopening('2026-01-08', 'bid'))).toMatchObject({ code: 'SALES.OPPORTUNITY.HISTORY_FULL' });
  });
});
