import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allocated, type AllocationAnswer } from './allocation.ts';
import { at, byTimes, day, line, pending } from './example-service.ts';
import { accept, type Decision } from '@seteli/kit/result';
import { hold, holdStanding } from './hold.ts';
import { HOLDS_MAX } from './limits.ts';
import { LIFECYCLE, nextStates, type Command, type VisitState } from './lifecycle.ts';
import { approve, change, credit, mayCorrect, mayEdit, recordedFor, remove, returnToProvider, type Visit } from './visit.ts';

const standing: Visit = { ...pending, ...shares(), state: 'UNDER_REVIEW', allocation: 'MADE', allocatedVersion: 1 };
const returned: Visit = { ...standing, state: 'RETURNED', returnReason: 'Väärä päivä' };
const approvedByItself: Visit = { ...standing, state: 'APPROVED', approvedBy: 'POLICY' };

const why = { at: at('2026-06-17T12:00'), reason: 'Asiakas ei ollut paikalla' };

/** The same again, under the next version. */
const changed = (visit: Visit): Visit =>
  change(visit, {
    ...byTimes('2026-06-15T10:00', '2026-06-15T12:30'),
    placingId: visit.placingId,
    recordedAt: visit.recordedAt,
    flags: [],
  });

/** Until when a returned visit waits. */
const approval = { approverId: 'u1', approvedAt: at('2026-06-16T12:00') };
const september = () => ({ returnedAt: at('2026-06-16T12:00'), handleBy: day('2026-09-30'), remindedAt: null });

function shares() {
  return { lines: [line], totalCents: 9625n, organiserCents: 8000n, clientCents: 1625n };
}

const STATES: readonly VisitState[] = ['RECORDED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'SETTLED', 'DELETED'];

describe('the lifecycle', () => {
  const byPeople: Partial<Record<Command, (visit: Visit) => Decision<Visit>>> = {
    approveVisit: (visit) => approve(visit, approval),
    returnVisit: (visit) => returnToProvider(visit, 'Väärä päivä', september),
    holdVisit: (visit) => {
      const decision = hold(visit, { at: at('2026-06-16T12:00'), reason: 'Asiakas ei ollut paikalla' }, 0);
      return decision.accepted ? accept(decision.value.visit) : decision;
    },
    editVisit: (visit) => mayEdit(visit && { ...visit, ...(visit.state === 'RECORDED' ? pending : { approvedBy: 'POLICY' }) }, true),
    deleteVisit: remove,
    correctVisit: (visit) => mayCorrect(visit, 'Väärä kesto'),
    creditVisit: (visit) => credit(visit, 'Väärä asiakas'),
  };
  const pairs = STATES.flatMap((from) => Object.entries(byPeople).map(([command, rule]) => [from, command as Command, rule] as const));

  test.each(pairs)('%s: %s', (from, command, rule) => {
    const [next] = nextStates(from, command);
    const code = from === 'SETTLED' ? 'SETTLED' : 'WRONG_STATE';
    // Changing is only permitted here; the changed visit is what `change` makes of it.
    const state = command === 'editVisit' || command === 'correctVisit' ? from : next;
    // Approved again after a correction, it may be corrected again.
    const flags =
      from === 'APPROVED' && (command === 'correctVisit' || command === 'creditVisit') ? ['CORRECTED' as const] : standing.flags;
    expect(rule({ ...standing, state: from, flags })).toMatchObject(
      next ? { accepted: true, value: { state } } : { accepted: false, refusal: { code, path: ['visitId'] } },
    );
  });

  test.each(Object.entries(byPeople))('%s: a visit that is not there', (_, rule) =>
    expect(rule(undefined as never)).toMatchObject({ refusal: { code: 'NOT_FOUND' } }),
  );

  test('an allocation leads where the table says, from every visit that can wait for one', () => {
    const waiting = [returned, standing, approvedByItself, { ...standing, state: 'SETTLED' as const }].map(changed);
    const reached = new Set<VisitState>();
    for (const visit of [pending, ...waiting])
      for (const policy of ['ALWAYS_CHECKED', 'AUTOMATIC_UNLESS_FLAGGED'] as const) {
        const answers: AllocationAnswer[] = [
          { visitVersion: visit.version, made: true, overlap: false, lines: [line] },
          { visitVersion: visit.version, made: false, code: 'QUOTA_EXCEEDED', remaining: null },
        ];
        for (const answer of answers) reached.add(allocated(visit, answer, { policy, isDrawn: false }).visit.state);
      }
    expect([...reached].toSorted()).toEqual([...new Set<VisitState>([...nextStates('RECORDED', 'allocate'), 'RECORDED'])].toSorted());
  });

  test('every state is reached, and only DELETED is final', () => {
    expect(STATES.filter((state) => !LIFECYCLE.some(({ to }) => to === state))).toEqual([]);
    expect(STATES.filter((state) => !LIFECYCLE.some(({ from }) => from === state))).toEqual(['DELETED']);
  });

  test('the picture in the README is the table', () => {
    const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
    const edges = LIFECYCLE.map(({ from, command, to, event }) => `  ${from} --> ${to}: ${command}${event ? ` / ${event}` : ''}`);
    expect(/```mermaid\n([^`]*)```/.exec(readme)?.[1]).toBe(
      ['stateDiagram-v2', '  [*] --> RECORDED: recordVisits / visit-recorded', ...edges, ''].join('\n'),
    );
  });
});

describe('what a decision leaves', () => {
  test('returning needs a reason, and keeps it without blanks', () => {
    expect(returnToProvider(standing, ' \n', september)).toMatchObject({ refusal: { code: 'REASON_MISSING', path: ['reason'] } });
    expect(returnToProvider(standing, ' Väärä päivä ', september)).toMatchObject({
      value: { returnReason: 'Väärä päivä', ...september() },
    });
  });

  test('of two obstacles the state is named, not the reason', () =>
    expect(returnToProvider(returned, '', september)).toMatchObject({ refusal: { code: 'WRONG_STATE' } }));

  test('deleting raises the version', () => expect(remove(standing)).toMatchObject({ value: { state: 'DELETED', version: 2 } }));

  test.each([
    ['the same month', '2026-06-01T00:00', '2026-06-15T13:00'],
    ['the month before, by the clock of Helsinki', '2026-05-31T23:59', '2026-07-06T12:00'],
    ['the month after', '2026-07-01T00:00', '2026-07-06T12:00'],
  ])('a change to %s', (_, start, recordedAt) => expect(recordedFor(standing, at(start), at('2026-07-06T12:00'))).toEqual(at(recordedAt)));
});

describe('50: what the provider may edit', () => {
  const code = (visit: Visit, isApprovedEditable = true) => {
    const decision = mayEdit(visit, isApprovedEditable);
    return decision.accepted ? 'edited' : decision.refusal.code;
  };
  test.each<[string, Visit, boolean, string]>([
    ['recorded, not yet answered', pending, true, 'edited'],
    ['refused: it is recorded anew', { ...pending, allocation: 'REFUSED' }, true, 'WRONG_STATE'],
    ['changed, not yet answered', changed(returned), true, 'WRONG_STATE'],
    ['approved by itself', approvedByItself, true, 'edited'],
    ['approved by itself, where the service does not let it', approvedByItself, false, 'WRONG_STATE'],
    ['approved by a checker', { ...approvedByItself, approvedBy: 'CHECKER' }, true, 'WRONG_STATE'],
    ['approved before it was kept by whom', { ...approvedByItself, approvedBy: null }, true, 'WRONG_STATE'],
    ['under review', standing, true, 'edited'],
    ['returned', returned, false, 'edited'],
  ])('%s', (_, visit, isApprovedEditable, expected) => expect(code(visit, isApprovedEditable)).toBe(expected));
});

describe('holding', () => {
  const shown = (held: ReturnType<typeof holdStanding>) =>
    held && [held.visit.state, held.visit.before?.state ?? null, held.visit.version, held.visit.isTakenBack, held.isToBeTold];
  const settled = { ...approvedByItself, state: 'SETTLED' as const };

  test.each<[string, Visit, unknown]>([
    ['approved: it is told under the next version', approvedByItself, ['UNDER_REVIEW', null, 2, true, true]],
    ['a change of what was approved: told under its version', changed(approvedByItself), ['RECORDED', 'UNDER_REVIEW', 2, true, true]],
    ['new and not answered yet', pending, ['RECORDED', null, 1, false, false]],
    ['under review already', standing, ['UNDER_REVIEW', null, 1, false, false]],
    ['returned', returned, ['RETURNED', null, 1, false, false]],
    ['settled', settled, undefined],
    ['a correction of what was settled', changed(settled), undefined],
    ['corrected, until it is settled again', { ...approvedByItself, flags: ['CORRECTED'] }, undefined],
    ['deleted', { ...approvedByItself, state: 'DELETED' }, undefined],
    ['refused', { ...pending, allocation: 'REFUSED' }, undefined],
  ])('%s', (_, visit, expected) => expect(shown(holdStanding(visit, why))).toEqual(expected));

  test.each([
    ['taken', { made: true, overlap: false, lines: [line] }],
    ['refused', { made: false, code: 'QUOTA_EXCEEDED', remaining: null }],
  ] as const)('what was held while a change waited is looked at, be the change %s, and approved under a later version', (_, answer) => {
    const { visit } = holdStanding(changed({ ...approvedByItself, approvedBy: 'POLICY' }), why)!;
    const after = allocated(visit, { visitVersion: 2, ...answer }, { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false });
    expect(after).toMatchObject({ visit: { state: 'UNDER_REVIEW', version: 2, holdReason: why.reason }, isToBeTold: false });
    expect(approve(after.visit, approval)).toMatchObject({ value: { state: 'APPROVED', version: 3, heldAt: null, isTakenBack: false } });
  });

  test('a change of what is held is looked at again, though nothing is flagged', () => {
    const { visit } = holdStanding(approvedByItself, why)!;
    const after = allocated(
      changed(visit),
      { visitVersion: 3, made: true, overlap: false, lines: [line] },
      { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false },
    );
    expect(after).toMatchObject({ visit: { state: 'UNDER_REVIEW', version: 3 }, isToBeTold: false });
  });

  test('a change of what was approved that a checker must look at takes the approval back', () => {
    const after = allocated(
      changed(approvedByItself),
      { visitVersion: 2, made: true, overlap: true, lines: [line] },
      { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false },
    );
    expect(after).toMatchObject({ visit: { state: 'UNDER_REVIEW', version: 2, isTakenBack: true, heldAt: null }, isTakenBack: true });
    expect(approve(after.visit, approval)).toMatchObject({ value: { version: 3 } });
    expect(
      allocated(
        changed(standing),
        { visitVersion: 2, made: true, overlap: true, lines: [line] },
        { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false },
      ).isTakenBack,
    ).toBeUndefined();
  });

  test('a flag that says why is kept once', () => {
    const flagged = holdStanding(approvedByItself, { ...why, flag: 'LATE' })!.visit;
    expect(holdStanding(flagged, { ...why, flag: 'LATE' })!.visit.flags).toEqual(['LATE']);
  });
});

describe('65: what was settled once, only a correction changes', () => {
  const settled: Visit = { ...approvedByItself, state: 'SETTLED' };
  const waiting = changed(settled);
  const corrected: Visit = { ...approvedByItself, approvedBy: 'CHECKER', flags: ['CORRECTED'] };
  test.each<[string, Visit]>([
    ['settled', settled],
    ['while a correction waits', waiting],
    ['corrected, until it is settled again', corrected],
  ])('%s', (_, visit) => {
    for (const decision of [
      mayEdit(visit, true),
      remove(visit),
      approve(visit, approval),
      returnToProvider(visit, 'x', september),
      hold(visit, why, HOLDS_MAX),
    ])
      expect(decision).toMatchObject({ refusal: { code: 'SETTLED', path: ['visitId'] } });
  });

  test('an organiser may correct a visit again before the next lock', () => {
    for (const decision of [mayCorrect(corrected, 'x'), credit(corrected, 'x')]) expect(decision.accepted).toBe(true);
  });

  test.each<[string, Visit]>([
    ['approved', approvedByItself],
    ['while a correction waits', waiting],
    ['deleted', { ...settled, state: 'DELETED' }],
  ])('a correction needs a settled visit, not one that is %s', (_, visit) => {
    for (const decision of [mayCorrect(visit, 'x'), credit(visit, 'x')])
      expect(decision).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
  });

  test('and a reason, which it keeps without blanks', () => {
    for (const decision of [mayCorrect(settled, ' \n'), credit(settled, '')])
      expect(decision).toMatchObject({ refusal: { code: 'REASON_MISSING', path: ['reason'] } });
    expect(credit(settled, ' Väärä asiakas ')).toMatchObject({
      value: { state: 'DELETED', version: 2, correctionReason: 'Väärä asiakas', flags: ['CORRECTED'] },
    });
  });
});

test('a change keeps the whole former visit beside it', () => {
  const to = {
    ...byTimes('2026-06-16T10:00', '2026-06-16T11:00', { workers: 2, amount: '1' }),
    placingId: 'later',
    recordedAt: at('2026-06-17T12:00'),
    flags: [],
  };
  expect(change({ ...approvedByItself, flags: ['LATE'] }, to)).toMatchObject({
    ...to,
    state: 'RECORDED',
    allocation: 'PENDING',
    approvedBy: null,
    version: 2,
    lines: [line],
    before: { state: 'APPROVED', approvedBy: 'POLICY', flags: ['LATE'], workers: 1, startsAt: pending.startsAt, placingId: pending.id },
  });
});
