/** What an operator reads of a change of keys: what stands under which version, and which version may go. */

/** How many data keys a version wraps, or how many codes it marks. */
export type Use = { readonly version: number; readonly count: number };

/**
 * `marked`: how many codes there are for marks, of which each version should have one; 0 for data keys, of which each
 * stands under one version only.
 */
export function reportOn(setting: string, uses: readonly Use[], marked: number): string[] {
  const newest = uses.reduce((most, { version }) => Math.max(most, version), 0);
  if (newest === 0) return [`${setting}: nothing stands under any version.`];
  const left = marked === 0 ? uses.reduce((sum, use) => (use.version < newest ? sum + use.count : sum), 0) : marked - countOf(uses, newest);
  const lines = uses.map(({ version, count }) => `${setting} version ${version}: ${count} of ${marked || total(uses)}.`);
  if (uses.length === 1) return lines;
  return [
    ...lines,
    left > 0
      ? `${setting}: ${left} left to bring under version ${newest}. Keep the earlier versions.`
      : `${setting}: everything is under version ${newest}. The earlier versions may go when every replica has ${newest} first.`,
  ];
}

const countOf = (uses: readonly Use[], version: number): number => uses.find((use) => use.version === version)?.count ?? 0;
const total = (uses: readonly Use[]): number => uses.reduce((sum, { count }) => sum + count, 0);
