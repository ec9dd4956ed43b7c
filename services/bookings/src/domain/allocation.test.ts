/** What vouchers' answers make of a visit. */
import { describe, expect, test } from 'vitest';
import { allocated, clientVatOf, extraServiceOf, percentOf, recalculated, type AllocationAnswer } from './allocation.ts';
import type { Approving } from './approval.ts';
import { at, byTimes, line, pending } from './example-service.ts';
import { reprice } from './repricing.ts';
import type { VisitState } from './lifecycle.ts';
import { change, type Change, type RefusedAllocation, type Visit, type VisitFlag, type VisitLine } from './visit.ts';

const byItself: Approving = { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false };
const made: AllocationAnswer = {
  visitVersion: 1,
  made: true,
  overlap: false,
  lines: [line, { ...line, totalCents: 1n, organiserCents: 0n, clientCents: 1n }],
};
const refused: AllocationAnswer = { visitVersion: 1, made: false, code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } };
const refusal: RefusedAllocation = { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } };
const answerTo = ({ version }: Visit, answer: AllocationAnswer): AllocationAnswer => ({ ...answer, visitVersion: version });
const approved = allocated(pending, made, byItself).visit;
const longer: Change = {
  ...byTimes('2026-05-29T10:00', '2026-05-29T18:00', {
    workers: 2,
    workerReference: 'w1',
    accessories: [{ contentId: 'km', amount: '24' }],
    overlapReason: 'x',
  }),
  placingId: 'later',
  recordedAt: at('2026-07-06T12:00'),
  flags: ['LATE'],
};

describe('made', () => {
  test('the sums of the lines are the visit’s, and it is approved and told', () =>
    expect(allocated(pending, made, byItself)).toMatchObject({
      isToBeTold: true,
      visit: {
        state: 'APPROVED',
        approvedBy: 'POLICY',
        allocation: 'MADE',
        allocatedVersion: 1,
        totalCents: 9626n,
        organiserCents: 8000n,
        clientCents: 1626n,
      },
    }));

  test.each<[string, VisitFlag[], boolean, Approving, VisitState, VisitFlag[]]>([
    ['nothing', [], false, byItself, 'APPROVED', []],
    ['an overlap', [], true, byItself, 'UNDER_REVIEW', ['OVERLAP']],
    ['an overlap is flagged once', ['OVERLAP'], true, byItself, 'UNDER_REVIEW', ['OVERLAP']],
    ['drawn by lot', [], false, { ...byItself, isDrawn: true }, 'UNDER_REVIEW', ['SAMPLED']],
    ['always checked', [], false, { policy: 'ALWAYS_CHECKED', isDrawn: false }, 'UNDER_REVIEW', []],
  ])('%s', (_, flags, overlap, approving, state, expected) => {
    const { visit, isToBeTold } = allocated({ ...pending, flags }, { ...made, overlap } as AllocationAnswer, approving);
    expect([visit.state, visit.flags, isToBeTold]).toEqual([state, expected, state === 'APPROVED']);
  });

  test('1, 4: extra service is flagged, needs no look, and is in no sum; what nobody pays is in the total', () => {
    const extra = { ...line, isExtraService: true, totalCents: 4812n, organiserCents: 0n, clientCents: 4812n };
    const unbilled = { ...line, clientCents: 0n, unbilledCents: 1625n };
    const lines = [unbilled, extra];
    const { visit } = allocated(pending, { ...made, lines }, byItself);
    expect(visit).toMatchObject({
      state: 'APPROVED',
      flags: ['EXTRA_SERVICE'],
      totalCents: 9625n,
      organiserCents: 8000n,
      clientCents: 0n,
      unbilledCents: 1625n,
    });
    expect(extraServiceOf(visit.lines)).toBe(4812n);
  });
});

describe('refused', () => {
  test('a new visit takes nothing and stays refused', () =>
    expect(allocated(pending, refused, byItself)).toEqual({ visit: { ...pending, allocation: 'REFUSED', refusal }, isToBeTold: false }));

  test.each<[string, Visit]>([
    ['returned', { ...approved, state: 'RETURNED', approvedBy: null, returnReason: 'Väärä päivä' }],
    ['under review', { ...approved, state: 'UNDER_REVIEW', approvedBy: null, flags: ['OVERLAP'] }],
    ['approved by itself', approved],
    ['settled', { ...approved, state: 'SETTLED' }],
  ])('49: a changed visit that was %s is again all that it was, under its new version', (_, before) => {
    const changed = change(before, longer);
    expect(changed).toMatchObject({ ...longer, state: 'RECORDED', allocation: 'PENDING', version: 2 });
    expect(allocated(changed, answerTo(changed, refused), byItself)).toEqual({
      visit: { ...before, version: 2, allocatedVersion: 2, refusal },
      isToBeTold: false,
    });
    expect(allocated(changed, answerTo(changed, made), byItself).visit).toMatchObject({
      startsAt: longer.startsAt,
      workers: 2,
      before: null,
      returnReason: null,
      allocatedVersion: 2,
    });
  });
});

describe('the provider changes a visit before vouchers has answered about it', () => {
  const changed = change(pending, longer);
  const always: Approving = { policy: 'ALWAYS_CHECKED', isDrawn: false };

  test.each<[string, AllocationAnswer, AllocationAnswer, Approving, Partial<Visit>, boolean]>([
    ['both taken: the change stands', made, made, byItself, { state: 'APPROVED', workers: 2, version: 2 }, true],
    [
      'the first taken, the change refused: the first stands, and is told now',
      made,
      refused,
      byItself,
      { ...approved, version: 2, allocatedVersion: 2, refusal },
      true,
    ],
    ['the same, always checked', made, refused, always, { state: 'UNDER_REVIEW', startsAt: pending.startsAt, totalCents: 9626n }, false],
    ['the first refused, the change taken', refused, made, byItself, { state: 'APPROVED', workers: 2 }, true],
    ['both refused: nothing stands', refused, refused, byItself, { state: 'RECORDED', allocation: 'REFUSED', lines: [] }, false],
  ])('%s', (_, first, second, approving, expected, isToBeTold) => {
    const between = allocated(changed, first, approving);
    expect(between).toMatchObject({ isToBeTold: false, visit: { allocation: 'PENDING', version: 2, workers: 2 } });
    const after = allocated(between.visit, answerTo(changed, second), approving);
    expect(after.visit).toMatchObject(expected);
    expect(after.isToBeTold).toBe(isToBeTold);
    expect(after.visit.before).toBeNull();
  });
});

describe('R10: a correction', () => {
  const settled: Visit = { ...approved, state: 'SETTLED' };
  const changed = change(settled, { ...longer, correctionReason: 'Väärä kesto' });

  test('that vouchers takes is approved at once by the checker who made it, whatever the policy, and flagged', () => {
    const { visit, isToBeTold } = allocated(changed, answerTo(changed, { ...made, overlap: true, lines: [line] } as AllocationAnswer), {
      policy: 'ALWAYS_CHECKED',
      isDrawn: true,
    });
    expect(visit).toMatchObject({ state: 'APPROVED', approvedBy: 'CHECKER', correctionReason: 'Väärä kesto', version: 2 });
    expect(visit.flags).toEqual(['LATE', 'OVERLAP', 'CORRECTED']);
    expect(isToBeTold).toBe(true);
  });

  test('that vouchers refuses leaves the visit settled, without the reason', () =>
    expect(allocated(changed, answerTo(changed, refused), byItself).visit).toEqual({
      ...settled,
      version: 2,
      allocatedVersion: 2,
      refusal,
    }));
});

describe('68: an edit that a lock overtakes is no correction', () => {
  const settled: Visit = { ...approved, state: 'SETTLED' };
  const adjacent = change(settled, { ...longer, flags: ['ADJACENT'] });
  const plain = change(settled, { ...longer, flags: [] });
  const other = { ...made, lines: [line] } as AllocationAnswer;

  test.each<[string, Visit, AllocationAnswer, Approving, Partial<Visit>, boolean, boolean]>([
    [
      'a checker looks at what is flagged, and what was posted is taken back',
      adjacent,
      other,
      byItself,
      { state: 'UNDER_REVIEW', approvedBy: null, flags: ['ADJACENT'], isTakenBack: true },
      false,
      true,
    ],
    ['also where it comes to the same', adjacent, made, byItself, { state: 'UNDER_REVIEW', isTakenBack: true }, false, true],
    ['and where all is checked', plain, other, { policy: 'ALWAYS_CHECKED', isDrawn: false }, { state: 'UNDER_REVIEW' }, false, true],
    [
      'what nobody has to look at is approved by the policy, and from now on only corrected',
      plain,
      other,
      byItself,
      { state: 'APPROVED', approvedBy: 'POLICY', flags: ['CORRECTED'] },
      true,
      false,
    ],
    ['what comes to the same stays settled', plain, made, byItself, { state: 'SETTLED', approvedBy: 'POLICY', flags: [] }, false, false],
  ])('%s', (_, changed, answer, approving, expected, isToBeTold, isTakenBack) => {
    const after = allocated(changed, answerTo(changed, answer), approving);
    expect(after.visit).toMatchObject(expected);
    expect([after.isToBeTold, after.isTakenBack ?? false]).toEqual([isToBeTold, isTakenBack]);
  });
});

test('9: vouchers still recalculates a delivered visit after a refused change', () => {
  const changed = change(approved, longer);
  const standing = allocated(changed, answerTo(changed, refused), byItself).visit;
  const [first, ...others] = standing.lines;
  const lines = [{ ...first!, organiserCents: first!.organiserCents + 100n, clientCents: first!.clientCents - 100n }, ...others];
  expect(recalculated(standing, { visitVersion: 2, lines })).toMatchObject({
    visit: { version: 3, organiserCents: standing.organiserCents! + 100n, totalCents: standing.totalCents },
    isToBeTold: true,
  });
});

describe('changes nothing', () => {
  test.each<[string, Visit, AllocationAnswer]>([
    ['an answer to an older version', { ...pending, version: 2 }, made],
    ['to a version that has been answered', approved, refused],
    ['to a deleted visit', { ...pending, state: 'DELETED', version: 2 }, made],
  ])('%s', (_, visit, answer) => expect(allocated(visit, answer, byItself).visit).toBe(visit));
});

describe('13, 35: nobody hears of a change to the same shares', () => {
  const cut = [
    { ...line, steps: 60, unitPriceCents: 3851n, totalCents: 3850n, organiserCents: 3200n, clientCents: 650n },
    { ...line, steps: 90, unitValueCents: 9999n, totalCents: 5775n, organiserCents: 4800n, clientCents: 975n },
    { ...line, steps: 0, totalCents: 1n, organiserCents: 0n, clientCents: 1n },
  ];
  const [one] = made.made ? made.lines : [];
  const moved = (change: Partial<VisitLine>) => [
    { ...one!, ...change },
    { ...one!, totalCents: 1n, organiserCents: 0n, clientCents: 1n, steps: 150 },
  ];
  const again = (before: Visit, how: 'edited' | 'corrected' | 'repriced', lines: readonly VisitLine[]) => {
    const waiting =
      how === 'repriced' ? reprice(before) : change(before, { ...longer, ...(how === 'corrected' && { correctionReason: 'x' }) });
    const { visit, isToBeTold } = allocated(waiting, answerTo(waiting, { ...made, lines } as AllocationAnswer), byItself);
    return `${visit.state} ${isToBeTold ? 'told' : 'untold'}`;
  };
  const settled: Visit = { ...approved, state: 'SETTLED' };

  test.each<[string, Visit, Parameters<typeof again>[1], string, string]>([
    ['an approved visit that is edited', approved, 'edited', 'APPROVED untold', 'APPROVED told'],
    ['a returned one, which nobody was told', { ...approved, state: 'RETURNED' }, 'edited', 'APPROVED told', 'APPROVED told'],
    ['a settled one that is corrected', settled, 'corrected', 'SETTLED untold', 'APPROVED told'],
    ['one that was corrected before', { ...approved, flags: ['CORRECTED'] }, 'corrected', 'APPROVED untold', 'APPROVED told'],
    ['an approved one at other prices', approved, 'repriced', 'APPROVED untold', 'APPROVED told'],
    ['a settled one at other prices', settled, 'repriced', 'SETTLED untold', 'APPROVED told'],
    ['one under review at other prices', { ...approved, state: 'UNDER_REVIEW' }, 'repriced', 'UNDER_REVIEW untold', 'UNDER_REVIEW untold'],
  ])('%s', (_, before, how, same, other) => {
    const lines = before.lines;
    expect([again(before, how, lines), again(before, how, [line])]).toEqual([same, other]);
  });

  test('whatever the prices and values of its lines, and into how many these are cut', () => {
    const lone: Visit = { ...settled, lines: [{ ...line, totalCents: 9626n, clientCents: 1626n }] };
    expect(again(lone, 'repriced', cut)).toBe('SETTLED untold');
  });

  test.each<[string, Partial<VisitLine>]>([
    ['another rate of tax', { vatPermille: 255 }],
    ['another month', { serviceMonth: Temporal.PlainYearMonth.from('2026-07') }],
    ['another content', { contentId: 'b' }],
    ['the same sum with a cent moved between the two', { organiserCents: 8001n, clientCents: 1624n }],
    ['what was covered become extra service', { isExtraService: true }],
    ['a minute more at the same price', { steps: 151 }],
    ['a cent that nobody pays any more', { clientCents: 1624n, unbilledCents: 1n }],
  ])('but %s is a change', (_, change) => expect(again(settled, 'repriced', moved(change))).toBe('APPROVED told'));

  test('a recalculation to the same shares raises no version', () =>
    expect(recalculated(settled, { visitVersion: 1, lines: settled.lines })).toEqual({ visit: settled, isToBeTold: false }));
});

describe('9: a recalculation', () => {
  const lines = [{ ...line, organiserCents: 9000n, clientCents: 625n }];
  const again = (visit: Visit, visitVersion = 1) => recalculated(visit, { visitVersion, lines });

  test.each<[string, Visit, boolean]>([
    ['an approved visit', approved, true],
    ['a settled one', { ...approved, state: 'SETTLED' }, true],
    ['one under review, of which nobody has heard', { ...approved, state: 'UNDER_REVIEW' }, false],
  ])('%s has the new shares under a new version', (_, visit, isToBeTold) =>
    expect(again(visit)).toMatchObject({ isToBeTold, visit: { state: visit.state, version: 2, organiserCents: 9000n, clientCents: 625n } }),
  );

  test('again, for the version that vouchers took', () => {
    const third = [{ ...line, organiserCents: 9100n, clientCents: 525n }];
    expect(recalculated(again(approved).visit, { visitVersion: 1, lines: third }).visit.version).toBe(3);
  });

  test.each<[string, Visit, number]>([
    ['of another version', approved, 2],
    ['of a deleted visit', { ...approved, state: 'DELETED' }, 1],
    ['of a visit that took nothing', pending, 1],
  ])('%s: nothing changes', (_, visit, version) => expect(again(visit, version).visit).toBe(visit));

  test('while a change waits, the visit before it has them, and is announced if vouchers refuses the change', () => {
    const changed = change(approved, longer);
    const { visit, isToBeTold } = again(changed);
    expect(isToBeTold).toBe(false);
    expect(visit).toMatchObject({ version: 2, allocation: 'PENDING', organiserCents: 9000n });
    expect(allocated(visit, answerTo(changed, refused), byItself)).toMatchObject({
      isToBeTold: true,
      visit: { state: 'APPROVED', organiserCents: 9000n, version: 2 },
    });
  });
});

describe('what people read', () => {
  test.each([
    [0, '0'],
    [100, '10'],
    [255, '25.5'],
    [140, '14'],
    [135, '13.5'],
  ])('%i thousandths of tax are %s percent', (permille, percent) => expect(percentOf(permille)).toBe(percent));

  test('R24, 60c: the client’s tax is what the organiser’s leaves of the total’s, 3.31 and not 3.30', () => {
    const taxed = { ...line, vatPermille: 255, totalVatCents: 1956n, organiserVatCents: 1625n };
    expect(clientVatOf(taxed)).toBe(331n);
    expect(clientVatOf({ ...taxed, clientCents: 0n, unbilledCents: 1625n })).toBe(0n);
  });
});
