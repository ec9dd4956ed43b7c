/** How much is left, as a bar. The sentence beside it says the same, so nobody needs the bar. */

/** Drawing needs no exactness; nobody reads this number. */
const widthOf = (used: string, left: string): number => {
  const [taken, rest] = [Number(used), Number(left)];
  return taken + rest > 0 ? Math.min(1, rest / (taken + rest)) : 0;
};

export const Meter = ({ used, left }: { readonly used: string; readonly left: string }) => (
  <svg className="meter" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect className="meter-all" width="100" height="1" />
    <rect className="meter-left" width={100 * widthOf(used, left)} height="1" />
  </svg>
);
