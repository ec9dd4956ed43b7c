import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import {
  approveRun,
  exportRun,
  freeze,
  LIFECYCLE,
  lockableFrom,
  lockRun,
  plannedRun,
  stateAfter,
  type LockFacts,
  type Run,
  type RunState,
} from './run.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const settlementDay = Temporal.Instant.from('2026-07-05T00:00:00+03:00');

const june = (change: Partial<Run> = {}): Run => ({ ...plannedRun('run', 'o', month('2026-06')), state: 'COLLECTING', ...change });
const facts = (change: Partial<LockFacts> = {}): LockFacts => ({
  run: june(),
  settlementDay: 5,
  lockedThrough: null,
  locking: null,
  earliestCollecting: month('2026-06'),
  hasHeardAll: true,
  parkedEvents: 0,
  ...change,
});

describe('locking June', () => {
  test.each<[string, Partial<LockFacts>, string]>([
    ['settlement has not heard of the organiser yet', { settlementDay: null }, 'NOT_YET_KNOWN'],
    ['the run is locked already', { run: june({ state: 'LOCKED' }) }, 'WRONG_STATE'],
    ['later months have closed the month', { run: june({ state: 'PLANNED' }), lockedThrough: month('2026-07') }, 'WRONG_STATE'],
    ['May still collects', { earliestCollecting: month('2026-05') }, 'EARLIER_MONTH_OPEN'],
    ['the lock of May is under way', { lockedThrough: month('2026-05'), locking: month('2026-05') }, 'EARLIER_MONTH_OPEN'],
    ['nobody has locked May', { lockedThrough: month('2026-04') }, 'EARLIER_MONTH_OPEN'],
    ['bookings has announced more', { hasHeardAll: false }, 'BEHIND'],
    ['events wait for an operator', { parkedEvents: 1 }, 'EVENTS_PARKED'],
    [
      'everything at once: the first obstacle is named',
      { earliestCollecting: month('2026-05'), hasHeardAll: false, parkedEvents: 1 },
      'EARLIER_MONTH_OPEN',
    ],
    ['without an operator’s decision and with the broker behind', { hasHeardAll: false, parkedEvents: 1 }, 'BEHIND'],
  ])('is refused: %s', (_, change, code) => {
    const decision = lockRun(facts(change), 'anna', settlementDay);
    expect(decision.accepted || decision.refusal.code).toBe(code);
  });

  test.each<[string, Partial<LockFacts>, string, RefusalDetails]>([
    ['the month that is still open', { lockedThrough: month('2026-04') }, '2026-07-05T09:00:00Z', { month: '2026-05' }],
    ['how many events wait', { parkedEvents: 3 }, '2026-07-05T09:00:00Z', { count: 3 }],
    ['the settlement day', {}, '2026-07-04T20:59:59.999Z', { firstDay: '2026-07-05' }],
  ])('a refusal tells the facts: %s', (_, change, now, details) =>
    expect(lockRun(facts(change), 'anna', Temporal.Instant.from(now))).toMatchObject({ refusal: { details } }),
  );

  test.each<[string, Partial<LockFacts>]>([
    ['the first month of all', {}],
    ['the month after the last locked one', { lockedThrough: month('2026-05') }],
    ['a month without entries', { run: june({ state: 'PLANNED' }), earliestCollecting: null }],
    ['an empty month before the first collecting one', { run: june({ state: 'PLANNED' }), earliestCollecting: month('2026-07') }],
  ])('is accepted: %s', (_, change) => {
    expect(lockRun(facts(change), 'anna', settlementDay)).toMatchObject({ accepted: true, value: { state: 'LOCKING', lockedBy: 'anna' } });
  });

  test('answers with the lock that is under way, to whoever asks', () => {
    const locking = june({ state: 'LOCKING', lockedBy: 'anna' });
    const known = { run: locking, lockedThrough: month('2026-06'), locking: month('2026-06'), hasHeardAll: false };
    expect(lockRun(facts(known), 'bertta', settlementDay)).toEqual({ accepted: true, value: locking });
  });

  test('freezes the run with its hash, once', () => {
    const frozen = freeze(june({ state: 'LOCKING', lockedBy: 'anna' }), 'x');
    expect(frozen).toMatchObject({ state: 'LOCKED', hash: 'x', lockedBy: 'anna' });
    expect(() => freeze(frozen, 'x')).toThrow('LOCKED');
  });

  test('begins at midnight of the settlement day in Finland', () => {
    const at = (now: string) => {
      const decision = lockRun(facts(), 'anna', Temporal.Instant.from(now));
      return decision.accepted || decision.refusal.code;
    };
    expect([at('2026-07-04T20:59:59.999Z'), at('2026-07-04T21:00:00Z')]).toEqual(['TOO_EARLY', true]);
    expect(lockableFrom(month('2026-12'), 8).toString()).toBe('2027-01-07T22:00:00Z');
  });
});

describe('approving and exporting', () => {
  const locked = june({ state: 'LOCKED', hash: 'x', lockedBy: 'anna' });
  const approve = (run: Run | undefined, by: string, hash = 'x') => approveRun(run, { by, hash }, settlementDay);

  test('a second person approves, never the one who locked', () => {
    expect(approve(locked, 'anna')).toMatchObject({ refusal: { code: 'SECOND_PERSON_NEEDED' } });
    expect(approve(locked, 'bertta')).toMatchObject({ value: { state: 'APPROVED', approvedBy: 'bertta' } });
  });

  test.each([
    ['the person who locked, with another hash', locked, 'anna', 'y', 'STALE'],
    ['a second person, with another hash', locked, 'bertta', 'y', 'STALE'],
    ['of an approved run, by its hash', { ...locked, state: 'APPROVED' as const }, 'bertta', 'x', 'WRONG_STATE'],
    ['of a run whose lock is under way', june({ state: 'LOCKING', lockedBy: 'anna' }), 'bertta', 'x', 'WRONG_STATE'],
    ['of a run that is not locked and has no hash', june({ state: 'COLLECTING' }), 'bertta', 'x', 'WRONG_STATE'],
  ])('a person approves what they saw, and nothing else: %s', (_, run, by, hash, code) => {
    expect(approve(run, by, hash)).toMatchObject({ refusal: { code } });
  });

  test('another organiser’s run is not found', () => {
    expect(approve(undefined, 'anna')).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(exportRun(undefined, 'anna', settlementDay)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });

  test('only an approved run is exported, by anyone', () => {
    expect(exportRun(locked, 'anna', settlementDay)).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
    expect(exportRun({ ...locked, state: 'APPROVED' }, 'anna', settlementDay)).toMatchObject({
      value: { state: 'EXPORTED', exportedBy: 'anna' },
    });
  });
});

describe('the lifecycle', () => {
  const STATES: readonly RunState[] = ['PLANNED', 'COLLECTING', 'LOCKING', 'LOCKED', 'APPROVED', 'EXPORTED', 'PAID'];

  test('only goes forward, one way for each command', () => {
    for (const { from, to } of LIFECYCLE) expect(STATES.indexOf(to)).toBeGreaterThan(STATES.indexOf(from));
    expect(new Set(LIFECYCLE.map(({ from, command }) => `${from} ${command}`)).size).toBe(LIFECYCLE.length);
    expect(STATES.map((state) => stateAfter(state, 'lockRun'))).toEqual(['LOCKING', 'LOCKING', ...STATES.slice(2).map(() => undefined)]);
  });

  test('is what the README draws', () => {
    const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
    for (const { from, command, to } of LIFECYCLE) expect(readme).toContain(`  ${from} --> ${to}: ${command}\n`);
    expect(readme.match(/ --> .*: /g)).toHaveLength(LIFECYCLE.length);
  });
});
