/** Shows the measurements as a table, and writes them as JSON for a comparison of runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { type Figure, isMet, type Measurement, median } from './figure.ts';

export type Machine = {
  readonly processors: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly loadBefore: number;
};

export const describeMachine = (): Machine => ({
  processors: cpus().length,
  model: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
  loadBefore: loadavg()[0]!,
});

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

const MARKS = new Map([
  [true, 'met'],
  [false, 'MISSED'],
]);

function row(figure: Figure): string[] {
  const { name, unit, target, values } = figure;
  const wish = target ? `${target.bound} ${target.value}` : '';
  return [
    name,
    unit,
    wish,
    short(Math.min(...values)),
    short(median(values)),
    short(Math.max(...values)),
    String(values.length),
    MARKS.get(isMet(figure)!) ?? '',
  ];
}

const HEAD = ['figure', 'unit', 'target', 'min', 'median', 'max', 'n', ''];
const TEXT_COLUMNS = 3;

export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column < TEXT_COLUMNS ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ');
  return rows.map((cells) => `  ${line(cells).trimEnd()}`).join('\n');
}

export function showMeasurement({ figures, checks, cpuSeconds }: Measurement): void {
  console.log(table(figures));
  for (const { what, holds, found } of checks) console.log(`  ${holds ? '✓' : '✗ FAILED'} ${what}: ${found}`);
  if (cpuSeconds)
    console.log(
      `  processor seconds: ${Object.entries(cpuSeconds)
        .map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`)
        .join(', ')}`,
    );
}

export function writeJson(
  file: string,
  machine: Machine,
  startedAt: Temporal.Instant,
  quick: boolean,
  measured: ReadonlyMap<string, Measurement>,
): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const summed = ({ figures, ...rest }: Measurement) => ({
    figures: figures.map((figure) => ({
      ...figure,
      min: Math.min(...figure.values),
      median: median(figure.values),
      max: Math.max(...figure.values),
      met: isMet(figure),
    })),
    ...rest,
  });
  const measurements = Object.fromEntries([...measured].map(([name, measurement]) => [name, summed(measurement)]));
  writeFileSync(file, `${JSON.stringify({ startedAt: startedAt.toString(), quick, machine, measurements }, null, 2)}\n`);
}
