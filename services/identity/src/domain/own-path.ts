/**
 * Where a browser may be sent after signing in: a path of our own, so that nobody is sent to a stranger's site from ours.
 * It is read as a browser will read it in `Location`: dots, backslashes and control characters change what a path means.
 */

export const LONGEST_PATH = 512;

/** One slash at the beginning, and nothing that is dropped or turned round on the way: controls, blanks, backslashes. */
const PLAIN = /^\/(?![/\\])[^\p{Cc}\p{Z}\\]*$/u;
/** A slash, backslash or control character that somebody on the way might decode. */
const HIDDEN = /%(2f|5c|[01][0-9a-f]|7f)/i;

/** The path as it goes into `Location`, or null for what is no path of ours. */
export function ownPath(publicUrl: string, given: unknown): string | null {
  if (typeof given !== 'string' || given.length > LONGEST_PATH || !PLAIN.test(given) || !URL.canParse(given, publicUrl)) return null;
  const resolved = pathWithin(publicUrl, given);
  // Once more: `/.//elsewhere` has become `//elsewhere`, which means another host.
  if (resolved === null || pathWithin(publicUrl, resolved) !== resolved) return null;
  return resolved.length <= LONGEST_PATH ? resolved : null;
}

function pathWithin(publicUrl: string, given: string): string | null {
  if (!PLAIN.test(given) || !URL.canParse(given, publicUrl)) return null;
  const { origin, pathname, search, hash } = new URL(given, publicUrl);
  const isOurs = origin === new URL(publicUrl).origin && !HIDDEN.test(pathname) && !isSignIn(pathname);
  return isOurs ? pathname + search + hash : null;
}

/** Whoever has just signed in is not sent to sign in again, however the path is written: whoever serves it decodes it, perhaps more than once. */
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
