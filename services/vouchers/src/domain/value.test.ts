import { expect, test } from 'vitest';
import { checkValues, type ContentValue } from './value.ts';

const contents = [
  { id: 'a', unit: 'HOUR' as const },
  { id: 'b', unit: 'HOUR' as const },
];
const of = (contentId: string, valueCents: bigint): ContentValue => ({ contentId, valueCents });

test.each<[string, typeof contents | null, readonly ContentValue[], string]>([
  ['values of two contents', contents, [of('a', 3200n), of('b', 3680n)], 'accepted'],
  ['a value of zero', contents, [of('a', 0n)], 'accepted'],
  ['a value below zero', contents, [of('a', 3200n), of('b', -1n)], 'AMOUNT_NOT_POSITIVE values.1.value'],
  ['a content twice, one of them below zero', contents, [of('a', 3200n), of('a', -1n)], 'CONTENT_GRANTED_TWICE values.1.contentId'],
  ['an unknown content twice', contents, [of('x', 1n), of('x', 1n)], 'UNKNOWN_CONTENT values.0.contentId'],
  ['a service that nobody has heard of', null, [of('x', -1n)], 'NOT_YET_KNOWN serviceId'],
])('%s', (_, known, values, expected) => {
  const decision = checkValues(known, values);
  expect(decision.accepted ? 'accepted' : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`).toBe(expected);
});
