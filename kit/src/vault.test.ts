/** Promises of the vault: an owner's texts open with the owner's key only, and both outer keys may change. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import type { KeyRing } from './secrets.ts';
import { openVault } from './vault.ts';

const ring = (present: number, ...keys: readonly Buffer[]): KeyRing => ({ present, keys: new Map(keys.map((key, at) => [at + 1, key])) });
const [one, two, three, four] = [1, 2, 3, 4].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer, Buffer];
const vault = openVault({ keys: ring(1, one), indexKeys: ring(1, three) });
const [owner, other] = [newId(), newId()];
const place = { table: 'identity_code', row: newId() };
const CODE = '010190-999W';

test('a text opens with the key of its owner, at its place', () => {
  const wrapped = vault.newKey(owner);
  const sealed = vault.open(wrapped, owner).seal(CODE, place);
  expect(vault.open(wrapped, owner).unseal(sealed, place)).toBe(CODE);
});

test.each([
  ['another row', { ...place, row: newId() }],
  ['another table', { ...place, table: 'person_contact' }],
])('a text does not open in %s', (_, elsewhere) => {
  const key = vault.open(vault.newKey(owner), owner);
  const sealed = key.seal(CODE, place);
  expect(() => key.unseal(sealed, elsewhere)).toThrow('unable to authenticate');
});

test('nobody opens a text with the data key of another owner, or with a data key that was moved to another owner', () => {
  const wrapped = vault.newKey(owner);
  const sealed = vault.open(wrapped, owner).seal(CODE, place);
  expect(() => vault.open(vault.newKey(other), other).unseal(sealed, place)).toThrow('unable to authenticate');
  expect(() => vault.open(wrapped, other)).toThrow('unable to authenticate');
});

test('another outer key opens nothing and finds nothing', () => {
  const stranger = openVault({ keys: ring(1, two), indexKeys: ring(1, four) });
  expect(() => stranger.open(vault.newKey(owner), owner)).toThrow('unable to authenticate');
  expect(stranger.marksOf(CODE)).not.toEqual(vault.marksOf(CODE));
});

test('a text sealed before the change of the outer key opens after it, once wrapped anew without the old key', () => {
  const before = vault.newKey(owner);
  const sealed = vault.open(before, owner).seal(CODE, place);
  const during = openVault({ keys: ring(2, one, two), indexKeys: ring(1, three) });
  expect(during.open(before, owner).unseal(sealed, place)).toBe(CODE);
  const rewrapped = during.rewrap(before, owner);
  const after = openVault({ keys: { present: 2, keys: new Map([[2, two]]) }, indexKeys: ring(1, three) });
  expect(rewrapped.keyVersion).toBe(2);
  expect(after.open(rewrapped, owner).unseal(sealed, place)).toBe(CODE);
  expect(() => after.open(before, owner)).toThrow('not among the settings');
});

test('two vaults that share a version of the index key share a mark of each text', () => {
  const marksOf = (present: number, ...keys: Buffer[]) =>
    openVault({ keys: ring(1, one), indexKeys: ring(present, ...keys) }).marksOf(CODE);
  const [before, between, after] = [marksOf(1, three), marksOf(1, three, four), marksOf(2, three, four)];
  expect(between.map(({ version }) => version)).toEqual([1, 2]);
  expect(after.map(({ version }) => version)).toEqual([2, 1]);
  expect(between).toContainEqual(before[0]);
  expect(new Set(after)).toEqual(new Set(between));
});

test('marks differ between texts, and say nothing without the key', () => {
  const [{ mark }] = vault.marksOf(CODE);
  expect(mark).not.toBe(vault.marksOf('010190Y999W')[0].mark);
  expect(mark).not.toContain(CODE);
});

test('a vault refuses one key for both purposes, in whatever version', () => {
  expect(() => openVault({ keys: ring(1, one, two), indexKeys: ring(1, randomBytes(32), two) })).toThrow('two keys');
});
