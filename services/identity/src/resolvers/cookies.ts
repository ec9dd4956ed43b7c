/** The cookies of sign-in: what a browser keeps while it signs in, and the two secrets of its session. */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '@seteli/kit/day';
import type { Beginning, Kept } from '../commands/session.ts';

export type Cookies = {
  /** The browser's secret of the sign-in under way. */
  signInOf(request: FastifyRequest): string;
  setSignIn(reply: FastifyReply, secret: string, now: Instant, until: Instant): void;
  sessionOf(request: FastifyRequest): Kept;
  setSession(reply: FastifyReply, kept: Kept, now: Instant, until: Instant): void;
  clearSession(reply: FastifyReply): void;
};

const secondsUntil = (end: Instant, now: Instant): number => Math.floor(now.until(end).total('seconds'));

/**
 * Over https the names begin with `__Host-`, which a browser takes only from this very host and over https. So no
 * neighbour under the same domain can plant a session. The path is `/`: the prefix needs it, and so does `/authorize`.
 */
export function createCookies(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:');
  const named = (name: string) => (secure ? `__Host-${name}` : name);
  const [signIn, session, browser] = [named('seteli_sign_in'), named('seteli_session'), named('seteli_browser')];
  // Not strict: the provider sends the browser back from its own site, and the earlier session must be visible then.
  const common: CookieSerializeOptions = { path: '/', httpOnly: true, secure, sameSite: 'lax' };
  return {
    signInOf: (request) => onlyCookie(request, signIn),
    setSignIn: (reply, secret, now, until) => void reply.setCookie(signIn, secret, { ...common, maxAge: secondsUntil(until, now) }),
    sessionOf: (request) => ({ refreshToken: onlyCookie(request, session), browserSecret: onlyCookie(request, browser) }),
    setSession(reply, { refreshToken, browserSecret }, now, until) {
      const options = { ...common, maxAge: secondsUntil(until, now) };
      void reply.setCookie(session, refreshToken, options).setCookie(browser, browserSecret, options);
    },
    clearSession: (reply) => void reply.clearCookie(session, common).clearCookie(browser, common),
  };
}

/** Where a session begins: what the browser shows of an earlier one, and the program that it says it is. */
export const beginningOf = (cookies: Cookies, request: FastifyRequest): Beginning => ({
  before: cookies.sessionOf(request),
  program: request.headers['user-agent'] ?? '',
});

/** The cookie of this name, unless the browser sends two: one of them is somebody else's, and nobody knows which. */
function onlyCookie({ cookies, headers }: FastifyRequest, name: string): string {
  const sent = (headers.cookie ?? '').split(';').filter((pair) => pair.split('=', 1)[0]?.trim() === name);
  return sent.length === 1 ? (cookies[name] ?? '') : '';
}

/**
 * Whether a page of ours sends this, or a program that is no browser. `SameSite` keeps other sites out. This check also
 * keeps out neighbours under the same domain, and protects people whose browsers do not know `SameSite`.
 */
export function isOwnPage({ headers }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || headers.origin === new URL(publicUrl).origin;
}
