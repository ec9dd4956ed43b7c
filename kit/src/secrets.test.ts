/** Promises of secrets: only the holder of the key reads, and nothing that we keep gives the secret away. */
import { expect, test } from 'vitest';
import { isSameMark, isStrongSecret, keyRing, markOf, newSecret, sealUnder, unsealUnder } from './secrets.ts';

const base64 = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

test.each([
  [base64(1), 1, [1]],
  [`3:${base64(3)},1:${base64(1)}`, 3, [3, 1]],
  [`1:${base64(1)}, 2:${base64(2)}`, 1, [1, 2]],
])('of a key ring the first key is the present one: %s', (text, present, versions) => {
  const ring = keyRing.parse(text);
  expect([ring.present, [...ring.keys.keys()]]).toEqual([present, versions]);
  expect(ring.keys.get(present)).toHaveLength(32);
});

test.each([
  ['nothing', ''],
  ['a key of 31 bytes', Buffer.alloc(31, 1).toString('base64')],
  ['version 0', `0:${base64(1)}`],
  ['one version twice', `1:${base64(1)},1:${base64(2)}`],
  ['one key twice', `2:${base64(1)},1:${base64(1)}`],
  ['an empty part', `2:${base64(1)},`],
])('%s is no key ring, and the fault does not quote it', (_, text) => {
  const { success, error } = keyRing.safeParse(text);
  expect(success).toBe(false);
  expect(JSON.stringify(error)).not.toContain(text || base64(1));
});

test.each(['', 'v1.a.b.c', 'v2.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AA'])('%j is no sealed text', (text) => {
  expect(() => unsealUnder('secret', text, 'row')).toThrow(/sealed|authenticat/);
});

test('the holder of a secret opens a text sealed under it, at its place', () => {
  const [secret, other] = [newSecret(), newSecret()];
  const sealed = sealUnder(secret, 'next', 'session 1');
  expect(unsealUnder(secret, sealed, 'session 1')).toBe('next');
  expect(() => unsealUnder(other, sealed, 'session 1')).toThrow('unable to authenticate');
  expect(() => unsealUnder(secret, sealed, 'session 2')).toThrow('unable to authenticate');
  expect(() => unsealUnder(markOf(secret), sealed, 'session 1')).toThrow('unable to authenticate');
});

test('marks compare as equal or not, whatever their lengths', () => {
  const mark = markOf(newSecret());
  expect([isSameMark(mark, mark), isSameMark(mark, markOf('x')), isSameMark(mark, ''), isSameMark('ä', 'a')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('our own secrets are strong, and chosen texts do not pass for them', () => {
  expect(isStrongSecret(newSecret())).toBe(true);
  for (const chosen of ['', 'salasana', 'a secret of a test system that is rather long', 'x'.repeat(44)])
    expect(isStrongSecret(chosen)).toBe(false);
});
