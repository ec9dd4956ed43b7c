/**
 * What production asks of settings: addresses with TLS, secrets that nobody guesses. The checks turn away what people
 * write by hand (words, patterns, zeros) and what stands in this repository. They cannot see how a key was made.
 */

import { keysIn } from './secrets.ts';

/** What production asks of a setting. */
export type Ask = {
  readonly name: string;
  /** What production refuses. Readers put the word "refuses" before it. */
  readonly refuses: string;
  /** `given` is the text of the environment; it already has the form of the setting. */
  isMet(given: string): boolean;
  /** The secrets in the setting. None of them may stand in a second setting of the same program. */
  secretsIn?(given: string): readonly string[];
};

export const HTTPS: Ask = {
  name: 'https',
  refuses: 'an address without TLS, or with a password in it',
  isMet: (given) => /^https:\/\/[^/@]+(\/|$)/.test(given),
};

export const ABSENT: Ask = { name: 'absent', refuses: 'it altogether', isMet: () => false };

export const only = (value: string): Ask => ({
  name: `only ${value}`,
  refuses: `everything but ${value}`,
  isMet: (given) => given === value,
});

export const never = (value: string): Ask => ({ name: `never ${value}`, refuses: `“${value}”`, isMet: (given) => given !== value });

/** One server, or several with commas between. The user may stand at one of them or at each. */
export const PASSWORD: Ask = {
  name: 'password',
  refuses:
    'an address without a password, or with one that can be guessed: of fewer than 16 characters, a word, a pattern, the user’s name',
  isMet(given) {
    const users = usersIn(given);
    const holds = ({ user, password }: User) => isHardToGuess(password, 16) && !password.toLowerCase().includes(user.toLowerCase());
    return users.length > 0 && users.every(holds);
  },
  secretsIn: (given) => usersIn(given).map(({ password }) => password),
};

export const SECRET: Ask = {
  name: 'secret',
  refuses: 'a secret that can be guessed: of fewer than 24 characters, a word, a pattern',
  isMet: (given) => isHardToGuess(given, 24),
  secretsIn: (given) => [given],
};

export const RANDOM_KEY: Ask = {
  name: 'random key',
  refuses: 'a key whose bytes are not random: repeated, counted up, or text',
  isMet: (given) => looksRandom(Buffer.from(given, 'base64')),
  secretsIn: (given) => [given],
};

/** For a key ring, whose versions are all keys. */
export const RANDOM_KEYS: Ask = {
  name: 'random keys',
  refuses: 'a key whose bytes are not random: repeated, counted up, or text',
  isMet: (given) => (keysIn(given) ?? []).every(([, key]) => looksRandom(Buffer.from(key, 'base64'))),
  secretsIn: (given) => (keysIn(given) ?? []).map(([, key]) => key),
};

/** For a JSON Web Key, private or public. */
export const KEY_PAIR: Ask = {
  name: 'key pair',
  refuses: 'a key whose bytes are not random: repeated, counted up, or text',
  isMet: (given) => partsOf(given).every((part) => looksRandom(Buffer.from(part, 'base64url'))),
  secretsIn: partsOf,
};

/** For a key with which we speak to a partner (`exchange-key.ts`). */
export const EXCHANGE_KEY: Ask = { ...KEY_PAIR, name: 'exchange key' };

function partsOf(given: string): string[] {
  const { x, n, d } = JSON.parse(given) as { x?: string; n?: string; d?: string };
  return [x ?? n, d].filter((part) => part !== undefined);
}

type User = { readonly user: string; readonly password: string };

function usersIn(given: string): User[] {
  const scheme = /^\w+:\/\//.exec(given)?.[0] ?? '';
  const several = given.split(',').map((part) => (part.includes('://') ? part.trim() : scheme + part.trim()));
  try {
    // A comma may also stand in a password.
    return (several.every((address) => URL.canParse(address)) ? several : [given]).flatMap((address) => {
      const { username, password } = new URL(address);
      return username || password ? [{ user: decodeURIComponent(username), password: decodeURIComponent(password) }] : [];
    });
  } catch {
    // A text that is no address names no user, so it does not meet the ask.
    return [];
  }
}

const WORDS = /password|salasana|losenord|secret|salaisuus|changeme|letmein|qwerty|default|develop|example|seteli|postgres/i;

const isHardToGuess = (text: string, shortest: number): boolean =>
  text.length >= shortest && !WORDS.test(text.replaceAll(/[^a-z]/gi, '')) && varies([...Buffer.from(text)], 8);

const looksRandom = (bytes: Buffer): boolean => varies([...bytes], 20) && bytes.some((byte) => byte < 0x20 || byte > 0x7e);

/** Refuses a few values again and again, steps of a few widths, and one piece twice. */
const varies = (values: readonly number[], least: number): boolean => {
  const steps = values.slice(1).map((value, index) => value - values[index]!);
  const half = values.slice(0, Math.floor(values.length / 2)).join();
  return new Set(values).size >= least && new Set(steps).size >= least && half !== values.slice(-Math.floor(values.length / 2)).join();
};
