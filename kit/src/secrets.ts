/**
 * Secrets: new ones, marks that recognise one without keeping it, and text that only the holder of a key can read. It
 * does not know what they open or whom they concern.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
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

export type Vault = {
  /** Seals a text to its place: a text sealed for one row cannot be opened in another. */
  seal(text: string, place: string): string;
  /** Throws when the text, the place or the key differs. */
  unseal(sealed: string, place: string): string;
  /** Equal for equal texts, and meaningless without the key: for look-ups and uniqueness. */
  indexOf(text: string): string;
};

const CIPHER = 'aes-256-gcm';
const FORMAT = 'v1';

function sealWith(key: Buffer, text: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [FORMAT, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

function unsealWith(key: Buffer, sealed: string, place: string): string {
  const [format, ...parts] = sealed.split('.');
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (format !== FORMAT || !nonce || tag?.length !== 16 || !text) throw new Error('This is not a sealed text.');
  const cipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
}

export function openVault({ key, indexKey }: { key: Buffer; indexKey: Buffer }): Vault {
  if (key.equals(indexKey)) throw new Error('The vault needs two keys.');
  return {
    seal: (text, place) => sealWith(key, text, place),
    unseal: (sealed, place) => unsealWith(key, sealed, place),
    indexOf: (text) => createHmac('sha256', indexKey).update(text).digest('base64url'),
  };
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'seteli sealed under a secret', 32));

/** Seals a text so that only the holder of a secret reads it. We keep only the secret's mark, so we cannot. */
export const sealUnder = (secret: string, text: string, place: string): string => sealWith(keyOf(secret), text, place);
export const unsealUnder = (secret: string, sealed: string, place: string): string => unsealWith(keyOf(secret), sealed, place);
