/**
 * Secrets: new ones, marks that recognise one without keeping it, and text that only the holder of a key can read. It
 * does not know what they open or whom they concern.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** 256 random bits as text that fits into a URL, a cookie and a PKCE verifier. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A text of an alphabet's characters, all equally likely. */
export const newCharacters = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The mark of a secret of ours. Nobody can try 2²⁵⁶ secrets, so the mark needs neither salt nor cost. */
export const markOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Whether the text has the form of `newSecret`. A person may have chosen any other text, and another may guess it. */
export const isStrongSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** Compares two marks in a time that does not tell how much of them agrees. */
export function isSameMark(mark: string, other: string): boolean {
  const [one, two] = [Buffer.from(mark), Buffer.from(other)];
  return one.length === two.length && timingSafeEqual(one, two);
}

/** A key of 32 bytes in the environment, as base64. */
export const key32 = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'is not 32 bytes in base64')
  .transform((text) => Buffer.from(text, 'base64'));

/** The versions of one key: what is sealed anew gets the present one, and the others open what they once sealed. */
export type KeyRing = { readonly present: number; readonly keys: ReadonlyMap<number, Buffer> };

const VERSIONED = /^(?:(\d{1,4}):)?([A-Za-z0-9+/_-]{43}=?)$/;

/** The versions and texts in the setting of a key ring; nothing when it has another form. */
export function keysIn(text: string): readonly (readonly [version: number, key: string])[] | undefined {
  const found = text.split(',').map((part) => VERSIONED.exec(part.trim()));
  if (found.some((each) => each === null)) return undefined;
  const keys = found.map((each) => [Number(each![1] ?? 1), each![2]!] as const);
  const versions = new Set(keys.map(([version]) => version));
  const texts = new Set(keys.map(([, key]) => Buffer.from(key, 'base64').toString('base64')));
  return versions.has(0) || versions.size < keys.length || texts.size < keys.length ? undefined : keys;
}

/**
 * A key ring in the environment: `2:<key>,1:<key>`, each of 32 bytes as base64. The first is the present one. A key
 * without a number is version 1.
 */
export const keyRing = z.string().transform((text, context): KeyRing => {
  const keys = keysIn(text);
  if (keys) return { present: keys[0]![0], keys: new Map(keys.map(([version, key]) => [version, Buffer.from(key, 'base64')])) };
  // Without the text, which holds the keys.
  context.addIssue({ code: 'custom', message: 'is not a list of different keys of 32 bytes in base64, each with a version of its own' });
  return z.NEVER;
});

const CIPHER = 'aes-256-gcm';
const FORMAT = 'v1';

/** Seals a text to its place: a text that was sealed for one row cannot be opened in another. */
export function sealWith(key: Buffer, text: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [FORMAT, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Throws when the text, the place or the key differs. */
export function unsealWith(key: Buffer, sealed: string, place: string): string {
  const [format, ...parts] = sealed.split('.');
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (format !== FORMAT || !nonce || tag?.length !== 16 || !text) throw new Error('This is not a sealed text.');
  const cipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'seteli sealed under a secret', 32));

/** Seals a text so that only the holder of a secret reads it. We keep only the secret's mark, so we cannot. */
export const sealUnder = (secret: string, text: string, place: string): string => sealWith(keyOf(secret), text, place);
export const unsealUnder = (secret: string, sealed: string, place: string): string => unsealWith(keyOf(secret), sealed, place);
