/**
 * Carried-over units (rules 23): they live one following period, are used first, and are computed from what was used per
 * service period, not from the order of recording. So a late visit of June may take what July has not needed.
 */

/** A period's own quantity and what was taken in it, in the order of the periods. */
export type Level = { readonly granted: number; readonly used: number };

/** What came into each period from the one before it. */
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

/** The most that may still be taken in one of the periods, so that none is below zero. */
export function roomOf(levels: readonly Level[], index: number): number {
  const level = levels[index];
  if (!level) return 0;
  const withMore = (more: number) => levels.with(index, { ...level, used: level.used + more });
  // Taking more never makes another period better off, so the answer lies between what fits and what does not.
  let [fits, tooMuch] = [0, level.granted + (levels[index - 1]?.granted ?? 0) - level.used + 1];
  if (!suffices(levels)) return 0;
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (suffices(withMore(middle))) fits = middle;
    else tooMuch = middle;
  }
  return fits;
}

/** The least quantity, the same for all periods, with which what was used still suffices; `granted` is what it comes to in a period. */
export function leastGrant(used: readonly number[], granted: (quantity: number, index: number) => number = (quantity) => quantity): number {
  let [tooLittle, enough] = [-1, Math.max(0, ...used)];
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (suffices(used.map((each, index) => ({ granted: granted(middle, index), used: each })))) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}
