/** Objects that inherit no names, for data whose names are anybody's. */
import type { Fields } from './plan-steps.ts';

/**
 * Makes a maker of such objects, one for each kind that is filled in the same order. What `Object.create(null)` makes is a dictionary for the
 * engine, which is slow to fill, to read and to write as JSON; what a constructor makes is not.
 */
export function bareObjects(): new () => Fields {
  const Bare = function () {} as unknown as new () => Fields;
  Bare.prototype = Object.create(null);
  return Bare;
}
