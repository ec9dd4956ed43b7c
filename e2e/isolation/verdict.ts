/** Compares what the cast saw with what the matrix says. */
import { nameOf, type Member } from './cast.ts';
import type { RootRow } from './matrix/roots.ts';
import { THROUGH } from './matrix/through.ts';
import { BELOW, isPartial, OWN, type Rows, type Who } from './matrix/who.ts';
import type { Observed, Seen } from './observing.ts';

const OUTCOMES: readonly Seen[] = ['SEEN', 'EMPTY', 'NULL'];

type Expected = Who | typeof BELOW | typeof OWN;
/** Who sees a field that is reached by another one. */
export type Expectations = (coordinate: string, leading: string) => Expected | undefined;

export function expectationsOf(rows: Rows, queries: Readonly<Record<string, RootRow>>): Expectations {
  const byCoordinate = new Map<string, Expected>([
    ...Object.entries(rows).flatMap(([type, some]) =>
      some.flatMap(([who, fields]) => fields.split(' ').map((field) => [`${type}.${field}`, who] as const)),
    ),
    ...Object.entries(queries).map(([field, { sees }]) => [`Query.${field}`, sees] as const),
  ]);
  return (coordinate, leading) => THROUGH[leading]?.[coordinate] ?? byCoordinate.get(coordinate);
}

/**
 * The cells that are not as expected. Seeing too much is wrong anywhere. Seeing too little is wrong where a member
 * reaches the object of which others see the field.
 */
export function wrongIn(observed: Observed, expected: Expectations): string[] {
  const wrong = new Map<string, string>();
  for (const [coordinate, byLeading] of observed)
    for (const [leading, byObject] of byLeading) {
      const who = expected(coordinate, leading);
      if (!who) wrong.set(coordinate, `${coordinate} has no expectation`);
      for (const cells of byObject.values()) {
        const somebodySees = [...cells.values()].some(({ seen }) => seen === 'SEEN');
        for (const [member, { seen, path }] of cells) {
          const sees = seen === 'SEEN';
          const should = who === BELOW || who === OWN ? somebodySees : (who?.(member) ?? false);
          if (sees && !should) wrong.set(`${nameOf(member)} ${coordinate} ${leading}`, `${nameOf(member)} sees ${path}`);
          const isWithheld = should && !sees && somebodySees && who !== OWN && !(typeof who === 'function' && isPartial(who));
          if (isWithheld) wrong.set(`${nameOf(member)} ${coordinate} ${leading}`, `${nameOf(member)} gets ${seen} at ${path}`);
        }
      }
    }
  return [...wrong.values()].toSorted();
}

export type Count = {
  readonly paths: number;
  readonly cells: number;
  readonly outcomes: string;
  /** The fields of which somebody saw something. */
  readonly seen: ReadonlySet<string>;
};

/** A cell is what one member saw of a field by one field that leads there. */
export function count(observed: Observed, expected: Expectations, cast: readonly Member[]): Count {
  const outcomes = new Map<string, number>();
  const seen = new Set<string>();
  let paths = 0;
  for (const [coordinate, byLeading] of observed)
    for (const [leading, byObject] of byLeading) {
      if (!expected(coordinate, leading)) continue;
      paths += 1;
      for (const member of cast) {
        const told = [...byObject.values()].flatMap((cells) => cells.get(member)?.seen ?? []);
        const outcome = OUTCOMES.find((each) => told.includes(each)) ?? 'out of reach';
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (outcome === 'SEEN') seen.add(coordinate);
      }
    }
  const said = [...outcomes].map(([outcome, times]) => `${times} ${outcome}`).toSorted();
  return { paths, cells: paths * cast.length, outcomes: said.join(', '), seen };
}
