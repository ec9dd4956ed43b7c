/** What production takes for a secret: nothing that a person writes by hand, and whatever a generator makes. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { HTTPS, PASSWORD, RANDOM_KEY, SECRET } from './production.ts';

const base64 = (bytes: readonly number[] | Buffer | string) => Buffer.from(bytes as Buffer).toString('base64');
const counted = (step: number) => Array.from({ length: 32 }, (_, index) => (index * step) % 256);

test.each([
  ['zeros', base64(Buffer.alloc(32))],
  ['ones', base64(Buffer.alloc(32, 255))],
  ['two values', base64(counted(128))],
  ['counted up', base64(counted(1))],
  ['counted in steps', base64(counted(7))],
  ['counted down', base64(counted(255))],
  [
    'one half twice',
    base64(Buffer.concat([Buffer.from('00f1a2938475665748392a1b0c9d8e7f', 'hex'), Buffer.from('00f1a2938475665748392a1b0c9d8e7f', 'hex')])),
  ],
  ['a sentence', base64('the quick brown fox jumps over a')],
  ['letters', base64('q8Zr1LmX5vNc0TgY7bHk3WpD9sJf2QeA')],
  ['hexadecimal digits as bytes', base64('9f86d081884c7d659a2feaa0c55ad015')],
])('production takes no key of %s', (_, key) => {
  expect(RANDOM_KEY.isMet(key)).toBe(false);
});

test.each([
  '',
  'short-8Kq2',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'abababababababababababababababab',
  'abcdefghijklmnopqrstuvwxyz012345',
  '0123456789012345678901234567890123456789',
  'changeme-changeme-changeme-1',
  'Password1234!Password1234!x',
  'pass-word-of-our-county-2026',
  'development-Kx92mQpLw7TzVb4Y',
])('production takes no secret like %j', (text) => {
  expect(SECRET.isMet(text)).toBe(false);
});

test.each([
  'postgres://vouchers@db/vouchers',
  'postgres://vouchers:@db/vouchers',
  'postgres://vouchers:vouchers@db/vouchers',
  'postgres://vouchers:Vouchers-Kx92mQpLw7Tz@db/vouchers',
  'postgres://vouchers:vouch%65rs-Kx92mQpLw7Tz@db/vouchers',
  'postgres://vouchers:postgres2026!postgres@db/vouchers',
  'postgres://vouchers:Kx92mQ@db/vouchers',
  'nats://gateway@broker:4222',
  'nats://gateway:gateway@broker:4222',
  'nats://gateway:Kx92mQpLw7TzVb4Y@one:4222,nats://gateway:gateway@two:4222',
  'tls://gateway:gateway@one:4222,two:4222',
  'tls://one:4222,two:4222',
  'not an address',
])('production takes no address like %j, whose password is missing or weak', (address) => {
  expect(PASSWORD.isMet(address)).toBe(false);
});

test.each([
  'postgres://vouchers:Kx92mQpLw7TzVb4Y@db/v',
  'nats://gateway:Kx92mQpLw7TzVb4Y@one:4222,nats://two:4222',
  'nats://one:4222, nats://gateway:Kx92mQpLw7TzVb4Y@two:4222',
  'tls://gateway:Kx92mQpLw7TzVb4Y@one:4222,two:4222',
  'postgres://vouchers:Kx92,mQpLw7TzVb4Y@db/v',
  'tls://one:4222,gateway:Kx92mQpLw7TzVb4Y@two:4222',
])('production takes the password of %j', (address) => {
  expect(PASSWORD.isMet(address)).toBe(true);
  expect(PASSWORD.secretsIn!(address).map((password) => password.replace(',', ''))).toEqual(['Kx92mQpLw7TzVb4Y']);
});

test.each(['http://seteli.example', 'https://', 'https:///x', 'https://user:word@seteli.example', 'HTTP://a.example', 'wss://a.example'])(
  'production takes no address like %j',
  (address) => {
    expect(HTTPS.isMet(address)).toBe(false);
  },
);

test('production takes generated secrets, again and again', () => {
  for (let round = 0; round < 2_000; round++) {
    const bytes = randomBytes(32);
    expect(RANDOM_KEY.isMet(bytes.toString('base64'))).toBe(true);
    for (const text of [bytes.toString('base64url'), bytes.toString('hex'), bytes.toString('base64').slice(0, 24)])
      expect(SECRET.isMet(text), text).toBe(true);
  }
});
