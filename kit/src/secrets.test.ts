/** Promises of secrets: only the holder of the key reads, and nothing that we keep gives the secret away. */
import { expect, test } from 'vitest';
import { isSameMark, isStrongSecret, markOf, newSecret, openVault, sealUnder, unsealUnder } from './secrets.ts';

const key = Buffer.alloc(32, 1);
const indexKey = Buffer.alloc(32, 2);
const vault = openVault({ key, indexKey });

test('a sealed text opens at its place, and at no other', () => {
  const sealed = vault.seal('010190-999W', 'row 1');
  expect(vault.unseal(sealed, 'row 1')).toBe('010190-999W');
  expect(() => vault.unseal(sealed, 'row 2')).toThrow('unable to authenticate');
});

test('two seals of the same text differ, and its index is the same', () => {
  expect(vault.seal('x', 'row')).not.toBe(vault.seal('x', 'row'));
  expect(vault.indexOf('x')).toBe(vault.indexOf('x'));
  expect(vault.indexOf('x')).not.toBe(vault.indexOf('y'));
});

test('another key neither reads nor finds', () => {
  const other = openVault({ key: indexKey, indexKey: key });
  expect(() => other.unseal(vault.seal('x', 'row'), 'row')).toThrow('unable to authenticate');
  expect(other.indexOf('x')).not.toBe(vault.indexOf('x'));
});

test.each(['', 'v1.a.b.c', 'v2.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AA'])('%j is no sealed text', (text) => {
  expect(() => vault.unseal(text, 'row')).toThrow(/sealed|authenticat/);
});

test('a vault refuses one key for both purposes', () => {
  expect(() => openVault({ key, indexKey: key })).toThrow('two keys');
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
