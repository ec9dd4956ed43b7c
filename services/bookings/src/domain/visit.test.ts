import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { at } from './example-service.ts';
import {
  allocated,
  approve,
  edit,
  LIFECYCLE,
  mayEdit,
  nextStates,
  recordedFor,
  remove,
  returnToProvider,
  type AllocationAnswer,
  type Command,
  type Visit,
  type VisitFlag,
  type VisitLine,
  type VisitState,
} from './visit.ts';

const line: VisitLine = {
  contentId: 'a',
  serviceMonth: Temporal.PlainYearMonth.from('2026-06'),
  unit: 'HOUR',
  steps: 150,
  unitPriceCents: 3850n,
  unitValueCents: 3200n,
  totalCents: 9625n,
  organiserCents: 8000n,
  clientCents: 1625n,
};
const pending: Visit = {
  id: 'x',
  bookingId: 'b',
  organiserId: 'o',
  providerId: 'p',
  voucherId: 'v',
  startsAt: at('2026-06-15T10:00'),
  endsAt: at('2026-06-15T12:30'),
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  lines: [],
  totalCents: null,
  organiserCents: null,
  clientCents: null,
  flags: [],
  overlapReason: null,
  returnReason: null,
  externalId: null,
  before: null,
  recordedAt: at('2026-06-15T13:00'),
  recordedBy: 'u',
  version: 1,
};
const made: AllocationAnswer = {
  visitVersion: 1,
  made: true,
  overlap: false,
  lines: [line, { ...line, totalCents: 1n, organiserCents: 0n, clientCents: 1n }],
};
const refused: AllocationAnswer = { visitVersion: 1, made: false, code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } };
const standing = allocated(pending, made, 'ALWAYS_CHECKED');
const returned: Visit = { ...standing, state: 'RETURNED', returnReason: 'Väärä päivä' };

const STATES: readonly VisitState[] = ['RECORDED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'SETTLED', 'DELETED'];

describe('the lifecycle', () => {
  const byPeople: Partial<Record<Command, (visit: Visit) => ReturnType<typeof approve | typeof returnToProvider>>> = {
    approveVisit: approve,
    returnVisit: (visit) => returnToProvider(visit, 'Väärä päivä'),
    editVisit: mayEdit,
    deleteVisit: remove,
  };
  const pairs = STATES.flatMap((from) => Object.entries(byPeople).map(([command, rule]) => [from, command as Command, rule] as const));

  test.each(pairs)('%s: %s', (from, command, rule) => {
    const [next] = nextStates(from, command);
    const code = from === 'SETTLED' ? 'SETTLED' : 'WRONG_STATE';
    // Editing is only permitted here; the changed visit is what `edit` makes of it.
    const state = command === 'editVisit' ? from : next;
    expect(rule({ ...standing, state: from })).toMatchObject(
      next ? { accepted: true, value: { state } } : { accepted: false, refusal: { code, path: ['visitId'] } },
    );
  });

  test.each(Object.entries(byPeople))('%s: a visit that is not there', (_, rule) =>
    expect(rule(undefined as never)).toMatchObject({ refusal: { code: 'NOT_FOUND' } }),
  );

  test('an allocation leads where the table says, from every visit that can wait for one', () => {
    const changed = edit(returned, { ...returned, flags: [] });
    const answers: AllocationAnswer[] = [made, refused, { ...made, visitVersion: 2 }, { ...refused, visitVersion: 2 }];
    const reached = new Set<VisitState>();
    for (const visit of [pending, changed])
      for (const answer of answers)
        for (const policy of ['ALWAYS_CHECKED', 'AUTOMATIC_UNLESS_FLAGGED'] as const) reached.add(allocated(visit, answer, policy).state);
    expect([...reached].toSorted()).toEqual([...new Set<VisitState>([...nextStates('RECORDED', 'allocate'), 'RECORDED'])].toSorted());
  });

  test('every state is reached, and only SETTLED and DELETED are final', () => {
    expect(STATES.filter((state) => !LIFECYCLE.some(({ to }) => to === state))).toEqual([]);
    expect(STATES.filter((state) => !LIFECYCLE.some(({ from }) => from === state))).toEqual(['SETTLED', 'DELETED']);
  });

  test('the picture in the README is the table', () => {
    const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
    const edges = LIFECYCLE.map(({ from, command, to, event }) => `  ${from} --> ${to}: ${command}${event ? ` / ${event}` : ''}`);
    expect(/```mermaid\n([^`]*)```/.exec(readme)?.[1]).toBe(
      ['stateDiagram-v2', '  [*] --> RECORDED: recordVisits / visit-recorded', ...edges, ''].join('\n'),
    );
  });
});

describe('the answer of vouchers', () => {
  test('made: the sums of the lines are the visit’s', () =>
    expect(standing).toMatchObject({ allocation: 'MADE', totalCents: 9626n, organiserCents: 8000n, clientCents: 1626n, lines: [{}, {}] }));

  test.each<[string, VisitFlag[], boolean, VisitState, VisitFlag[]]>([
    ['nothing', [], false, 'APPROVED', []],
    ['late only tells', ['LATE'], false, 'APPROVED', ['LATE']],
    ['after the hard limit', ['LATE', 'OVER_HARD_LIMIT'], false, 'UNDER_REVIEW', ['LATE', 'OVER_HARD_LIMIT']],
    ['an overlap', [], true, 'UNDER_REVIEW', ['OVERLAP']],
    ['an overlap is flagged once', ['OVERLAP'], true, 'UNDER_REVIEW', ['OVERLAP']],
  ])('%s', (_, flags, overlap, state, expected) => {
    const visit = allocated({ ...pending, flags }, { ...made, overlap } as AllocationAnswer, 'AUTOMATIC_UNLESS_FLAGGED');
    expect([visit.state, visit.flags]).toEqual([state, expected]);
  });

  test('refused: a new visit takes nothing and stays refused', () =>
    expect(allocated(pending, refused, 'AUTOMATIC_UNLESS_FLAGGED')).toEqual({
      ...pending,
      allocation: 'REFUSED',
      refusal: { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } },
    }));

  test('refused: a changed visit is again what it was, under its new version', () => {
    const change = {
      startsAt: at('2026-05-29T10:00'),
      endsAt: at('2026-05-29T18:00'),
      recordedAt: at('2026-07-06T12:00'),
      overlapReason: 'x',
      flags: ['LATE' as const],
    };
    const changed = edit(returned, change);
    expect(changed).toMatchObject({ ...change, state: 'RECORDED', allocation: 'PENDING', version: 2 });
    expect(allocated(changed, { ...refused, visitVersion: 2 }, 'ALWAYS_CHECKED')).toEqual({
      ...returned,
      version: 2,
      refusal: { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } },
    });
    expect(allocated(changed, { ...made, visitVersion: 2 }, 'ALWAYS_CHECKED')).toMatchObject({
      before: null,
      returnReason: null,
      ...change,
    });
  });

  test.each<[string, Visit, AllocationAnswer]>([
    ['to an older version', { ...pending, version: 2 }, made],
    ['to a version that has been answered', standing, refused],
    ['to a deleted visit', { ...pending, state: 'DELETED', version: 2 }, made],
  ])('%s changes nothing', (_, visit, answer) => expect(allocated(visit, answer, 'ALWAYS_CHECKED')).toBe(visit));
});

describe('what a decision leaves', () => {
  test('returning needs a reason, and keeps it without blanks', () => {
    expect(returnToProvider(standing, ' \n')).toMatchObject({ refusal: { code: 'REASON_MISSING', path: ['reason'] } });
    expect(returnToProvider(standing, ' Väärä päivä ')).toMatchObject({ value: { returnReason: 'Väärä päivä' } });
  });

  test('of two obstacles the state is named, not the reason', () =>
    expect(returnToProvider(returned, '')).toMatchObject({ refusal: { code: 'WRONG_STATE' } }));

  test('deleting raises the version', () => expect(remove(standing)).toMatchObject({ value: { state: 'DELETED', version: 2 } }));

  test.each([
    ['the same month', '2026-06-01T00:00', '2026-06-15T13:00'],
    ['the month before, by the clock of Helsinki', '2026-05-31T23:59', '2026-07-06T12:00'],
    ['the month after', '2026-07-01T00:00', '2026-07-06T12:00'],
  ])('a change to %s', (_, start, recordedAt) => expect(recordedFor(standing, at(start), at('2026-07-06T12:00'))).toEqual(at(recordedAt)));
});
