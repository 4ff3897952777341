/** How often sentences of one dialog (rows) were given another (columns). */
export interface Confusion {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Sentences per row and column. */
  count(row: string, column: string): number;
  /** Whether the row's sentences belong into the column. */
  isRight(row: string, column: string): boolean;
}

const cell = 26;
const left = 150;
const top = 130;
const text = 'font-family="system-ui, sans-serif" font-size="11" fill="#222"';

/** The confusion as an SVG: the darker a cell, the larger its share of the row; errors in red. */
export function drawConfusion(confusion: Confusion): string {
  const width = left + confusion.columns.length * cell + 70;
  const height = top + confusion.rows.length * cell + 20;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>Which dialog the sentences of each dialog were given</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...confusion.columns.map(drawColumnName),
    ...confusion.rows.flatMap((row, index) => drawRow({ row, index, confusion })),
    '</svg>',
    '',
  ].join('\n');
}

function drawColumnName(name: string, index: number): string {
  const x = left + index * cell + cell / 2 + 4;
  return `<text x="${x}" y="${top - 8}" transform="rotate(-60 ${x} ${top - 8})" ${text}>${name}</text>`;
}

interface Row {
  readonly row: string;
  readonly index: number;
  readonly confusion: Confusion;
}

function drawRow({ row, index, confusion }: Row): readonly string[] {
  const y = top + index * cell;
  const counts = confusion.columns.map((column) => confusion.count(row, column));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    `<text x="${left - 8}" y="${y + 17}" text-anchor="end" ${text}>${row}</text>`,
    ...confusion.columns.flatMap((column, place) =>
      drawCell({ x: left + place * cell, y, count: counts[place] ?? 0, total, right: confusion.isRight(row, column) }),
    ),
  ];
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly total: number;
  readonly right: boolean;
}

function drawCell({ x, y, count, total, right }: Cell): readonly string[] {
  const share = total === 0 ? 0 : count / total;
  const strength = count === 0 ? 0 : Math.min(1, 0.15 + share);
  const frame = `<rect x="${x}" y="${y}" width="${cell - 2}" height="${cell - 2}" fill="${right ? '#1a6b4a' : '#b3261e'}"`;
  const box = `${frame} fill-opacity="${strength.toFixed(2)}" stroke="#ddd"/>`;
  if (count === 0) return [box];
  const ink = strength > 0.5 ? '#fff' : '#222';
  const place = `x="${x + cell / 2 - 1}" y="${y + 16}" text-anchor="middle"`;
  return [box, `<text ${place} font-family="system-ui, sans-serif" font-size="10" fill="${ink}">${count}</text>`];
}
