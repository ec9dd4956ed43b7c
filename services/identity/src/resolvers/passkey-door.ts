/**
 * Signing in with a passkey, and adding another, beside GraphQL. Whoever fails learns only that: no answer tells which
 * accounts or passkeys there are.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { wantedLanguage } from '@seteli/kit/request';
import { addPasskey, findAdder, giveChallenge, signInWithPasskey, takeChallenge, type AddRefusal } from '../commands/passkey.ts';
import { sessionExpiry } from '../domain/session.ts';
import { findPasskey, listPasskeys } from '../store/passkey.ts';
import { beginningOf, isOwnPage } from './cookies.ts';
import { addressOf, tooMany } from './door-limits.ts';
import { pageLanguage, passkeyPage } from './door-pages.ts';
import type { Doors } from './doors.ts';
import { showChoices } from './shown-choices.ts';
import { assertion, challengeIn, passkeyName, registration, type Webauthn } from './webauthn.ts';

const using = z.object({ response: assertion });
const adding = z.object({ name: passkeyName, response: registration });

export function addPasskeyDoor(app: FastifyInstance, doors: Doors, webauthn: Webauthn): void {
  app.get('/sign-in/passkey', (request, reply) => {
    const { lang } = request.query as Record<string, unknown>;
    const { html, policy } = passkeyPage(pageLanguage(lang, wantedLanguage()));
    return reply.header('content-security-policy', policy).type('text/html').send(html);
  });
  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (!isOwnPage(request, doors.publicUrl)) return reply.code(403).send({ error: 'access_denied' });
      if (!(await doors.limits.passkeysOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
    });
    routes.post('/sign-in/passkey/options', (request, reply) => challenge(doors, webauthn, request, reply));
    routes.post('/sign-in/passkey', (request, reply) => signIn(doors, webauthn, request, reply));
    routes.post('/sign-in/passkey/add/options', (request, reply) => offer(doors, webauthn, request, reply));
    routes.post('/sign-in/passkey/add', (request, reply) => add(doors, webauthn, request, reply));
  });
}

const refused = (reply: FastifyReply) => reply.code(400).send({ error: 'passkey_refused' });

async function challenge({ desk, cookies }: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const given = await giveChallenge(desk, { purpose: 'SIGN_IN', userId: null, invitationMark: null }, cookies.signInOf(request));
  cookies.setSignIn(reply, given.browserSecret, desk.clock.now(), given.expiresAt);
  return reply.send(await webauthn.requestOptions(given.challenge));
}

async function signIn(doors: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const { desk, cookies, log } = doors;
  const given = using.safeParse(request.body);
  if (!given.success) return reply.code(400).send({ error: 'invalid_request' });
  const { response } = given.data;
  const taken = await takeChallenge(desk, challengeIn(response), cookies.signInOf(request), 'SIGN_IN');
  const passkey = await findPasskey(desk.database.reader, response.id);
  const use = taken.accepted && passkey ? await webauthn.readUse(response, taken.value.challenge, passkey) : undefined;
  if (!passkey || !use) return refused(reply);
  const opened = await signInWithPasskey(desk, passkey, use, beginningOf(cookies, request));
  if (!opened.accepted) {
    log.info({ reason: opened.refusal.code }, 'a passkey let nobody in');
    return refused(reply);
  }
  cookies.setSession(reply, opened.value, desk.clock.now(), sessionExpiry(opened.value.session));
  return reply.send({ choices: await showChoices(doors, opened.value.choices) });
}

const OBSTACLES = {
  SESSION_ENDED: [401, 'sign_in_again'],
  NOT_AN_OWN_ACCOUNT: [403, 'sign_in_again'],
  SIGN_IN_AGAIN: [403, 'sign_in_again'],
  LIMIT_REACHED: [409, 'limit_reached'],
  PASSKEY_REFUSED: [400, 'passkey_refused'],
} as const satisfies Record<AddRefusal, readonly [number, string]>;

function notAdded(reply: FastifyReply, code: AddRefusal) {
  const [status, error] = OBSTACLES[code];
  return reply.code(status).send({ error });
}

async function offer({ desk, cookies }: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const adder = await findAdder(desk, cookies.sessionOf(request));
  if (!adder.accepted) return notAdded(reply, adder.refusal.code);
  const userId = adder.value;
  const known = await listPasskeys(desk.database.reader, userId);
  const given = await giveChallenge(desk, { purpose: 'REGISTER', userId, invitationMark: null }, cookies.signInOf(request));
  cookies.setSignIn(reply, given.browserSecret, desk.clock.now(), given.expiresAt);
  // Only the device shows this name, and we kept no address.
  return reply.send(await webauthn.creationOptions(given.challenge, { id: userId, account: 'Seteli', title: 'Seteli' }, known));
}

async function add({ desk, cookies }: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const given = adding.safeParse(request.body);
  if (!given.success) return reply.code(400).send({ error: 'invalid_request' });
  const { name, response } = given.data;
  const taken = await takeChallenge(desk, challengeIn(response), cookies.signInOf(request), 'REGISTER');
  const isFurther = taken.accepted && taken.value.invitationMark === null;
  const made = isFurther ? await webauthn.readNew(response, taken.value.challenge, name) : undefined;
  if (!taken.accepted || !made) return refused(reply);
  const added = await addPasskey(desk, taken.value, made, cookies.sessionOf(request));
  return added.accepted ? reply.code(201).send({ name }) : notAdded(reply, added.refusal.code);
}
