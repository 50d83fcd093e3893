import { addDays, type BusinessDate, businessDate, refusing } from '@zongheng/kernel';
import type { Dispatched } from '../binding.ts';
import { DueList, type DueListOptions } from './due-list.ts';
import { type DueCommand, dueKey, type Duty } from './duty.ts';

const refuse = refusing({ 'LIBRARY.BOOK.LOST': { kind: 'conflict', title: { zh: '书已丢失', en: 'Lost' }, remedy: 'buy another' } });

/** A library: each book is to be back by a day, and asked for on the next one; what was asked for is remembered by its key. */
class Library {
  today: BusinessDate = businessDate('2026-03-02');
  readonly asked: (readonly [book: string, on: string])[] = [];
  readonly #keys = new Set<string>();
  readonly #books: ReadonlyMap<string, string>;
  readonly #isSeen: (book: string) => boolean;
  /** The view of what was asked for may lag behind: then a book is due again, though its key is known. */
  constructor(books: Readonly<Record<string, string>>, isSeen: (book: string) => boolean = () => true) {
    this.#books = new Map(Object.entries(books));
    this.#isSeen = isSeen;
  }

  readonly duty: Duty = {
    name: 'books',
    reads: ['loans'],
    due: (today) => this.#due(today),
  };

  async *#due(today: BusinessDate): AsyncGenerator<readonly DueCommand[]> {
    const late = [...this.#books].filter(([book, by]) => by < today && !(this.#isSeen(book) && this.#wasAsked(book)));
    for (let from = 0; from < late.length; from += 2) {
      yield late.slice(from, from + 2).map(([id, by]) => ({ command: 'AskForBook', id, on: addDays(businessDate(by), 1) }));
    }
  }

  #wasAsked(book: string): boolean {
    return this.asked.some(([asked]) => asked === book);
  }

  readonly dispatch = async (due: DueCommand, key: string): Promise<Dispatched> => {
    if (due.id === 'lost') return refuse('LIBRARY.BOOK.LOST', 'nobody has it');
    if (this.#keys.has(key)) return { replayed: true };
    this.#keys.add(key);
    this.asked.push([due.id, due.on]);
    return { replayed: false };
  };
}

const loans = { a: '2026-02-27', b: '2026-03-01', c: '2026-03-02', d: '2026-03-03' };

function dueListOn(library: Library, more: Partial<DueListOptions> = {}): DueList {
  return new DueList({
    duties: [library.duty],
    today: () => library.today,
    dispatch: library.dispatch,
    head: async () => 7,
    waitFor: async () => true,
    ...more,
  });
}

describe('what falls due by the calendar', () => {
  it('happens once, on the day it fell due, however often anybody looks', async () => {
    const library = new Library(loans);
    const list = dueListOn(library);
    await list.look();
    await list.look();
    expect(library.asked).toEqual([
      ['a', '2026-02-28'],
      ['b', '2026-03-02'],
    ]);
    library.today = businessDate('2026-03-03');
    await list.look();
    expect(library.asked.slice(2)).toEqual([['c', '2026-03-03']]);
  });

  it('is made up for after days on which nothing ran, each on its own day', async () => {
    const library = new Library(loans);
    library.today = businessDate('2026-03-20');
    expect(await dueListOn(library).run()).toEqual([{ duty: 'books', today: '2026-03-20', due: 4, done: 4, refused: 0, error: null }]);
    expect(library.asked.map(([, on]) => on)).toEqual(['2026-02-28', '2026-03-02', '2026-03-03', '2026-03-04']);
  });

  it('has one effect where it is looked up again before the views show it', async () => {
    const library = new Library(loans, () => false);
    await dueListOn(library).run();
    expect(await dueListOn(library).run()).toMatchObject([{ due: 2, done: 0 }]);
    expect(library.asked).toHaveLength(2);
  });

  it.each([1, 2, 3, 4])('has one effect each where the program dies at command %i, and is started again', async (at) => {
    const library = new Library(loans);
    library.today = businessDate('2026-03-20');
    for (const dies of ['before', 'after'] as const) {
      let calls = 0;
      const mortal = dueListOn(library, {
        async dispatch(due, key) {
          calls += 1;
          if (calls >= at && dies === 'before') throw new Error('killed');
          const answer = await library.dispatch(due, key);
          if (calls >= at) throw new Error('killed');
          return answer;
        },
      });
      const [done] = await mortal.run();
      expect(done?.error).toBe(calls >= at ? 'killed' : null);
    }
    await dueListOn(library).run();
    expect(library.asked.map(([book]) => book).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('happens once where two processes look at the same calendar at once, neither of which sees what the other has done', async () => {
    const library = new Library(loans, () => false);
    library.today = businessDate('2026-03-04');
    const both = await Promise.all([dueListOn(library).run(), dueListOn(library).run()]);
    expect(library.asked.map(([book]) => book).sort()).toEqual(['a', 'b', 'c', 'd']);
    const [one = 0, other = 0] = both.map(([done]) => done?.done);
    expect(one + other).toBe(4);
    expect(both.map(([done]) => [done?.due, done?.refused, done?.error])).toEqual([
      [4, 0, null],
      [4, 0, null],
    ]);
  });

  it('is tried again at the next look where something failed, and says so', async () => {
    const library = new Library(loans);
    const troubles: string[] = [];
    let isUp = false;
    const list = dueListOn(library, {
      head: () => (isUp ? Promise.resolve(7) : Promise.reject(new Error('the disk is full'))),
      onTrouble: (duty, trouble) => troubles.push(`${duty}: ${trouble}`),
    });
    await list.look();
    expect([library.asked, troubles]).toEqual([[], ['books: the disk is full']]);
    isUp = true;
    await list.look();
    expect(library.asked).toHaveLength(2);
  });

  it('waits for the views to show all that was recorded, and no longer than until it is stopped', async () => {
    const library = new Library(loans);
    let turns = 0;
    await dueListOn(library, { waitFor: async () => (turns += 1) > 3 }).look();
    expect([library.asked.length, turns]).toEqual([2, 4]);
    const waiting = dueListOn(new Library(loans), { waitFor: async () => new Promise((resolve) => setTimeout(() => resolve(false), 1)) });
    const looking = waiting.run();
    await waiting.stop();
    expect((await looking)[0]?.error).toContain('has not reached position 7');
  });

  it('goes on past what is refused, and past a duty that fails', async () => {
    const library = new Library({ lost: '2026-02-01', ...loans });
    const broken: Duty = {
      name: 'broken',
      reads: [],
      due: () => {
        throw new Error('out of order');
      },
    };
    const done = await dueListOn(library, { duties: [broken, library.duty] }).run();
    expect(done).toEqual([
      { duty: 'broken', today: '2026-03-02', due: 0, done: 0, refused: 0, error: 'out of order' },
      { duty: 'books', today: '2026-03-02', due: 3, done: 2, refused: 1, error: null },
    ]);
  });

  it('begins by itself when it is started, and when another day has begun; stopping ends it', async () => {
    const library = new Library(loans);
    const list = dueListOn(library, { everyMs: 1 });
    list.start();
    while (library.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    library.today = businessDate('2026-03-03');
    while (library.asked.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await list.stop();
    library.today = businessDate('2026-03-04');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(library.asked).toHaveLength(3);
  });

  it('cannot have two duties of one name', () => {
    const library = new Library(loans);
    expect(() => dueListOn(library, { duties: [library.duty, library.duty] })).toThrow('two duties are named books');
  });
});

describe('the key of what falls due', () => {
  it('names the duty and the day, tells things of one aggregate apart, and takes any text', () => {
    const due = { id: 'harbour', on: businessDate('2026-03-02') };
    const keys = ['FP-1 first', 'FP-1 second', '发票 一'].map((what) => dueKey('reminders', { ...due, what }));
    expect(new Set([...keys, dueKey('reminders', due)]).size).toBe(4);
    expect(keys.every((key) => /^reminders:2026-03-02:[\w-]{22}$/.test(key))).toBe(true);
  });
});
