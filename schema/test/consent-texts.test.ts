/** The words to which clients have agreed stay as they are, and every day has one version to show. */
import { expect, test } from 'vitest';
import { CONSENT_TERMS, hashOfTerms, termsOfVersion, termsOn } from '../consent-texts.ts';

/** Nobody edits a line here: a client may have agreed to these very words. Another version is another line. */
const AGREED_TO: Readonly<Record<number, string>> = {
  1: '5f73c6f5b06805146d3fa322c40fe7e63fc14e63eec48f08830b1f71cb72fc57',
};

test('nobody edits a version that exists', () =>
  expect(Object.fromEntries(CONSENT_TERMS.map((terms) => [terms.version, hashOfTerms(terms)]))).toEqual(AGREED_TO));

test('versions follow one another by number and first day', () => {
  expect(CONSENT_TERMS.map(({ version }) => version)).toEqual(CONSENT_TERMS.map((_, index) => index + 1));
  const days = CONSENT_TERMS.map(({ firstDay }) => firstDay);
  expect(days).toEqual([...new Set(days)].toSorted());
  for (const { version, firstDay } of CONSENT_TERMS) expect(termsOn(Temporal.PlainDate.from(firstDay)).version).toBe(version);
  expect(termsOn(Temporal.PlainDate.from('2020-01-01')).version).toBe(1);
  expect(termsOfVersion(CONSENT_TERMS.length + 1)).toBeUndefined();
});
