import { expect, test } from 'vitest';
import { accept, refuse } from '@seteli/kit/result';
import { byTimes } from './example-service.ts';
import { answerToKnown } from './external-id.ts';
import type { Visit } from './visit.ts';

const recorded = byTimes('2026-06-15T10:00', '2026-06-15T11:00');
const sent = { bookingId: 'b', retry: false, recorded };
const visit = (change: Partial<Visit> = {}) =>
  ({ ...recorded, id: 'x', bookingId: 'b', state: 'APPROVED', allocation: 'MADE', refusal: null, ...change }) as Visit;
const deleted = visit({ state: 'DELETED' });
const refusedFor = (code: string) => visit({ state: 'RECORDED', allocation: 'REFUSED', refusal: { code, remaining: null } });
const told = { path: ['externalId'], details: { visitId: 'x' } };
const other = { ...sent, recorded: byTimes('2026-06-15T10:00', '2026-06-15T12:00') };
const ANEW = undefined;

test.each<[string, Visit, Partial<typeof sent>, unknown]>([
  ['the same again is the same visit', visit(), {}, accept('x')],
  ['also with retry', visit(), { retry: true }, accept('x')],
  ['another content', visit(), other, refuse('EXTERNAL_ID_CONFLICT', told)],
  ['another content with retry', visit(), { ...other, retry: true }, refuse('EXTERNAL_ID_CONFLICT', told)],
  ['another booking', visit(), { bookingId: 'b2' }, refuse('EXTERNAL_ID_CONFLICT', told)],
  ['deleted', deleted, {}, refuse('EXTERNAL_ID_DELETED', told)],
  ['deleted, another content', deleted, other, refuse('EXTERNAL_ID_DELETED', told)],
  ['deleted, with retry', deleted, { retry: true }, ANEW],
  ['deleted, another content with retry', deleted, { ...other, retry: true }, ANEW],
  ['refused', refusedFor('QUOTA_EXCEEDED'), {}, accept('x')],
  ['refused, with retry', refusedFor('QUOTA_EXCEEDED'), { retry: true }, ANEW],
  ['refused, another content', refusedFor('QUOTA_EXCEEDED'), other, refuse('EXTERNAL_ID_CONFLICT', told)],
  ['refused for what was not known then', refusedFor('NOT_YET_KNOWN'), {}, ANEW],
])('%s', (_, before, change, expected) => expect(answerToKnown(before, { ...sent, ...change })).toEqual(expected));
