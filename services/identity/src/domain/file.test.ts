/** Which file a command may use. */
import { parseInstant } from '@seteli/kit/day';
import { expect, test } from 'vitest';
import { isUsable, unusedSince, type StoredFile } from './file.ts';

const now = parseInstant('2026-06-01T09:00:00Z')!;
const file: StoredFile = {
  id: 'f',
  ownerId: 'client',
  organisationId: 'county',
  sentBy: 'officer',
  sentAt: unusedSince(now).add({ milliseconds: 1 }),
  sealedKey: '',
  state: 'READY',
  kind: 'PDF',
  bytes: 1,
};

test.each<[string, StoredFile | undefined, boolean]>([
  ['their own, within the hour', file, true],
  ['after an hour', { ...file, sentAt: unusedSince(now) }, false],
  ['that has not come yet', { ...file, state: 'COMING' }, false],
  ['that another command has used', { ...file, state: 'USED' }, false],
  ['that leaves', { ...file, state: 'LEAVING' }, false],
  ['about another person', { ...file, ownerId: 'stranger' }, false],
  ['of a colleague', { ...file, sentBy: 'colleague' }, false],
  ['of another organisation', { ...file, organisationId: 'other' }, false],
  ['that nobody knows', undefined, false],
])('a file %s', (_, of, usable) => {
  expect(isUsable(of, { ownerId: 'client', organisationId: 'county', userId: 'officer', now })).toBe(usable);
});
