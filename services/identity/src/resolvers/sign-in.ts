/**
 * The HTTP side of signing in, beside GraphQL: to the provider and back, tokens for people (by cookie) and for systems
 * (by client credentials), and the keys that verify them. Tells those who are turned away nothing but that.
 */
import cookie, { type CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Instant } from '@seteli/kit/day';
import { isId } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import * as commands from '../commands/session.ts';
import type { Desk } from '../commands/desk.ts';
import { ACCESS_TOKEN_LASTS, sessionExpiry, signInExpiry, SYSTEM_TOKEN_LASTS } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { TokenIssuer } from './access-token.ts';
import { signedInPage, turnedAwayPage } from './sign-in-page.ts';
import type { IdentityProvider } from './suomi-fi.ts';

export type SignInParts = {
  readonly desk: Desk;
  readonly provider: IdentityProvider;
  readonly tokens: TokenIssuer;
  readonly publicUrl: string;
  readonly log: Log;
};

const BROWSER = 'seteli_sign_in';
const REFRESH = 'seteli_session';
const SYSTEM_TOKENS_PER_MINUTE = 120;

const chosenOrganisation = z.object({ organisation: z.string().refine(isId).optional() }).nullish();
const credentials = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().max(200),
  client_secret: z.string().max(200),
});

export async function addSignIn(app: FastifyInstance, parts: SignInParts): Promise<void> {
  await app.register(cookie);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.setErrorHandler<Error & { statusCode?: number }>((fault, _, reply) => {
    const isCallers = (fault.statusCode ?? 500) < 500;
    if (!isCallers) parts.log.error({ err: fault }, 'signing in failed');
    return reply.code(isCallers ? 400 : 503).send({ error: isCallers ? 'invalid_request' : 'temporarily_unavailable' });
  });
  app.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.get('/sign-in/start', (request, reply) => start(parts, request, reply));
  app.get('/sign-in/callback', (request, reply) => comeBack(parts, request, reply));
  app.post('/sign-in/token', (request, reply) => giveToken(parts, request, reply));
  app.post('/sign-in/end', (request, reply) => end(parts, request, reply));
  const limiter = new RateLimiterMemory({ points: SYSTEM_TOKENS_PER_MINUTE, duration: 60 });
  app.post('/token', (request, reply) => giveSystemToken(parts, limiter, request, reply));
  app.get('/.well-known/jwks.json', (_, reply) => reply.header('cache-control', 'public, max-age=300').send(parts.tokens.keys));
}

const cookieOptions = (publicUrl: string): CookieSerializeOptions => ({
  path: '/sign-in',
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl.startsWith('https:'),
});

const secondsUntil = (end: Instant, now: Instant): number => Math.floor(now.until(end).total('seconds'));

const wantsJson = (request: FastifyRequest): boolean => request.headers.accept?.includes('application/json') ?? false;

/** A path of our own to return to; anything else is dropped, so that nobody is sent to a stranger's site from ours. */
function ownPath(publicUrl: string, given: unknown): string | null {
  if (typeof given !== 'string' || !URL.canParse(given, publicUrl)) return null;
  const { origin, pathname, search, hash } = new URL(given, publicUrl);
  return origin === new URL(publicUrl).origin ? pathname + search + hash : null;
}

async function start({ desk, provider, publicUrl }: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  const { return_to: returnTo } = request.query as Record<string, unknown>;
  const { browserSecret, ...signIn } = await commands.beginSignIn(desk, ownPath(publicUrl, returnTo));
  const now = desk.clock.now();
  reply.setCookie(BROWSER, browserSecret, { ...cookieOptions(publicUrl), maxAge: secondsUntil(signInExpiry(now), now) });
  return reply.redirect((await provider.authorizationUrl(signIn)).href, 303);
}

async function comeBack({ desk, provider, publicUrl, log }: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  const { state } = request.query as Record<string, unknown>;
  const turnAway = (code: number, reason: string) => {
    log.info({ reason }, 'a sign-in was turned away');
    return wantsJson(request)
      ? reply.code(code).send({ error: 'sign_in_failed' })
      : reply.code(code).type('text/html').send(turnedAwayPage());
  };
  reply.clearCookie(BROWSER, cookieOptions(publicUrl));
  const taken = await commands.takeSignIn(desk, typeof state === 'string' ? state : '', request.cookies[BROWSER] ?? '');
  if (!taken.accepted) return turnAway(400, taken.refusal.code);
  const identityCode = await provider.identify(new URL(request.url, publicUrl), taken.value);
  if (identityCode === undefined) return turnAway(400, 'NOT_IDENTIFIED');
  const opened = await commands.openSession(desk, identityCode);
  if (!opened.accepted) return turnAway(403, opened.refusal.code);
  reply.setCookie(REFRESH, opened.value.refreshToken, cookieOptions(publicUrl));
  if (wantsJson(request)) return reply.send({ organisations: opened.value.users.map(toChoice) });
  if (taken.value.returnTo) return reply.redirect(taken.value.returnTo, 303);
  return reply.type('text/html').send(signedInPage());
}

const toChoice = ({ organisation, roles }: User) => ({ ...organisation, roles });

async function giveToken({ desk, tokens, publicUrl, log }: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  const wish = chosenOrganisation.safeParse(request.body);
  if (!wish.success) return reply.code(400).send({ error: 'invalid_request' });
  const continued = await commands.continueSession(desk, request.cookies[REFRESH] ?? '', wish.data?.organisation);
  if (!continued.accepted) {
    const { code } = continued.refusal;
    log.info({ reason: code }, 'no token was given');
    if (code === 'ORGANISATION_NOT_CHOSEN') return reply.code(400).send({ error: 'organisation_required' });
    if (code === 'NO_ACCOUNT') return reply.code(403).send({ error: 'access_denied' });
    return reply.clearCookie(REFRESH, cookieOptions(publicUrl)).code(401).send({ error: 'session_ended' });
  }
  const { actor, refreshToken, session } = continued.value;
  const now = desk.clock.now();
  reply.setCookie(REFRESH, refreshToken, { ...cookieOptions(publicUrl), maxAge: secondsUntil(sessionExpiry(session), now) });
  return reply.send(await tokenAnswer(tokens.issue(actor, now, ACCESS_TOKEN_LASTS), ACCESS_TOKEN_LASTS));
}

const tokenAnswer = async (token: Promise<string>, lasts: Temporal.Duration) => ({
  access_token: await token,
  token_type: 'Bearer',
  expires_in: lasts.total('seconds'),
});

async function end({ desk, publicUrl }: SignInParts, request: FastifyRequest, reply: FastifyReply) {
  const refreshToken = request.cookies[REFRESH];
  if (refreshToken) await commands.endSession(desk, refreshToken);
  return reply.clearCookie(REFRESH, cookieOptions(publicUrl)).code(204).send();
}

/** RFC 6749: the client's name and secret in the form, or in the Authorization header, where both are URL-encoded. */
function credentialsOf(request: FastifyRequest): z.infer<typeof credentials> | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  const fromHeader = id && secret ? { client_id: decode(id), client_secret: decode(secret) } : {};
  return credentials.safeParse({ ...(request.body as object | undefined), ...fromHeader }).data;
}

const decode = (text: string): string | undefined => {
  const [[, value] = []] = new URLSearchParams(`v=${text}`);
  return value;
};

async function giveSystemToken(
  { desk, tokens, log }: SignInParts,
  limiter: RateLimiterMemory,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const given = credentialsOf(request);
  if (!given) return reply.code(400).send({ error: 'invalid_request' });
  const isAllowed = await limiter.consume(given.client_id).then(
    () => true,
    () => false,
  );
  if (!isAllowed) return reply.code(429).send({ error: 'slow_down' });
  const identified = await commands.identifySystem(desk, given.client_id, given.client_secret);
  if (!identified.accepted) {
    log.info({ reason: identified.refusal.code }, 'a system was turned away');
    return reply.code(401).send({ error: 'invalid_client' });
  }
  return reply.send(await tokenAnswer(tokens.issue(identified.value, desk.clock.now(), SYSTEM_TOKEN_LASTS), SYSTEM_TOKEN_LASTS));
}
