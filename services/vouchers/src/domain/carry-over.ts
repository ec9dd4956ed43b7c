/**
 * Carried-over units (rules 23). They live for one following period and visits use them first. The rule counts use by
 * service period, not by the order of recording, so a late visit of June may take what July has not needed.
 */

/** A period's own quantity and what visits took in it, in the order of the periods. */
export type Level = { readonly granted: number; readonly used: number };

/** What each period receives from the one before it. */
export function carriedInto(levels: readonly Level[]): number[] {
  let carried = 0;
  return levels.map(({ granted, used }) => {
    const into = carried;
    carried = granted - Math.max(0, used - into);
    return into;
  });
}

/** Whether no period is below zero. */
export function suffices(levels: readonly Level[]): boolean {
  const carried = carriedInto(levels);
  return levels.every(({ granted, used }, index) => used <= granted + carried[index]!);
}

/** The most that visits may still take in one period without any period falling below zero. */
export function roomOf(levels: readonly Level[], index: number): number {
  const level = levels[index];
  if (!level) return 0;
  const withMore = (more: number) => levels.with(index, { ...level, used: level.used + more });
  // Taking more never makes another period better off, so halving finds the answer.
  let [fits, tooMuch] = [0, level.granted + (levels[index - 1]?.granted ?? 0) - level.used + 1];
  if (!suffices(levels)) return 0;
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (suffices(withMore(middle))) fits = middle;
    else tooMuch = middle;
  }
  return fits;
}

/**
 * The least quantity, the same for all periods, that suffices for what visits used. `granted` converts it into the
 * grant of a period.
 */
export function leastGrant(used: readonly number[], granted: (quantity: number, index: number) => number = (quantity) => quantity): number {
  let [tooLittle, enough] = [-1, Math.max(0, ...used)];
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (suffices(used.map((each, index) => ({ granted: granted(middle, index), used: each })))) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}
