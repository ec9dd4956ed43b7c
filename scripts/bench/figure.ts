/** A measured figure: what was counted, what it should be, and each repetition's value. */

/** `at least` for what should be high, `at most` for what should be low. */
export type Target = { readonly bound: 'at least' | 'at most'; readonly value: number };

export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly target?: Target;
  /** One value for each repetition. */
  readonly values: readonly number[];
};

/** Something that must hold whatever the machine: amounts, counts, equal answers. */
export type Check = { readonly what: string; readonly holds: boolean; readonly found: string };

export type Measurement = { readonly figures: readonly Figure[]; readonly checks: readonly Check[]; readonly cpuSeconds?: CpuSeconds };

/** Processor time by process, summed over the repetitions. */
export type CpuSeconds = Readonly<Record<string, number>>;

export const check = (what: string, found: unknown, expected: unknown): Check => ({
  what,
  holds: found === expected,
  found: found === expected ? String(found) : `${found}, expected ${expected}`,
});

export const atLeast = (value: number): Target => ({ bound: 'at least', value });
export const atMost = (value: number): Target => ({ bound: 'at most', value });

/** The value below which that share of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** By the median: one repetition that something else on the machine disturbed decides nothing. */
export function isMet({ target, values }: Figure): boolean | undefined {
  if (!target) return undefined;
  return target.bound === 'at least' ? median(values) >= target.value : median(values) <= target.value;
}
