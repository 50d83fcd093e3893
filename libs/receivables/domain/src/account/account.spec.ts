import { type EmployeeId, factsOf, type UnitId } from '@zongheng/kernel';
import { balanceOn, openOn, standingBy } from '../testing/books.ts';
import {
  allocate,
  byHand,
  credit,
  date,
  dispute,
  follow,
  harbour,
  issue,
  line,
  on,
  receive,
  refund,
  reverse,
  reverseNote,
  reverseRefund,
  settlement,
  takingBack,
  voiding,
  writingOff,
} from '../testing/commands.ts';
import { type Story, story, then } from '../testing/story.ts';
import type { AccountCommand } from './commands.ts';

const open = (told: Story, number: string, day: string): number => openOn(told.facts, number, date(day));
const owed = (told: Story, day: string): number => balanceOn(told.facts, date(day))['CNY'] ?? 0;
const again = (command: AccountCommand, told: Story): readonly unknown[] => factsOf(then(command, told));

describe('an invoice', () => {
  it('is issued with its tax to the last fen, and owed gross from its day on', () => {
    const command = issue('i1', '2026-01-05', 0, { lines: [line(100_05, { taxRate: 1300 }), line(33, { line: '2', taxRate: 600 })] });
    const told = story(command);
    expect(told.facts[0]?.data).toMatchObject({ net: 100_38, tax: 13_01 + 2, gross: 113_41, to: { ...harbour, due: '2026-02-04' } });
    expect([owed(told, '2026-01-04'), owed(told, '2026-01-05')]).toEqual([0, 113_41]);
    expect(again(command, told)).toEqual([]);
  });

  it('takes discounts as negative lines', () => {
    expect(story(issue('i1', '2026-01-05', 0, { lines: [line(100), line(-30, { line: '2' })] })).facts[0]?.data).toMatchObject({
      gross: 70,
    });
  });

  it('is put right from its first day on, whatever was paid meanwhile', () => {
    const due = date('2026-04-30');
    const command: AccountCommand = { type: 'CorrectInvoice', ...on('2026-03-01'), number: 'i1', due, contract: 'k1', reason: '账期有误' };
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 30, { i1: 30 }), command);
    const byDue = (day: string) => standingBy(told.facts, date(day), (cell) => String(cell.due));
    expect(byDue('2026-01-05')).toEqual({ '2026-04-30': { open: 100, invoices: 1, credit: 0 } });
    expect(byDue('2026-02-01')).toEqual({ '2026-04-30': { open: 70, invoices: 1, credit: 0 } });
    expect(again(command, told)).toEqual([]);
  });

  it('that should never have been issued leaves the books from its first day, and what was paid of it is credit on account', () => {
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 100, { i1: 100 }), voiding('i1', '2026-03-01'));
    expect([open(told, 'i1', '2026-01-20'), owed(told, '2026-01-20'), owed(told, '2026-02-01')]).toEqual([0, 0, -100]);
    expect(again(voiding('i1', '2026-03-02'), told)).toEqual([]);
  });
});

describe('a payment', () => {
  it('goes to the invoice it names, the rest to what is due first, what is over is credit on account', () => {
    const invoices = [issue('i1', '2026-01-05', 100), issue('i2', '2026-01-10', 100), issue('i3', '2026-01-15', 100)];
    const told = story(...invoices, receive('p1', '2026-02-01', 150, { i2: 100 }));
    expect(['i1', 'i2', 'i3'].map((number) => open(told, number, '2026-02-01'))).toEqual([50, 0, 100]);
    const over = story(...invoices, receive('p1', '2026-02-01', 350));
    expect([over.state.onAccount['CNY'], owed(over, '2026-02-01')]).toEqual([50, -50]);
    expect(open(story(...invoices, receive('p1', '2026-02-01', 350), issue('i4', '2026-03-01', 80)), 'i4', '2026-03-01')).toBe(30);
  });

  it('counts once, for ever: a line of the bank that comes again is nothing new, after its reversal too', () => {
    const command = receive('p1', '2026-02-01', 100, { i1: 100 });
    const told = story(issue('i1', '2026-01-05', 100), command);
    expect(again(command, told)).toEqual([]);
    const gone = story(issue('i1', '2026-01-05', 100), command, reverse('p1', '2026-02-10'));
    expect(again(command, gone)).toEqual([]);
    expect(again(reverse('p1', '2026-02-10'), gone)).toEqual([]);
  });

  it('waits for an invoice that is not here yet, and goes nowhere else', () => {
    const early = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-01-20', 100, { i2: 100 }));
    expect([open(early, 'i1', '2026-02-01'), owed(early, '2026-02-01')]).toEqual([100, 0]);
    const late = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-01-20', 100, { i2: 100 }), issue('i2', '2026-01-10', 100));
    expect(late.facts.at(-1)).toMatchObject({ type: 'PaymentApplied', businessDate: '2026-01-20', data: { number: 'i2', named: true } });
  });

  it('that names an invoice takes the place of money that went there by order alone', () => {
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-01-20', 100), receive('p2', '2026-02-01', 100, { i1: 100 }));
    expect(told.told.slice(-3)).toEqual(['PaymentReceived', 'ApplicationWithdrawn', 'PaymentApplied']);
    expect([open(told, 'i1', '2026-01-20'), open(told, 'i1', '2026-02-01'), owed(told, '2026-02-01')]).toEqual([100, 0, -100]);
  });

  it('that goes back leaves open what it had paid, and other money that names the invoice takes its place', () => {
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-01-20', 100, { i1: 100 }), reverse('p1', '2026-02-10'));
    expect([open(told, 'i1', '2026-02-09'), open(told, 'i1', '2026-02-10')]).toEqual([0, 100]);
    const other = story(
      issue('i1', '2026-01-05', 100),
      receive('p1', '2026-01-20', 100, { i1: 100 }),
      receive('p2', '2026-02-01', 60, { i1: 60 }),
      reverse('p1', '2026-02-10'),
    );
    expect([open(other, 'i1', '2026-02-09'), open(other, 'i1', '2026-02-10')]).toEqual([0, 40]);
  });

  it('in another currency stays in its own, unless it is said for how much it counts', () => {
    const dollars = { received: { minor: 20, currency: 'USD' } };
    const apart = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 0, {}, dollars));
    expect([open(apart, 'i1', '2026-02-01'), apart.state.onAccount]).toEqual([100, { USD: 20 }]);
    const counted = story(
      issue('i1', '2026-01-05', 100),
      receive('p1', '2026-02-01', 0, { i1: 100 }, { ...dollars, countsAs: { minor: 100, currency: 'CNY' } }),
    );
    expect([open(counted, 'i1', '2026-02-01'), counted.facts[1]?.data]).toEqual([
      0,
      expect.objectContaining({ received: { minor: 20, currency: 'USD' }, currency: 'CNY', gross: 100 }),
    ]);
  });

  it('stays on account where the policy applies nothing by itself, until it is said what it is meant for', () => {
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 100, {}, { rule: byHand }));
    expect(open(told, 'i1', '2026-02-01')).toBe(100);
    const meant = allocate('p1', '2026-03-01', { i1: 100 });
    const said = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 100, {}, { rule: byHand }), meant);
    expect([open(said, 'i1', '2026-02-01'), again(meant, said)]).toEqual([0, []]);
  });

  it('goes to what was issued or is due last where the policy says so', () => {
    const invoices = [issue('i1', '2026-01-05', 100, { due: date('2026-06-01') }), issue('i2', '2026-01-10', 100)];
    const paidBy = (order: 'oldest-due' | 'oldest-issued' | 'latest-due') => {
      const told = story(...invoices, receive('p1', '2026-02-01', 100, {}, { rule: { order, disputed: false } }));
      return ['i1', 'i2'].map((number) => open(told, number, '2026-02-01'));
    };
    expect([paidBy('oldest-due'), paidBy('oldest-issued'), paidBy('latest-due')]).toEqual([
      [100, 0],
      [0, 100],
      [0, 100],
    ]);
  });
});

describe('what is collected of an invoice', () => {
  it('has its net in proportion, and its whole net when it is paid to the end, in whichever parts', () => {
    const bill = issue('i1', '2026-01-05', 0, { lines: [line(100, { taxRate: 1300 })] });
    const told = story(bill, ...[31, 1, 40, 41].map((gross, at) => receive(`p${at}`, `2026-02-0${at + 1}`, gross, { i1: gross })));
    const nets = told.facts.flatMap((fact) => (fact.type === 'PaymentApplied' ? [fact.data.net] : []));
    expect(nets.reduce((sum, net) => sum + net, 0)).toBe(100);
    expect(nets).toEqual([27, 1, 36, 36]);
  });
});

describe('a credit note', () => {
  it('makes less owed; where the invoice is paid it is credit on account', () => {
    const told = story(issue('i1', '2026-01-05', 100), credit('n1', '2026-01-20', 'i1', 40));
    expect([open(told, 'i1', '2026-01-19'), open(told, 'i1', '2026-01-20')]).toEqual([100, 60]);
    expect(again(credit('n1', '2026-01-20', 'i1', 40), told)).toEqual([]);
    const paid = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-01-10', 100, { i1: 100 }), credit('n1', '2026-01-20', 'i1', 40));
    expect([open(paid, 'i1', '2026-01-20'), paid.state.onAccount['CNY']]).toEqual([0, 40]);
  });

  it('that is taken back leaves open what it had settled, from that day on', () => {
    const told = story(issue('i1', '2026-01-05', 100), credit('n1', '2026-01-20', 'i1', 40), reverseNote('n1', '2026-02-10'));
    expect(['2026-01-20', '2026-02-09', '2026-02-10'].map((day) => open(told, 'i1', day))).toEqual([60, 60, 100]);
    expect(told.facts.at(-1)?.data).toMatchObject({ note: 'n1', number: 'i1', gross: 40, net: 40, cell: { due: '2026-02-04' } });
    expect(again(reverseNote('n1', '2026-02-10'), told)).toEqual([]);
  });

  it('makes room for another one once it is taken back, and for voiding the invoice', () => {
    const told = [issue('i1', '2026-01-05', 100), credit('n1', '2026-01-20', 'i1', 60), reverseNote('n1', '2026-02-10')];
    expect(factsOf(then(credit('n2', '2026-02-10', 'i1', 100), story(...told))).map(({ type }) => type)).toEqual([
      'CreditNoteIssued',
      'PaymentApplied',
    ]);
    const gone = story(...told, voiding('i1', '2026-02-11'));
    expect([open(gone, 'i1', '2026-01-10'), owed(gone, '2026-02-11')]).toEqual([0, 0]);
  });

  it('that settled what had been paid reopens what its credit went to', () => {
    const told = story(
      issue('i1', '2026-01-05', 100),
      receive('p1', '2026-01-10', 100, { i1: 100 }),
      credit('n1', '2026-01-20', 'i1', 40),
      issue('i2', '2026-01-25', 70),
      reverseNote('n1', '2026-02-10'),
    );
    expect(['2026-01-25', '2026-02-10'].map((day) => owed(told, day))).toEqual([30, 70]);
    expect(open(told, 'i2', '2026-02-10')).toBe(70);
  });
});

describe('credit on account', () => {
  it('that was paid back and came back is credit from that day on, and pays nothing before it', () => {
    const told = story(
      receive('p1', '2026-02-01', 100),
      refund('r1', '2026-02-10', 100),
      issue('i1', '2026-02-20', 80),
      reverseRefund('r1', '2026-03-01'),
    );
    expect(told.told).toEqual(['PaymentReceived', 'CreditRefunded', 'InvoiceIssued', 'RefundReversed', 'PaymentApplied']);
    expect(['2026-02-20', '2026-02-28', '2026-03-01'].map((day) => open(told, 'i1', day))).toEqual([80, 80, 0]);
    expect(['2026-02-01', '2026-02-10', '2026-02-28', '2026-03-01'].map((day) => owed(told, day))).toEqual([-100, 0, 80, -20]);
    expect(again(reverseRefund('r1', '2026-03-01'), told)).toEqual([]);
    expect(again(refund('r1', '2026-02-10', 100), told)).toEqual([]);
  });

  it('that came back is not there for a refund, or for money that is named, of an earlier day', () => {
    const told = [receive('p1', '2026-02-01', 100), refund('r1', '2026-02-10', 70), reverseRefund('r1', '2026-03-01')];
    expect(then(refund('r2', '2026-02-20', 31), story(...told))).toMatchObject({ code: 'RECEIVABLES.REFUND.MORE_THAN_CREDIT' });
    expect(then(refund('r2', '2026-03-01', 100), story(...told))).toHaveLength(1);
    const named = story(...told, issue('i1', '2026-02-15', 90, { rule: byHand }), allocate('p1', '2026-03-02', { i1: 90 }));
    expect([open(named, 'i1', '2026-02-15'), open(named, 'i1', '2026-03-01')]).toEqual([60, 0]);
  });

  it('is paid back out of the oldest that is free', () => {
    const paidBack = refund('r1', '2026-03-01', 120);
    const told = story(receive('p2', '2026-02-02', 100), receive('p1', '2026-02-01', 50), paidBack);
    expect(told.facts.at(-1)?.data).toMatchObject({
      of: [
        { credit: 'p1', gross: 50 },
        { credit: 'p2', gross: 70 },
      ],
    });
    expect([owed(told, '2026-02-28'), owed(told, '2026-03-01'), again(paidBack, told)]).toEqual([-150, -30, []]);
  });
});

describe('what is doubtful', () => {
  it('counts apart while it is disputed, also for what was paid before and comes late', () => {
    const told = story(
      issue('i1', '2026-01-05', 100),
      dispute('i1', '2026-02-10'),
      receive('p1', '2026-02-01', 30, { i1: 30 }),
      settlement('i1', '2026-03-01'),
    );
    const standing = (day: string) => standingBy(told.facts, date(day), (cell) => String(cell.disputed));
    expect(standing('2026-02-09')).toEqual({ false: { open: 70, invoices: 1, credit: 0 } });
    expect(standing('2026-02-10')).toEqual({ true: { open: 70, invoices: 1, credit: 0 } });
    expect(standing('2026-03-01')).toEqual({ false: { open: 70, invoices: 1, credit: 0 } });
    expect(again(settlement('i1', '2026-03-01'), told)).toEqual([]);
  });

  it('is not paid by order alone while it is disputed, but once that is settled', () => {
    const told = story(issue('i1', '2026-01-05', 100), dispute('i1', '2026-01-20'), receive('p1', '2026-02-01', 100));
    expect(open(told, 'i1', '2026-02-01')).toBe(100);
    const settled = story(
      issue('i1', '2026-01-05', 100),
      dispute('i1', '2026-01-20'),
      receive('p1', '2026-02-01', 100),
      settlement('i1', '2026-03-01'),
    );
    expect(settled.told.at(-1)).toBe('PaymentApplied');
  });

  it('is written off, and owed again when money comes for it after all', () => {
    const told = story(issue('i1', '2026-01-05', 100), writingOff('i1', '2026-06-01'), receive('p1', '2026-08-01', 60, { i1: 60 }));
    expect(told.told).toEqual(['InvoiceIssued', 'InvoiceWrittenOff', 'PaymentReceived', 'InvoiceReinstated', 'PaymentApplied']);
    expect([open(told, 'i1', '2026-05-31'), open(told, 'i1', '2026-06-01'), owed(told, '2026-08-01')]).toEqual([100, 0, 0]);
    expect(again(writingOff('i1', '2026-06-01'), story(issue('i1', '2026-01-05', 100), writingOff('i1', '2026-06-01')))).toEqual([]);
  });
});

describe('an account', () => {
  it('follows its customer with all that is open, on the later of that day and its own last', () => {
    const command = follow('2026-01-20', { owner: 'wang' as EmployeeId, unit: 'west' as UnitId });
    const told = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 130, { i1: 60, i9: 70 }), command);
    const byOwner = (day: string) => standingBy(told.facts, date(day), (cell) => cell.owner);
    expect(byOwner('2026-01-31')).toEqual({ li: { open: 100, invoices: 1, credit: 0 } });
    expect(byOwner('2026-02-01')).toEqual({ wang: { open: 40, invoices: 1, credit: 70 } });
    expect(again(command, told)).toEqual([]);
    expect(again(command, story())).toEqual([]);
  });

  it('lets what comes late and belongs earlier go through the hands it went through', () => {
    const told = story(
      issue('i1', '2026-01-05', 100),
      follow('2026-02-10', { owner: 'wang' as EmployeeId }),
      receive('p1', '2026-01-20', 30, { i1: 30 }),
    );
    const byOwner = (day: string) => standingBy(told.facts, date(day), (cell) => cell.owner);
    expect(byOwner('2026-02-09')).toEqual({ li: { open: 70, invoices: 1, credit: 0 } });
    expect(byOwner('2026-02-10')).toEqual({ wang: { open: 70, invoices: 1, credit: 0 } });
  });

  it('that should never have been kept is taken back whole: nothing is left on any date', () => {
    const told = story(
      issue('i1', '2026-01-05', 100),
      issue('i2', '2026-01-06', 100),
      receive('p1', '2026-01-20', 150, { i1: 100 }),
      writingOff('i2', '2026-03-01'),
      takingBack('2026-04-01'),
    );
    for (const day of ['2026-01-05', '2026-01-20', '2026-03-01', '2026-04-01'])
      expect(standingBy(told.facts, date(day), () => 'all')).toEqual({});
    expect(again(takingBack('2026-04-02'), told)).toEqual([]);
  });
});
