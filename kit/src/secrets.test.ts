/** Promises of secrets: only who holds the key reads, and nothing that is kept gives the secret away. */
import { expect, test } from 'vitest';
import { hasSlowMark, newSecret, openVault, slowMarkOf } from './secrets.ts';

const key = Buffer.alloc(32, 1);
const indexKey = Buffer.alloc(32, 2);
const vault = openVault({ key, indexKey });

test('what was sealed is read at its place, and at no other', () => {
  const sealed = vault.seal('010190-999W', 'row 1');
  expect(vault.unseal(sealed, 'row 1')).toBe('010190-999W');
  expect(() => vault.unseal(sealed, 'row 2')).toThrow('unable to authenticate');
});

test('the same text is sealed differently each time, and found by the same index', () => {
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

test('one key for both purposes is refused', () => {
  expect(() => openVault({ key, indexKey: key })).toThrow('two keys');
});

test('a slow mark knows its secret, and no mark knows none', async () => {
  const secret = newSecret();
  const mark = await slowMarkOf(secret);
  expect(mark).not.toContain(secret);
  expect(await hasSlowMark(secret, mark)).toBe(true);
  expect(await hasSlowMark(newSecret(), mark)).toBe(false);
  expect(await hasSlowMark(secret, undefined)).toBe(false);
  expect(await hasSlowMark('', undefined)).toBe(false);
  // Slow is its purpose, and a busy machine makes it slower.
}, 30_000);
