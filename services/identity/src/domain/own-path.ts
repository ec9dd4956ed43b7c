/**
 * Where we may send a browser after sign-in: only to a path of our own, and to no stranger's site. The path is read as
 * a browser reads it in `Location`: dots, backslashes and control characters change its meaning.
 */

/** The question of an app of others, with its state, is among these. */
export const LONGEST_PATH = 2_048;

/**
 * One slash at the beginning, and nothing that a program on the way drops or turns round: controls, blanks,
 * backslashes.
 */
const PLAIN = /^\/(?![/\\])[^\p{Cc}\p{Z}\\]*$/u;
/** A slash, backslash or control character that a program on the way might decode. */
const HIDDEN = /%(2f|5c|[01][0-9a-f]|7f)/i;

/** The path as it goes into `Location`; null for anything but a path of ours. */
export function ownPath(publicUrl: string, given: unknown): string | null {
  if (typeof given !== 'string' || given.length > LONGEST_PATH || !PLAIN.test(given) || !URL.canParse(given, publicUrl)) return null;
  const resolved = pathWithin(publicUrl, given);
  // Check again: `/.//elsewhere` has become `//elsewhere`, which means another host.
  if (resolved === null || pathWithin(publicUrl, resolved) !== resolved) return null;
  return resolved.length <= LONGEST_PATH ? resolved : null;
}

function pathWithin(publicUrl: string, given: string): string | null {
  if (!PLAIN.test(given) || !URL.canParse(given, publicUrl)) return null;
  const { origin, pathname, search, hash } = new URL(given, publicUrl);
  const isOurs = origin === new URL(publicUrl).origin && !HIDDEN.test(pathname) && !isSignIn(pathname);
  return isOurs ? pathname + search + hash : null;
}

/** A person who has just signed in must not land on sign-in again. The server may decode the path more than once. */
const isSignIn = (pathname: string): boolean => decodedOf(pathname.split('/')[1] ?? '').toLowerCase() === 'sign-in';

function decodedOf(segment: string): string {
  try {
    const decoded = decodeURIComponent(segment);
    return decoded === segment ? segment : decodedOf(decoded);
  } catch {
    // A percent sign that stands for itself.
    return segment;
  }
}
