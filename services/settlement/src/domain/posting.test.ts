import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumCents } from '@seteli/kit/money';
import { postApproved, postTakenBack, sharesOf, sumShares, type Entry } from './posting.ts';
import { counter, facts, line, month, now, play, visit, type PostingStep } from './testing/posting.ts';

const shown = (entries: readonly Entry[]) =>
  entries.map((entry) => [
    entry.kind,
    entry.serviceMonth.toString(),
    entry.accountingMonth.toString(),
    sharesOf(entry).organiserCents,
    entry.reverses,
  ]);

describe('an approved visit', () => {
  test('is one entry with a line for each account, without lines of zero', () => {
    const lines = (total: bigint, organiser: bigint) =>
      play([null, visit({ lines: [line(total, organiser)] })])[0]!.lines.map(({ account, amountCents }) => [account, amountCents]);
    expect(lines(9625n, 8000n)).toEqual([
      ['PROVIDER', -9625n],
      ['ORGANISER', 8000n],
      ['CLIENT', 1625n],
    ]);
    expect(lines(6300n, 6300n)).toEqual([
      ['PROVIDER', -6300n],
      ['ORGANISER', 6300n],
    ]);
    expect(lines(0n, 0n)).toEqual([]);
  });

  test('R7: is an entry for each service month over a month’s end', () => {
    const entries = play([null, visit({ lines: [line(9200n, 8000n, '2026-06'), line(9200n, 8000n, '2026-07')] })]);
    expect(shown(entries)).toEqual([
      ['ORIGINAL', '2026-06', '2026-06', 8000n, null],
      ['ORIGINAL', '2026-07', '2026-07', 8000n, null],
    ]);
  });

  test('posts nothing when it is repeated, or older than what is posted', () => {
    expect(play([null, visit({ version: 2 })], [null, visit({ version: 2 })], [null, visit({ version: 1 })])).toHaveLength(1);
    expect(postApproved(facts(), [visit(), visit()], { now, newId: counter() })).toHaveLength(1);
  });
});

/** Taxable cleaning at 25.5 %, with R1's amounts. */
const CLEANING = { ...line(9625n, 8000n), vatPermille: 255, totalVatCents: 1956n, organiserVatCents: 1625n };
const taxed = ({ lines }: Entry) =>
  lines.map(({ account, amountCents, vatPermille, vatCents }) => [account, amountCents, vatPermille, vatCents]);

describe('R24 the tax of a line', () => {
  test('is 19.56 for the whole, 16.25 for the organiser, and the rest for the client: 3.31, not 3.30', () => {
    expect(taxed(play([null, visit({ lines: [CLEANING] })])[0]!)).toEqual([
      ['PROVIDER', -9625n, 255, -1956n],
      ['ORGANISER', 8000n, 255, 1625n],
      ['CLIENT', 1625n, 255, 331n],
    ]);
  });

  test('is zero where the service is free of tax', () => {
    expect(taxed(play([null, visit()])[0]!)).toEqual([
      ['PROVIDER', -9625n, 0, 0n],
      ['ORGANISER', 8000n, 0, 0n],
      ['CLIENT', 1625n, 0, 0n],
    ]);
  });

  test('is mirrored exactly by a reversal, whatever the rate is by then (rules 60a, 60c)', () => {
    const [, reversal, replacement] = play(
      [null, visit({ lines: [CLEANING] })],
      ['2026-06', visit({ version: 2, lines: [{ ...CLEANING, vatPermille: 240, totalVatCents: 1863n, organiserVatCents: 1548n }] })],
    );
    expect(taxed(reversal!)).toEqual([
      ['PROVIDER', 9625n, 255, 1956n],
      ['ORGANISER', -8000n, 255, -1625n],
      ['CLIENT', -1625n, 255, -331n],
    ]);
    expect(taxed(replacement!)[0]).toEqual(['PROVIDER', -9625n, 240, -1863n]);
  });
});

describe('an amount that nobody pays', () => {
  // Payer ORGANISER: one hour at 38.50, of which the organiser pays its 32.00.
  const unbilled = { ...line(3850n, 3200n), clientCents: 0n, vatPermille: 255, totalVatCents: 782n, organiserVatCents: 650n };

  test('R14 is not earned: the entry is what the others pay, with the tax of that (rules 29)', () => {
    const [entry] = play([null, visit({ lines: [unbilled] })]);
    expect(taxed(entry!)).toEqual([
      ['PROVIDER', -3200n, 255, -650n],
      ['ORGANISER', 3200n, 255, 650n],
    ]);
    expect(sharesOf(entry!)).toEqual({ totalCents: 3200n, organiserCents: 3200n, clientCents: 0n });
  });
});

describe('extra service', () => {
  const covered = line(2888n, 2400n);
  const extra = { ...line(4812n, 0n), isExtraService: true };

  test('R8 is never in the ledger: 24.00 and 4.88 are posted, 48.12 is not (rules 1, 47)', () => {
    const entries = play([null, visit({ lines: [covered, extra] })]);
    expect(entries.map(sharesOf)).toEqual([{ totalCents: 2888n, organiserCents: 2400n, clientCents: 488n }]);
  });

  test('alone in a service month makes no entry of that month', () => {
    const entries = play([null, visit({ lines: [covered, { ...extra, serviceMonth: month('2026-07') }] })]);
    expect(shown(entries)).toEqual([['ORIGINAL', '2026-06', '2026-06', 2400n, null]]);
  });

  test('that is all a correction leaves reverses the covered part and posts nothing for it', () => {
    const entries = play([null, visit({ lines: [covered] })], ['2026-06', visit({ version: 2, lines: [extra] })]);
    expect(shown(entries).slice(1)).toEqual([['REVERSAL', '2026-06', '2026-07', -2400n, 'entry-1']]);
  });
});

test('R20 steps keep the size of their unit: 20 of 30 days, and their mirror', () => {
  const days = { ...line(4260n, 4000n), unit: 'MONTH' as const, steps: 20, stepsPerUnit: 30 };
  const entries = play([null, visit({ lines: [days] })], [null, { deleted: 2 }]);
  expect(entries.map(({ lines }) => [lines[0]!.steps, lines[0]!.stepsPerUnit])).toEqual([
    [20, 30],
    [-20, 30],
  ]);
});

describe('a later version', () => {
  test('R10: reverses the locked month in the open one, and replaces there', () => {
    const entries = play([null, visit()], ['2026-06', visit({ version: 2, lines: [line(7700n, 6400n)] })]);
    expect(shown(entries)).toEqual([
      ['ORIGINAL', '2026-06', '2026-06', 8000n, null],
      ['REVERSAL', '2026-06', '2026-07', -8000n, 'entry-1'],
      ['REPLACEMENT', '2026-06', '2026-07', 6400n, 'entry-1'],
    ]);
    const july = sumShares(entries.slice(1).map(sharesOf));
    expect(entries.slice(1).map((entry) => sharesOf(entry).clientCents)).toEqual([-1625n, 1300n]);
    expect([july.organiserCents, july.clientCents]).toEqual([-1600n, -325n]);
  });

  test('stays in its month while that is open', () => {
    expect(
      shown(play([null, visit()], ['2026-05', visit({ version: 2, lines: [line(9000n, 8000n)] })])).map(([, , accounting]) => accounting),
    ).toEqual(['2026-06', '2026-06', '2026-06']);
  });

  test('63: with another service month goes where its reversal goes', () => {
    const entries = play([null, visit()], [null, visit({ version: 2, lines: [line(9625n, 8000n, '2026-07')] })]);
    expect(shown(entries).slice(1)).toEqual([
      ['REVERSAL', '2026-06', '2026-06', -8000n, 'entry-1'],
      ['REPLACEMENT', '2026-07', '2026-06', 8000n, 'entry-1'],
    ]);
  });

  test('goes month by month, and a new service month to the latest of them', () => {
    const both = [line(9200n, 8000n, '2026-06'), line(9200n, 8000n, '2026-07')];
    const entries = play([null, visit({ lines: both })], [null, visit({ version: 2, lines: [...both, line(100n, 100n, '2026-08')] })]);
    expect(shown(entries).slice(4)).toEqual([
      ['REPLACEMENT', '2026-06', '2026-06', 8000n, 'entry-1'],
      ['REPLACEMENT', '2026-07', '2026-07', 8000n, 'entry-2'],
      ['REPLACEMENT', '2026-08', '2026-07', 100n, 'entry-2'],
    ]);
  });

  test('67: a correction of a correction reverses what stands, not what is reversed already', () => {
    const entries = play([null, visit()], [null, visit({ version: 2, lines: [line(9000n, 8000n)] })], [null, visit({ version: 3 })]);
    expect(entries.map(({ kind, reverses }) => [kind, reverses])).toEqual([
      ['ORIGINAL', null],
      ['REVERSAL', 'entry-1'],
      ['REPLACEMENT', 'entry-1'],
      ['REVERSAL', 'entry-3'],
      ['REPLACEMENT', 'entry-3'],
    ]);
  });
});

describe('a deletion', () => {
  test.each([
    ['before the lock stays in the month', null, '2026-06'],
    ['after the lock goes to the next month', '2026-06', '2026-07'],
    ['after two locks goes to the earliest open month', '2026-07', '2026-08'],
  ])('34, 66: %s', (_, lockedThrough, expected) => {
    const entries = play([null, visit()], [lockedThrough, { deleted: 2 }]);
    expect(shown(entries).at(-1)).toEqual(['REVERSAL', '2026-06', expected, -8000n, 'entry-1']);
  });

  test('of a visit without entries, or reversed already, posts nothing', () => {
    expect(play([null, { deleted: 2 }])).toEqual([]);
    expect(play([null, visit()], [null, { deleted: 2 }], [null, { deleted: 2 }], [null, { deleted: 3 }])).toHaveLength(2);
  });

  test('in the batch of its approval sees that approval', () => {
    const newId = counter();
    const posted = postApproved(facts(), [visit()], { now, newId });
    expect(postTakenBack(facts(null, posted), [{ visitId: 'v', version: 2, cause: 'DELETED' }], { now, newId })).toHaveLength(1);
  });

  test('of a visit that comes again later is followed by a replacement that names the reversed entry', () => {
    const entries = play([null, visit()], [null, { deleted: 2 }], ['2026-06', visit({ version: 3 })]);
    expect(shown(entries).at(-1)).toEqual(['REPLACEMENT', '2026-06', '2026-07', 8000n, 'entry-1']);
  });
});

test('each reversal and replacement says why; an original has no cause', () => {
  const causes = (...steps: readonly PostingStep[]) => play([null, visit()], ...steps).map(({ cause }) => cause);
  const lines = [line(7700n, 6400n)];
  expect(causes(['2026-06', visit({ version: 2, cause: 'CORRECTED', lines })])).toEqual([null, 'CORRECTED', 'CORRECTED']);
  // The provider edited the visit, and a checker looked at it in between.
  expect(causes([null, visit({ version: 2, lines })])).toEqual([null, 'EDITED', 'EDITED']);
  expect(causes([null, { deleted: 2 }], [null, visit({ version: 3, cause: 'PUBLISHED' })])).toEqual([null, 'DELETED', 'PUBLISHED']);
});

test('in any order of events, entries are balanced, none goes to a locked month, and the latest version stands', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          deletes: fc.boolean(),
          version: fc.integer({ min: 1, max: 6 }),
          locks: fc.constantFrom(null, '2026-05', '2026-06', '2026-07'),
          organiser: fc.bigInt({ min: 0n, max: 9999n }),
          client: fc.bigInt({ min: 0n, max: 9999n }),
        }),
        { maxLength: 8 },
      ),
      (steps) => {
        const newId = counter();
        let posted: readonly Entry[] = [];
        let latest = { version: 0, organiserCents: 0n };
        let locked: string | null = null;
        for (const { deletes, version, locks, organiser, client } of steps) {
          if (locks && (!locked || locks > locked)) locked = locks;
          const known = facts(locked, posted);
          const taxOf = (gross: bigint) => (2n * gross * 255n + 1255n) / 2510n;
          const tax = { vatPermille: 255, totalVatCents: taxOf(organiser + client), organiserVatCents: taxOf(organiser) };
          const given = visit({ version, lines: [{ ...line(organiser + client, organiser), ...tax }] });
          const entries = deletes
            ? postTakenBack(known, [{ ...given, cause: 'DELETED' }], { now, newId })
            : postApproved(known, [given], { now, newId });
          if (version > latest.version && !(deletes && entries.length === 0))
            latest = { version, organiserCents: deletes ? 0n : organiser };
          for (const entry of entries) {
            expect(sumCents(entry.lines.map(({ amountCents }) => amountCents))).toBe(0n);
            expect(sumCents(entry.lines.map(({ vatCents }) => vatCents))).toBe(0n);
            expect(locked === null || entry.accountingMonth.toString() > locked).toBe(true);
          }
          posted = [...posted, ...entries];
        }
        expect(sumShares(posted.map(sharesOf)).organiserCents).toBe(latest.organiserCents);
      },
    ),
  ));
