/**
 * The HTTP side of sign-in, beside GraphQL: to the provider and back. Tokens are in tokens.ts. A person whom we turn
 * away learns only that.
 */
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '@seteli/kit/ids';
import { wantedLanguage } from '@seteli/kit/request';
import * as commands from '../commands/session.ts';
import { takeUpIdentified, type TakeUpRefusal } from '../commands/take-up.ts';
import { ownPath } from '../domain/own-path.ts';
import { sessionExpiry, signInExpiry } from '../domain/session.ts';
import { addAuthorization } from './authorize.ts';
import { beginningOf, createCookies } from './cookies.ts';
import { addressOf, openDoorLimits } from './door-limits.ts';
import { closedInvitationPage, pageLanguage } from './door-pages.ts';
import type { Doors, SignInParts } from './doors.ts';
import { addInvitationDoor, obstacleOf } from './invitation-door.ts';
import { addPasskeyDoor } from './passkey-door.ts';
import { addRegisterDoors } from './register-doors.ts';
import { metadataOf } from './metadata.ts';
import { awayPage, signedInPage, slowDown, turnedAwayPage, wantsJson } from './sign-in-page.ts';
import { showChoices } from './shown-choices.ts';
import { addTokens } from './tokens.ts';
import { openWebauthn } from './webauthn.ts';

/** No request here is longer: a form with a name and a secret, the id of an organisation. */
const LARGEST_BODY_BYTES = 4_096;

/** Replaces `bodyLimit`, which a plugin cannot set for its routes. */
const withSmallBodies = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    route.bodyLimit = LARGEST_BODY_BYTES;
  });
};

type Done = (fault: Error | null, form?: Record<string, string>) => void;

/** OAuth forbids a parameter that comes twice: two readers could take another one each. */
function readForm(body: string, done: Done): void {
  const fields = [...new URLSearchParams(body)];
  const form = Object.fromEntries(fields);
  if (Object.keys(form).length === fields.length) done(null, form);
  else done(Object.assign(new Error('A field came twice.'), { statusCode: 400 }));
}

export async function addSignIn(app: FastifyInstance, parts: SignInParts): Promise<void> {
  await app.register(cookie);
  withSmallBodies(app);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => readForm(String(body), done));
  app.setErrorHandler<Error & { statusCode?: number }>((fault, request, reply) => {
    const status = fault.statusCode ?? 500;
    if (status < 500) return reply.code(status === 413 ? 413 : 400).send({ error: 'invalid_request' });
    const errorId = newId();
    parts.log.error({ errorId, err: fault }, 'signing in failed');
    if (isBrowsing(request)) return reply.code(503).type('text/html').send(awayPage(errorId));
    return reply.code(503).send({ error: 'temporarily_unavailable', error_description: `Whoever asks for help may quote ${errorId}.` });
  });
  app.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const doors: Doors = { ...parts, limits: openDoorLimits(parts.desk.database, parts.log), cookies: createCookies(parts.publicUrl) };
  app.get('/sign-in/start', (request, reply) => start(doors, request, reply));
  app.get('/sign-in/callback', (request, reply) => comeBack(doors, request, reply));
  const webauthn = openWebauthn(parts.publicUrl, parts.log);
  addInvitationDoor(app, doors, webauthn);
  addPasskeyDoor(app, doors, webauthn);
  addTokens(app, doors);
  addAuthorization(app, doors);
  addRegisterDoors(app, doors, parts.registers);
  const publish = (path: string, keys: object) =>
    app.get(path, (_, reply) => reply.header('cache-control', 'public, max-age=300').send(keys));
  publish('/.well-known/jwks.json', parts.tokens.keys);
  publish('/.well-known/sign-in-keys.json', parts.provider.keys);
  // Many clients know only the second address. No answer of ours is an identity token, and the document claims none.
  for (const name of ['oauth-authorization-server', 'openid-configuration']) publish(`/.well-known/${name}`, metadataOf(parts.publicUrl));
}

/** A person's browser came here, and shows what we answer. Scripts of our pages ask otherwise. */
const isBrowsing = ({ method, headers }: FastifyRequest): boolean => method === 'GET' && (headers.accept?.includes('text/html') ?? false);

async function start({ desk, provider, publicUrl, limits, cookies }: Doors, request: FastifyRequest, reply: FastifyReply) {
  if (!(await limits.startsOfAddress.take(addressOf(request)))) return slowDown(request, reply);
  await limits.noticeStart();
  const { return_to: returnTo } = request.query as Record<string, unknown>;
  const { browserSecret, ...signIn } = await commands.beginSignIn(
    desk,
    { returnTo: ownPath(publicUrl, returnTo) },
    cookies.signInOf(request),
  );
  const now = desk.clock.now();
  cookies.setSignIn(reply, browserSecret, now, signInExpiry(now));
  return reply.redirect((await provider.authorizationUrl(signIn)).href, 303);
}

async function comeBack(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, office, provider, publicUrl, log, limits, cookies } = doors;
  if (!(await limits.callbacksOfAddress.take(addressOf(request)))) return slowDown(request, reply);
  const { state } = request.query as Record<string, unknown>;
  const turnAway = (code: number, reason: string) => {
    log.info({ reason }, 'a sign-in was turned away');
    return wantsJson(request)
      ? reply.code(code).send({ error: 'sign_in_failed' })
      : reply.code(code).type('text/html').send(turnedAwayPage());
  };
  const taken = await commands.takeSignIn(desk, typeof state === 'string' ? state : '', cookies.signInOf(request));
  if (!taken.accepted) return turnAway(400, taken.refusal.code);
  const identified = await provider.identify(new URL(request.url, publicUrl), taken.value);
  if (!identified) return turnAway(400, 'NOT_IDENTIFIED');
  const { invitationMark } = taken.value;
  // In a transaction of its own: whoever does not get our answer is a user now, and signs in as usual.
  const joined = invitationMark === null ? undefined : await takeUpIdentified(office, invitationMark, identified);
  if (joined && !joined.accepted) return turnAwayInvited(doors, request, reply, joined.refusal.code);
  const opened = await commands.openSession(desk, identified, beginningOf(cookies, request));
  if (!opened.accepted) return turnAway(403, opened.refusal.code);
  cookies.setSession(reply, opened.value, desk.clock.now(), sessionExpiry(opened.value.session));
  if (wantsJson(request)) return reply.send({ choices: await showChoices(doors, opened.value.choices) });
  if (taken.value.returnTo) return reply.redirect(taken.value.returnTo, 303);
  return reply.type('text/html').send(signedInPage());
}

/** Says why, unlike to other people whom we turn away: only a holder of the link comes this far. */
function turnAwayInvited({ log }: Doors, request: FastifyRequest, reply: FastifyReply, code: TakeUpRefusal) {
  log.info({ reason: code }, 'an invitation was not taken up');
  const obstacle = obstacleOf(code);
  if (wantsJson(request)) return reply.code(409).send({ error: obstacle });
  const { html, policy } = closedInvitationPage(pageLanguage(undefined, wantedLanguage()), obstacle);
  return reply.code(409).header('content-security-policy', policy).type('text/html').send(html);
}
