/**
 * Access tokens: for people by the cookies of their session, for systems by client id and secret. Also the end of a
 * session.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '@seteli/kit/ids';
import * as commands from '../commands/session.ts';
import { openSystemDoor, type IdentifySystem } from '../commands/system.ts';
import { accessTokenLasts, sessionExpiry } from '../domain/session.ts';
import { tokenAnswer } from './access-token.ts';
import { giveAppTokens, isOfApp, revoke } from './app-tokens.ts';
import { isOwnPage } from './cookies.ts';
import { showChoices } from './shown-choices.ts';
import { addressOf, busy, tooMany } from './door-limits.ts';
import type { Doors } from './doors.ts';

const chosenOrganisation = z.object({ organisation: z.string().refine(isId).optional() }).nullish();
const credentials = z.object({ client_id: z.string().max(200), client_secret: z.string().max(200), scope: z.string().max(500).optional() });

export function addTokens(app: FastifyInstance, doors: Doors): void {
  // Cookies say who asks, so another site must not make a browser ask.
  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (!isOwnPage(request, doors.publicUrl)) return reply.code(403).send({ error: 'access_denied' });
    });
    routes.post('/sign-in/token', (request, reply) => giveToken(doors, request, reply));
    routes.post('/sign-in/end', (request, reply) => end(doors, request, reply));
  });
  const identify = openSystemDoor(doors.desk);
  app.post('/token', (request, reply) =>
    isOfApp(request) ? giveAppTokens(doors, request, reply) : giveSystemToken(doors, identify, request, reply),
  );
  app.post('/revoke', (request, reply) => revoke(doors, request, reply));
}

async function giveToken(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, tokens, log, limits, cookies } = doors;
  const wish = chosenOrganisation.safeParse(request.body);
  if (!wish.success) return reply.code(400).send({ error: 'invalid_request' });
  const kept = cookies.sessionOf(request);
  if (!kept.refreshToken) return reply.code(401).send({ error: 'session_ended' });
  if (!(await limits.tokensOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  const continued = await commands.continueSession(desk, kept, wish.data?.organisation);
  if (!continued.accepted) {
    const { code } = continued.refusal;
    log.info({ reason: code }, 'no token was given');
    if (code === 'ORGANISATION_CLOSED') return reply.code(403).send({ error: 'organisation_closed' });
    if (code === 'NO_ACCOUNT') return reply.code(403).send({ error: 'access_denied' });
    cookies.clearSession(reply);
    return reply.code(401).send({ error: 'session_ended' });
  }
  if ('choices' in continued.value)
    return reply.code(400).send({ error: 'organisation_required', choices: await showChoices(doors, continued.value.choices) });
  const { actor, issuedAt, refreshToken, session } = continued.value;
  const now = desk.clock.now();
  const lasts = accessTokenLasts(session, now);
  cookies.setSession(reply, { ...kept, refreshToken }, now, sessionExpiry(session));
  return reply.send(await tokenAnswer(tokens.issue(actor, issuedAt, lasts), lasts));
}

async function end({ desk, limits, cookies }: Doors, request: FastifyRequest, reply: FastifyReply) {
  const kept = cookies.sessionOf(request);
  if (kept.refreshToken) {
    if (!(await limits.tokensOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
    await commands.endSession(desk, kept);
  }
  cookies.clearSession(reply);
  return reply.code(204).send();
}

const isBasic = (request: FastifyRequest): boolean => /^Basic /i.test(request.headers.authorization ?? '');

/** RFC 6749: the client's name and secret stand in the form, or URL-encoded in the Authorization header. */
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

/**
 * Checks the secret before the count: a system that knows it gets in, however many others guess from the same address.
 */
async function giveSystemToken({ tokens, log, limits }: Doors, identify: IdentifySystem, request: FastifyRequest, reply: FastifyReply) {
  const { grant_type: grant } = (request.body ?? {}) as { grant_type?: unknown };
  const given = credentialsOf(request);
  if (typeof grant !== 'string' || !given) return reply.code(400).send({ error: 'invalid_request' });
  if (grant !== 'client_credentials') return reply.code(400).send({ error: 'unsupported_grant_type' });
  const identified = await identify({ clientId: given.client_id, secret: given.client_secret, scope: given.scope });
  if (!identified.accepted) {
    if (identified.refusal.code === 'SCOPE_NOT_HELD') return reply.code(400).send({ error: 'invalid_scope' });
    if (identified.refusal.code === 'BUSY') return busy(reply);
    // It has shown its secret, so this tells no stranger anything.
    if (identified.refusal.code === 'ORGANISATION_CLOSED') return reply.code(403).send({ error: 'organisation_closed' });
    if (!(await limits.guessesOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
    log.info({ reason: identified.refusal.code }, 'a system was turned away');
    if (isBasic(request)) void reply.header('www-authenticate', 'Basic realm="seteli"');
    return reply.code(401).send({ error: 'invalid_client' });
  }
  const { actor, issuedAt, lasts, scopes } = identified.value;
  if (!(await limits.tokensOfSystem.take(actor.userId))) return tooMany(reply).send({ error: 'slow_down' });
  return reply.send({ ...(await tokenAnswer(tokens.issue(actor, issuedAt, lasts), lasts)), scope: scopes.join(' ') });
}
