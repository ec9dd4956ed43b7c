/** The field of a visit at which a form shows why the voucher refused it. */
import { expect, test } from 'vitest';
import type { Refusal } from '@seteli/kit/result';
import { fieldOfVouchersRefusal, type GivenVisit } from '../visit-fields.ts';

const timed: GivenVisit = {
  startsAt: Temporal.Instant.from('2026-06-27T20:00:00+03:00'),
  timed: true,
  contentId: null,
  amount: null,
  overlapReasonGiven: false,
  accessories: [{ contentId: 'meal' }, { contentId: 'km' }],
};
const named: GivenVisit = { ...timed, contentId: 'c' };
const days: GivenVisit = { ...timed, timed: false, contentId: 'c', startsAt: Temporal.Instant.from('2026-06-27T00:00:00+03:00') };
const hours = { unit: 'HOUR', steps: 45 } as const;
const visits = { unit: 'VISIT', steps: 0 } as const;

test.each<[Omit<Refusal, 'path'>, GivenVisit, string | undefined]>([
  [{ code: 'QUOTA_EXCEEDED', remaining: hours, details: { contentId: 'c' } }, timed, 'end'],
  [{ code: 'QUOTA_EXCEEDED', remaining: hours }, { ...named, amount: '2' }, 'amount'],
  [{ code: 'QUOTA_EXCEEDED', remaining: visits, details: { contentId: 'c' } }, named, 'contentId'],
  [{ code: 'QUOTA_EXCEEDED', remaining: visits }, timed, 'start'],
  [{ code: 'QUOTA_EXCEEDED', remaining: { unit: 'KILOMETRE', steps: 0 }, details: { contentId: 'km' } }, timed, 'accessories.1.amount'],
  [{ code: 'QUOTA_EXCEEDED', remaining: { unit: 'DAY', steps: 0 } }, days, 'lastDay'],
  [{ code: 'BALANCE_EXCEEDED', details: { contentId: 'c' } }, timed, 'end'],
  [{ code: 'BALANCE_EXCEEDED', details: { contentId: 'meal' } }, timed, 'accessories.0.amount'],
  [{ code: 'OUTSIDE_VALIDITY', details: { day: '2026-06-27' } }, timed, 'start'],
  [{ code: 'OUTSIDE_VALIDITY', details: { day: '2026-06-28' } }, timed, 'end'],
  [{ code: 'OUTSIDE_VALIDITY', details: { day: '2026-06-27' } }, days, 'day'],
  [{ code: 'OUTSIDE_VALIDITY', details: { day: '2026-06-29' } }, days, 'lastDay'],
  [{ code: 'CONTENT_NOT_GRANTED', details: { contentId: 'c' } }, timed, 'start'],
  [{ code: 'CONTENT_NOT_GRANTED', details: { contentId: 'c' } }, named, 'contentId'],
  [{ code: 'CONTENT_NOT_GRANTED', details: { contentId: 'km' } }, named, 'accessories.1.contentId'],
  [{ code: 'OVERLAP' }, timed, 'overlapReason'],
  [{ code: 'OVERLAP' }, { ...timed, overlapReasonGiven: true }, 'start'],
  [{ code: 'DAY_ALREADY_RECORDED' }, days, 'day'],
  [{ code: 'NOT_YET_KNOWN' }, timed, undefined],
])('%o', (refusal, said, field) => expect(fieldOfVouchersRefusal(refusal, said)?.join('.')).toBe(field));
