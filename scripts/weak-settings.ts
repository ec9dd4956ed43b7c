/** Values that look like settings of production and are none, for each requirement. For the test of settings. */
import { createECDH, createPrivateKey } from 'node:crypto';

const bytes = (from: (index: number) => number) => Buffer.from(Array.from({ length: 32 }, (_, index) => from(index) % 256));
const WEAK_KEYS = [
  bytes(() => 0),
  bytes(() => 0xff),
  bytes((n) => n),
  bytes((n) => n % 4),
  Buffer.from('seteli-development-sampling-key-'),
];
export const withPassword = (address: string, password: string) => Object.assign(new URL(address), { password }).href;

/** For each requirement of production: values of the right form that fail it, made from one that meets it. */
export const WEAKENED: Record<string, (good: string) => readonly string[]> = {
  https: (good) => [good.replace('https:', 'http:'), 'http://127.0.0.1:4000'],
  absent: () => ['/tmp/clock', 'postgres://owner:vR7nQ2xLw9Tz4KpYb6Jm@database/it'],
  'only REAL': () => ['ARTIFICIAL'],
  'never silent': () => ['silent'],
  password: (good) => ['', new URL(good).username, 'aaaaaaaaaaaaaaaaaaaa', 'changeme-changeme-1'].map((word) => withPassword(good, word)),
  encrypted: (good) => [good.replace('tls:', 'nats:')],
  secret: () => ['a'.repeat(40), 'abcdefghijklmnopqrstuvwxyz', 'a-secret-of-the-test-system', 'Kx92mQpLw7TzVb4Y'],
  'random key': () => WEAK_KEYS.map((key) => key.toString('base64')),
  'random keys': (good) => WEAK_KEYS.flatMap((key) => [key.toString('base64'), `2:${good},1:${key.toString('base64')}`]),
  'key pair': (good) => WEAK_KEYS.map((key) => ('d' in JSON.parse(good) ? keyFrom(key).privateKey : keyFrom(key, key).publicKey)),
  'mail over TLS': (good) => [good.replace('smtps:', 'smtp:')],
  'own key id': () => ['development'],
  'own address': () => ['seteli@localhost.localdomain'],
  'exchange key': () => WEAK_SCALARS.map(exchangeKeyFrom),
  'no test level': (good) => [`${good} http://ftn.ficora.fi/2017/loatest2`.trim(), 'http://ftn.ficora.fi/2017/loatest3'],
  'some proxies': () => ['0.0.0.0/1,128.0.0.0/1', '::/1,8000::/1', '10.0.0.0/8,64.0.0.0/2', '2000::/3'],
};

/** The key pair that grows from these bytes, or one whose public part they are. */
export function keyFrom(seed: Buffer, x?: Buffer) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const { kty, crv, d, ...rest } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  const made = { kty, crv, x: x?.toString('base64url') ?? rest.x };
  return { privateKey: JSON.stringify({ ...made, d }), publicKey: JSON.stringify(made) };
}

/** The P-256 key whose secret is this number. Zero and the largest ones are no secrets of such a key. */
function exchangeKeyFrom(secret: Buffer): string {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const [x, y] = [pair.getPublicKey().subarray(1, 33), pair.getPublicKey().subarray(33)].map((part) => part.toString('base64url'));
  return JSON.stringify({ kty: 'EC', crv: 'P-256', x, y, d: secret.toString('base64url') });
}
const WEAK_SCALARS = WEAK_KEYS.slice(2);
