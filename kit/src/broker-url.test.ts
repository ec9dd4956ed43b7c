/** The broker's address: which spellings name which servers and user, and which words refuse the others. */
import { expect, test } from 'vitest';
import { brokerUrl, isProtected, readBrokerUrl } from './broker-url.ts';

const PLAIN = { servers: ['a:4222'], user: 'u', password: 'p', encrypted: false };

test.each([
  ['nats://u:p@a:4222', PLAIN],
  ['tls://u:p@a:4222', { ...PLAIN, encrypted: true }],
  ['unencrypted://u:p@a:4222,b', { ...PLAIN, servers: ['a:4222', 'b'] }],
  ['nats://u:p@a:4222,b:4223', { ...PLAIN, servers: ['a:4222', 'b:4223'] }],
  ['nats://u:p@a:4222, nats://b:4223', { ...PLAIN, servers: ['a:4222', 'b:4223'] }],
  ['nats://u:p@a:4222,nats://u:p@b', { ...PLAIN, servers: ['a:4222', 'b'] }],
  ['nats://a:4222,u:p@b:4222', { ...PLAIN, servers: ['a:4222', 'b:4222'] }],
  ['nats://u:p@[::1]:4222,nats://[::2]', { ...PLAIN, servers: ['[::1]:4222', '[::2]'] }],
  ['nats://us%40er:p%2Fa%3As%40s%25%2C%C3%A4@a:4222', { ...PLAIN, user: 'us@er', password: 'p/a:s@s%,ä' }],
  ['nats://a', { servers: ['a'], user: '', password: '', encrypted: false }],
])('the reader understands %s', (text, meaning) => {
  expect(readBrokerUrl(text)).toEqual(meaning);
  expect(isProtected(text)).toBe(meaning.encrypted || text.startsWith('unencrypted://'));
});

test.each([
  ['', 'must begin with tls://, nats:// or unencrypted://'],
  ['a:4222', 'must begin with tls://, nats:// or unencrypted://'],
  ['http://a:4222', 'must begin with tls://, nats:// or unencrypted://'],
  ['tls://a:4222,nats://b:4222', 'names servers with TLS and without; take one'],
  ['nats://u:p@a,nats://v:p@b', 'names more than one user'],
  ['nats://u:p@a,nats://u:q@b', 'names more than one user'],
  ['nats://u:p@', 'is not an address; a special character of a password is written as %XX'],
  ['nats://u:p@a:4222,', 'names no server'],
  ['nats://u:se/cret@a', 'is not an address; a special character of a password is written as %XX'],
  ['nats://u:p@a:99999', 'is not an address; a special character of a password is written as %XX'],
  ['nats://u:100%@a', 'holds a % that is not the beginning of %XX'],
  ['tls://u:p@a,10.0.0.1', 'names a server by number; with TLS it needs the name that stands in its certificate'],
  ['tls://u:p@[::1]', 'names a server by number; with TLS it needs the name that stands in its certificate'],
  ['nats://u:p@a/x', 'holds more than servers and a user'],
  ['nats://u:p@a?x=1', 'holds more than servers and a user'],
])('the reader refuses %s in words that do not repeat the password', (text, words) => {
  const { error } = brokerUrl.safeParse(text);
  expect(error?.issues.map(({ message }) => message)).toEqual([words]);
});
