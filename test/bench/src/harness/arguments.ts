import { parseArgs } from 'node:util';

export interface Asked {
  readonly only: readonly string[];
  readonly scale: number;
  readonly json: string | null;
  readonly list: boolean;
  readonly help: boolean;
  /** Whether all benchmarks run in this process; by default each has one of its own, with a heap that no other has filled. */
  readonly together: boolean;
}

export const help = `npm run bench -- [NAME…] [flags]
  --only NAME,NAME   only these rows, or benchmarks; the same as naming them
  --scale 0.1        a tenth of everything, for a try
  --json FILE        the rows as [{ name, value, unit, against, ratio }]
  --together         all in one process
  --list             what there is
`;

/** @throws Error for a flag that is not known or makes no sense. */
export function askedOf(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      scale: { type: 'string', default: '1' },
      json: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      together: { type: 'boolean', default: false },
    },
  });
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 10)) throw new Error(`--scale is "${values.scale}": give a number above 0, 1 for the full size`);
  const only = [...positionals, ...values.only.split(',')].filter((name) => name !== '');
  return { only, scale, json: values.json ?? null, list: values.list, help: values.help, together: values.together };
}
