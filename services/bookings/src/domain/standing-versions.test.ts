/** Which times a visit takes while a change waits, and which changes keep its rank. */
import { expect, test } from 'vitest';
import { byDays, pending } from './example-service.ts';
import { keepsItsRank, standingVersionsOf } from './standing-versions.ts';
import { change, type Visit } from './visit.ts';

const approved: Visit = { ...pending, ...byDays('month', '2026-05-01', '2026-05-31'), state: 'APPROVED', allocation: 'MADE' };
const to = { ...byDays('month', '2026-06-01', '2026-06-10'), placingId: 'later', recordedAt: pending.recordedAt, flags: [] };
const changing = change(approved, to);
const shown = (visit: Visit) =>
  standingVersionsOf(visit).map(({ startsAt, placingId }) => `${startsAt.toString().slice(0, 10)} ${placingId}`);

test.each<[string, Visit, string[]]>([
  ['what waits for its allocation', pending, ['2026-06-15 x']],
  ['what was taken', approved, ['2026-04-30 x']],
  ['what changes: where it would be, and where it may go back to', changing, ['2026-05-31 later', '2026-04-30 x']],
  ['what was refused', { ...pending, allocation: 'REFUSED' }, []],
  ['what was deleted', { ...approved, state: 'DELETED' }, []],
  ['what was deleted while it changed', { ...changing, state: 'DELETED' }, []],
])('%s stands', (_, visit, places) => expect(shown(visit)).toEqual(places));

const june = byDays('month', '2026-06-05', '2026-06-20');
test.each([
  ['the same days', june, true],
  ['fewer of them', byDays('month', '2026-06-06', '2026-06-19'), true],
  ['a day before', byDays('month', '2026-06-04', '2026-06-20'), false],
  ['a day after', byDays('month', '2026-06-05', '2026-06-21'), false],
  ['another content', byDays('week', '2026-06-05', '2026-06-20'), false],
  ['times', { ...june, timed: true }, false],
])('a change to %s keeps its rank: %s', (_, is, keeps) => expect(keepsItsRank(june, is)).toBe(keeps));
