import { bodiesOf, ImportFolder, importing, simpleMapping } from '../testing/import-kit.ts';

const told = (findings: readonly { readonly line: number | null; readonly code: string; readonly level: string }[]): readonly unknown[] =>
  findings.map(({ line, code, level }) => [line, code, level]);

describe('rows become commands', () => {
  it('several of one row, each under its own condition, with its own date', async () => {
    const step = {
      on: { $date: '{from}' },
      commands: [
        { command: 'Open', body: { name: '{name}' }, occurredAt: { $instant: '{from} 08:00', format: 'yyyy-MM-dd HH:mm', zone: 'UTC' } },
        { command: 'Close', when: { not: { blank: '{to}' } }, on: { $date: '{to}' }, body: {} },
      ],
    };
    const { commands, findings } = await bodiesOf(
      'key,name,from,to\n1,a,2020-01-01,2020-02-01\n2,b,2020-01-02,\n',
      simpleMapping({}, { step }),
    );
    expect(findings).toEqual([]);
    expect(commands.map(({ command, id, key, body, line }) => [command, id, key, line, body])).toEqual([
      ['Open', 'sample.thing.1', 'sample.things.1', 2, { name: 'a', on: '2020-01-01', occurredAt: '2020-01-01T08:00:00.000Z' }],
      ['Close', 'sample.thing.1', 'sample.things.1', 2, { on: '2020-02-01' }],
      ['Open', 'sample.thing.2', 'sample.things.2', 3, { name: 'b', on: '2020-01-02', occurredAt: '2020-01-02T08:00:00.000Z' }],
    ]);
  });

  it('are skipped with a stated reason, and reported where nothing applies', async () => {
    const step = {
      skip: [{ when: { is: ['{kind}', ['header', 'total']] }, because: 'sums are no records' }],
      commands: [{ command: 'Open', when: { is: ['{kind}', 'deal'] }, body: {} }],
    };
    const folder = new ImportFolder();
    folder.write('rows.csv', 'key,kind\n1,deal\n2,total\n3,other\n');
    const { summary, findings } = await importing(folder, simpleMapping({}, { step }));
    folder.remove();
    expect(told(findings)).toEqual([[4, 'IMPORT.NO_COMMAND', 'bad']]);
    expect(summary.counts).toMatchObject({ rows: 3, planned: 1, skipped: 1, bad: 1, repeats: 0, commands: 1 });
    expect(summary.steps[0]?.skipped).toEqual(new Map([['sums are no records', 1]]));
  });

  it('only once for each distinct value; a bad row does not use its value up', async () => {
    const step = { distinct: '{team}', record: { $id: 'thing', of: '{team}' }, commands: [{ command: 'Make', body: { name: '{name}' } }] };
    const { bodies, findings } = await bodiesOf('key,team,name\n1,A,\n2,A,x\n3,A,y\n4,B,z\n', simpleMapping({}, { step }));
    expect(bodies).toEqual([{ name: 'x' }, { name: 'z' }]);
    expect(told(findings)).toEqual([[2, 'IMPORT.BLANK', 'bad']]);
  });

  it('some of them only once in the whole file, beside others of every row', async () => {
    const step = {
      commands: [
        { command: 'Register', once: '{who}', id: { $id: 'thing', of: '{who}' }, body: {} },
        { command: 'Open', body: {} },
      ],
    };
    const { commands } = await bodiesOf('key,who\n1,a\n2,a\n3,b\n', simpleMapping({}, { step }));
    expect(commands.map(({ command, line }) => [command, line])).toEqual([
      ['Register', 2],
      ['Open', 2],
      ['Open', 3],
      ['Register', 4],
      ['Open', 4],
    ]);
  });

  it('that stand there twice are told: the same row is a repeat, another of its key is bad', async () => {
    const folder = new ImportFolder();
    folder.write('rows.csv', 'key,name\n1,a\n1,a\n1,b\n2,c\n');
    const { summary, findings } = await importing(folder, simpleMapping({ name: '{name}' }));
    folder.remove();
    expect(told(findings)).toEqual([
      [3, 'IMPORT.ROW_REPEATED', 'note'],
      [4, 'IMPORT.KEY_TWICE', 'bad'],
    ]);
    expect(summary.counts).toMatchObject({ rows: 4, planned: 2, repeats: 1, bad: 1, commands: 2 });
  });

  it('with keys that the system takes, however long or unusual they are', async () => {
    const { commands } = await bodiesOf(`key\nplain-1\n${'x'.repeat(300)}\n案例 一\n`, simpleMapping({}));
    expect(commands[0]?.key).toBe('sample.things.plain-1');
    for (const { key, id } of commands) {
      expect(key).toMatch(/^[!-~]{1,200}$/);
      expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.~-]{0,95}$/);
    }
  });
});

describe('rows looked up in other files', () => {
  const joined = (
    join: object,
    body: object = { name: '{found.name}', has: { $choose: [{ when: { found: 'found' }, then: true }], else: false } },
  ): object => {
    const mapping = simpleMapping(body, { step: { join: { found: { input: 'others', by: 'code', key: '{other}', ...join } } } }) as {
      readonly inputs: object;
    };
    return { ...mapping, inputs: { ...mapping.inputs, others: { files: 'others.csv' } } };
  };
  const run = async (others: string, mapping: object): Promise<readonly unknown[]> => {
    const folder = new ImportFolder();
    folder.write('others.csv', others);
    folder.write('rows.csv', 'key,other\n1,a\n2,b\n');
    const { summary, findings } = await importing(folder, mapping);
    folder.remove();
    return [summary.shown.map(({ body }) => body), told(findings)];
  };

  it('give their columns', async () => {
    expect(await run('code,name\na,Ann\nb,Bob\n', joined({}))).toEqual([
      [
        { name: 'Ann', has: true },
        { name: 'Bob', has: true },
      ],
      [],
    ]);
  });

  it('that are not there make the row bad, or leave the columns blank', async () => {
    expect(await run('code,name\na,Ann\n', joined({}))).toEqual([[{ name: 'Ann', has: true }], [[3, 'IMPORT.JOIN_MISSING', 'bad']]]);
    const body = {
      name: { $text: '{found.name}', blank: 'omit' },
      has: { $choose: [{ when: { found: 'found' }, then: true }], else: false },
    };
    expect(await run('code,name\na,Ann\n', joined({ missing: 'blank' }, body))).toEqual([[{ name: 'Ann', has: true }, { has: false }], []]);
  });

  it('that are there twice make the row bad, or the first or the last of them counts', async () => {
    const others = 'code,name\na,Ann\na,Amy\nb,Bob\n';
    expect(await run(others, joined({}))).toEqual([[{ name: 'Bob', has: true }], [[2, 'IMPORT.JOIN_REPEATED', 'bad']]]);
    expect((await run(others, joined({ repeated: 'first' })))[0]).toEqual([
      { name: 'Ann', has: true },
      { name: 'Bob', has: true },
    ]);
    expect((await run(others, joined({ repeated: 'last' })))[0]).toEqual([
      { name: 'Amy', has: true },
      { name: 'Bob', has: true },
    ]);
  });

  it('are found among more of them than fit into memory', async () => {
    const others = Array.from({ length: 120_000 }, (_none, index) => `x${index},n${index}`).join('\n');
    const result = await run(`code,name\na,Ann\n${others}\nb,Bob\na,Amy\n`, joined({ repeated: 'last' }));
    expect(result).toEqual([
      [
        { name: 'Amy', has: true },
        { name: 'Bob', has: true },
      ],
      [],
    ]);
  });
});

describe('rows of cases', () => {
  const step = {
    group: {
      by: '{case}',
      order: { $instant: '{at}' },
      remember: { reached: { start: 0, then: '{now}' } },
      rowsMax: 5,
    },
    let: { now: { $integer: '{stage}' } },
    key: '{at} {stage}',
    record: { $id: 'thing', of: '{case}' },
    on: { $date: '{at}' },
    commands: [
      { command: 'Open', when: { first: true }, body: { stage: '{now}' } },
      { command: 'Advance', when: { all: [{ first: false }, { less: ['{reached}', '{now}'] }] }, body: { to: '{now}' } },
      { command: 'Note', when: { not: { less: ['{reached}', '{now}'] } }, body: { to: '{now}' } },
      { command: 'Close', when: { last: true }, body: {} },
    ],
  };
  const mapping = simpleMapping({}, { step });
  const at = (hour: number): string => `2020-01-01T0${hour}:00Z`;
  const csv = (...rows: readonly (readonly [string, number, number | string])[]): string =>
    `case,at,stage\n${rows.map(([name, hour, stage]) => `${name},${at(hour)},${stage}`).join('\n')}\n`;

  it('come together wherever they stand in the file, in the order of time, with what the case remembers', async () => {
    const { commands, findings } = await bodiesOf(csv(['b', 3, 2], ['a', 2, 3], ['b', 1, 1], ['a', 1, 1], ['a', 3, 2]), mapping);
    expect(findings).toEqual([]);
    expect(commands.map(({ command, id, line, body }) => [id?.at(-1), command, line, body['to'] ?? body['stage'] ?? null])).toEqual([
      ['b', 'Open', 4, 1],
      ['b', 'Advance', 2, 2],
      ['b', 'Close', 2, null],
      ['a', 'Open', 5, 1],
      ['a', 'Advance', 3, 3],
      ['a', 'Note', 6, 2],
      ['a', 'Close', 6, null],
    ]);
  });

  it('give the same commands in whatever order they stand', async () => {
    const rows = [
      ['a', 1, 1],
      ['a', 2, 2],
      ['b', 1, 1],
      ['b', 2, 3],
    ] as const;
    const keys = async (...order: readonly number[]): Promise<readonly string[]> =>
      (await bodiesOf(csv(...order.flatMap((index) => (rows[index] ? [rows[index]] : []))), mapping)).commands
        .map(({ command, key }) => `${command} ${key}`)
        .sort();
    expect(await keys(3, 2, 1, 0)).toEqual(await keys(0, 1, 2, 3));
  });

  it('keep their keys when the case goes on in a later file', async () => {
    const before = await bodiesOf(csv(['a', 1, 1], ['a', 3, 2]), mapping);
    const after = await bodiesOf(csv(['a', 1, 1], ['a', 3, 2], ['a', 4, 5]), mapping);
    expect(after.commands.map(({ key }) => key).slice(0, 2)).toEqual(before.commands.map(({ key }) => key).slice(0, 2));
  });

  it('that are the same twice are two events with keys of their own', async () => {
    const { commands } = await bodiesOf(csv(['a', 1, 1], ['a', 2, 1], ['a', 2, 1]), mapping);
    const notes = commands.filter(({ command }) => command === 'Note');
    expect(notes).toHaveLength(2);
    expect(new Set(notes.map(({ key }) => key)).size).toBe(2);
  });

  it('go whole or not at all: a bad row takes its case along, each row is told', async () => {
    const { commands, findings } = await bodiesOf(csv(['a', 1, 1], ['a', 2, 'x'], ['b', 1, 1]), mapping);
    expect(new Set(commands.map(({ id }) => id?.at(-1)))).toEqual(new Set(['b']));
    expect(told(findings)).toEqual([
      [3, 'IMPORT.NOT_AN_INTEGER', 'bad'],
      [2, 'IMPORT.CASE_REJECTED', 'bad'],
    ]);
  });

  it('without a case or a moment are bad by themselves; of a case that is too long all are', async () => {
    const long = Array.from({ length: 6 }, (_none, index) => ['long', index, 1] as const);
    const folder = new ImportFolder();
    folder.write('rows.csv', `${csv(['a', 1, 1], ...long)},${at(1)},1\nb,yesterday,1\n`);
    const { summary, findings } = await importing(folder, mapping);
    folder.remove();
    expect(told(findings)).toEqual([
      [9, 'IMPORT.BLANK', 'bad'],
      [10, 'IMPORT.NOT_A_DATE', 'bad'],
      [3, 'IMPORT.CASE_TOO_LONG', 'bad'],
    ]);
    expect(summary.counts).toMatchObject({ rows: 9, planned: 1, bad: 8 });
  });
});
