/** When a mandate holds, by which of several somebody acts, and who ends it. */
import { MANDATE_KINDS } from '@seteli/kit/actor';
import { parseDay, parseInstant } from '@seteli/kit/day';
import { expect, test } from 'vitest';
import {
  allowAgain,
  byLaw,
  canBeEnded,
  endMandate,
  holds,
  isVouchedFor,
  sayAgain,
  weightiest,
  type Mandate,
  type MandateKind,
} from './mandate.ts';

const day = (text: string) => parseDay(text)!;
const now = parseInstant('2026-06-01T09:00:00Z')!;
const mandate: Mandate = {
  id: 'm',
  userId: 'u',
  representativeId: 'daughter',
  representedId: 'father',
  kind: 'MANDATE',
  roles: ['MANDATE_SEE'],
  firstDay: day('2026-01-01'),
  lastDay: day('2026-12-31'),
  checkedAt: now,
  endedAt: null,
  endedBy: null,
  recordedFor: null,
  scanId: null,
  version: 3,
};
const ended = { ...mandate, endedAt: now, endedBy: 'REPRESENTED' } as const;
const alive = { diedOn: null };
const outcome = <T>(decision: { accepted: true; value: T } | { accepted: false; refusal: { code: string } }) =>
  decision.accepted ? decision.value : decision.refusal.code;

test.each([
  ['from its first day', mandate, alive, '2026-01-01', true],
  ['not the day before', mandate, alive, '2025-12-31', false],
  ['to its last day', mandate, alive, '2026-12-31', true],
  ['not the day after', mandate, alive, '2027-01-01', false],
  ['until further notice', { ...mandate, lastDay: null }, alive, '2060-01-01', true],
  ['no longer when somebody ended it', ended, alive, '2026-06-01', false],
  ['no longer after the death of the represented person', mandate, { diedOn: day('2026-05-01') }, '2026-06-01', false],
  ['for nobody whom we do not know', mandate, undefined, '2026-06-01', false],
])('a mandate holds %s', (_, known, represented, today, expected) => {
  expect(holds(known, represented, day(today))).toBe(expected);
});

const ofKind = (kind: MandateKind) => ({ ...mandate, kind });

test('somebody with several mandates acts by the weightiest', () => {
  const kinds: MandateKind[] = ['PAPER', 'MANDATE', 'GUARDIAN', 'CUSTODIAN'];
  const order: MandateKind[] = [];
  for (let left = kinds.map(ofKind); left.length > 0; left = left.filter(({ kind }) => kind !== order.at(-1)))
    order.push(weightiest(left)!.kind);
  expect(order).toEqual(['GUARDIAN', 'CUSTODIAN', 'MANDATE', 'PAPER']);
  expect(weightiest([])).toBeUndefined();
});

const { id: _, endedAt: __, endedBy: ___, version: ____, ...said } = mandate;

test.each([
  ['makes one that nobody knew', undefined, said, { ...mandate, id: 'new', version: 1 }],
  ['changes one that is known', mandate, { ...said, roles: ['MANDATE_PAY'] as const }, { ...mandate, roles: ['MANDATE_PAY'], version: 4 }],
  ['lets one hold again that a register ended', { ...ended, endedBy: 'REGISTER' as const }, said, { ...mandate, version: 4 }],
  ['does not bring back what the represented person ended', ended, said, 'MANDATE_ENDED'],
  ['that allows nothing is none', undefined, { ...said, roles: [] }, 'NO_MANDATE'],
  ['for oneself is none', undefined, { ...said, representedId: 'daughter' }, 'NO_MANDATE'],
])('a mandate that a register says %s', (____name, known, chosen, expected) => {
  expect(outcome(sayAgain(known, chosen, 'new'))).toEqual(expected);
});

test.each(
  MANDATE_KINDS.flatMap((kind) => (['REPRESENTED', 'REPRESENTATIVE', 'ORGANISER', 'REGISTER'] as const).map((by) => ({ kind, by }))),
)('$by ends $kind only where no court or law gave it', ({ kind, by }) => {
  const byLaw = kind === 'GUARDIAN' || kind === 'CUSTODIAN';
  expect(outcome(endMandate(ofKind(kind), by, now))).toEqual(
    byLaw && by !== 'REGISTER' ? 'WRONG_STATE' : { ...ofKind(kind), endedAt: now, endedBy: by, version: 4 },
  );
  expect(canBeEnded(ofKind(kind))).toBe(!byLaw);
});

test('an ended mandate ends once, and an unknown one does not', () => {
  expect(outcome(endMandate(ended, 'REPRESENTATIVE', now))).toEqual(ended);
  expect(outcome(endMandate(undefined, 'REPRESENTED', now))).toBe('NOT_FOUND');
});

test.each([
  ['what they ended of Suomi.fi', ended, { ...mandate, version: 4 }],
  ['what nobody ended, without a change', mandate, mandate],
  ['no paper, which needs a new one', { ...ended, kind: 'PAPER' as const }, 'WRONG_STATE'],
  ['nothing that the representative gave up', { ...ended, endedBy: 'REPRESENTATIVE' as const }, 'WRONG_STATE'],
  ['nothing unknown', undefined, 'NOT_FOUND'],
])('a represented person allows again %s', (_____, known, expected) => {
  expect(outcome(allowAgain(known))).toEqual(expected);
});

test.each([
  ['a guardian looks after somebody from their appointment on', 'GUARDIAN', '2024-02-01', null, ['2024-02-01', null]],
  ['a guardian does so until their appointment ends', 'GUARDIAN', '2024-02-01', '2026-08-31', ['2024-02-01', '2026-08-31']],
  ['a guardian without a known beginning does so from today on', 'GUARDIAN', null, null, ['2026-06-01', null]],
  ['a custodian does so until the day before the child is of age', 'CUSTODIAN', null, null, ['2016-05-11', '2034-05-10']],
] as const)('%s', (______, kind, from, until, expected) => {
  const at = (text: string | null) => (text === null ? null : day(text));
  const { firstDay, lastDay, roles } = byLaw(
    { kind, firstDay: at(from), lastDay: at(until) },
    { birthDay: day('2016-05-11'), today: day('2026-06-01') },
  );
  expect([String(firstDay), lastDay && String(lastDay)]).toEqual(expected);
  expect(roles).toEqual(['MANDATE_SEE', 'MANDATE_ARRANGE', 'MANDATE_PAY']);
});

test.each([
  ['2026-06-01T09:09:59Z', true],
  ['2026-06-01T09:10:00Z', false],
])('the last word of a register at nine counts at %s: %s', (time, expected) => {
  expect(isVouchedFor(mandate, parseInstant(time)!)).toBe(expected);
  expect(isVouchedFor({ checkedAt: null }, parseInstant(time)!)).toBe(false);
});
