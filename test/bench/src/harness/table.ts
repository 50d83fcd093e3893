import type { Row } from './row.ts';

const heads = ['name', 'value', 'unit', 'against', 'ratio', 'to reach', ''] as const;

/** The rows as a table for a terminal, each followed by its remarks. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = [
    lineOf(heads, widths),
    lineOf(
      widths.map((width) => '─'.repeat(width)),
      widths,
    ),
  ];
  rows.forEach((row, index) => {
    lines.push(lineOf(cells[index] ?? [], widths));
    const { counterpart, notes = [] } = row.remarks;
    for (const note of counterpart ? [`against ${counterpart}`, ...notes] : notes) lines.push(`    ${note}`);
  });
  return `${lines.join('\n')}\n`;
}

function cellsOf({ name, value, unit, against, ratio, remarks }: Row): string[] {
  const judged = remarks.isReached === undefined ? '' : remarks.isReached ? '✓' : '✗';
  return [
    name,
    figure(value),
    unit,
    against === null ? '' : figure(against),
    ratio === null ? '' : ratio.toFixed(2),
    remarks.reach ?? '',
    judged,
  ];
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) =>
      column === 0 || column === 2 || column > 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    .join('  ')
    .trimEnd();
}

/** `12,345`, `12.3`, `0.123`: as many digits as mean something. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
