/** A measured figure: what it counts, its target, and the value of each repetition. */

/** `at least` where high is good, `at most` where low is good. */
export type Target = { readonly bound: 'at least' | 'at most'; readonly value: number };

export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly target?: Target;
  /** One value for each repetition. */
  readonly values: readonly number[];
};

/** Must hold on every machine: amounts, counts, equal answers. */
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

/** The median decides, so that one disturbed repetition does not. */
export function isMet({ target, values }: Figure): boolean | undefined {
  if (!target) return undefined;
  return target.bound === 'at least' ? median(values) >= target.value : median(values) <= target.value;
}
