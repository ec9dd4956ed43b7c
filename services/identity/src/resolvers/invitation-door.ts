/**
 * Taking up an invitation, beside GraphQL. A link's secret comes in the body of a request, never in its address. Who
 * guesses one meets the same answer as for a link that never was.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { wantedLanguage } from '@seteli/kit/request';
import { isStrongSecret, markOf } from '@seteli/kit/secrets';
import { readInvitee } from '../commands/invitation.ts';
import { giveChallenge, joinWithPasskey, takeChallenge } from '../commands/passkey.ts';
import { beginSignIn } from '../commands/session.ts';
import { findOpenInvitation, type TakeUpRefusal } from '../commands/take-up.ts';
import type { Invitation } from '../domain/invitation.ts';
import { sessionExpiry, signInExpiry } from '../domain/session.ts';
import { findNamesOf } from '../store/choice.ts';
import { beginningOf, isOwnPage } from './cookies.ts';
import { addressOf, tooMany } from './door-limits.ts';
import { invitationPage, OBSTACLES, pageLanguage } from './door-pages.ts';
import type { Doors } from './doors.ts';
import { showChoices } from './shown-choices.ts';
import { challengeIn, passkeyName, registration, type Webauthn } from './webauthn.ts';

const shown = z.object({ secret: z.string().refine(isStrongSecret) });
const joining = z.object({ name: passkeyName, response: registration });

export function addInvitationDoor(app: FastifyInstance, doors: Doors, webauthn: Webauthn): void {
  app.get('/sign-in/invitation', (request, reply) => {
    const { lang } = request.query as Record<string, unknown>;
    const { html, policy } = invitationPage(pageLanguage(lang, wantedLanguage()));
    return reply.header('content-security-policy', policy).header('referrer-policy', 'no-referrer').type('text/html').send(html);
  });
  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      // Another site must not make a browser take an invitation up.
      if (!isOwnPage(request, doors.publicUrl)) return reply.code(403).send({ error: 'access_denied' });
      if (!(await doors.limits.invitationsOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
    });
    routes.post('/sign-in/invitation/look', (request, reply) => look(doors, request, reply));
    routes.post('/sign-in/invitation/identify', (request, reply) => identify(doors, request, reply));
    routes.post('/sign-in/invitation/passkey/options', (request, reply) => offer(doors, webauthn, request, reply));
    routes.post('/sign-in/invitation/passkey', (request, reply) => join(doors, webauthn, request, reply));
  });
}

/** What the API and the pages call a refusal. */
export const obstacleOf = (code: TakeUpRefusal): keyof typeof OBSTACLES =>
  code === 'UNKNOWN' ? 'invitation_unknown' : (code.toLowerCase() as Lowercase<Exclude<TakeUpRefusal, 'UNKNOWN'>>);

const closed = (reply: FastifyReply, code: TakeUpRefusal) => reply.code(code === 'UNKNOWN' ? 404 : 409).send({ error: obstacleOf(code) });

/** The open invitation of the link that the request shows. Any other answer has been sent. */
async function openIn(
  { office }: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ invitation: Invitation; mark: string } | undefined> {
  const given = shown.safeParse(request.body);
  const mark = markOf(given.data?.secret ?? '');
  const open = await findOpenInvitation(office, mark);
  if (open.accepted) return { invitation: open.value, mark };
  await closed(reply, open.refusal.code);
  return undefined;
}

async function look(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const open = await openIn(doors, request, reply);
  if (!open) return reply;
  const { organisation, byOwnAccount } = open.invitation;
  const names = await findNamesOf(doors.office.database.reader, [organisation]);
  return reply.send({ organisation: names.get(organisation.id) ?? null, byOwnAccount });
}

async function identify(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, provider, cookies, limits } = doors;
  const open = await openIn(doors, request, reply);
  if (!open) return reply;
  if (!(await limits.startsOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  await limits.noticeStart();
  const { browserSecret, ...signIn } = await beginSignIn(desk, { returnTo: null, invitationMark: open.mark }, cookies.signInOf(request));
  const now = desk.clock.now();
  cookies.setSignIn(reply, browserSecret, now, signInExpiry(now));
  return reply.send({ url: (await provider.authorizationUrl(signIn)).href });
}

async function offer(doors: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const { desk, office, cookies } = doors;
  const open = await openIn(doors, request, reply);
  if (!open) return reply;
  const { invitation, mark } = open;
  if (!invitation.byOwnAccount) return closed(reply, 'OWN_ACCOUNTS_NOT_ALLOWED');
  const { email, givenNames, familyName } = readInvitee(office, invitation)!;
  const userId = invitation.userId ?? newId();
  const given = await giveChallenge(desk, { purpose: 'REGISTER', userId, invitationMark: mark }, cookies.signInOf(request));
  cookies.setSignIn(reply, given.browserSecret, desk.clock.now(), given.expiresAt);
  const title = [givenNames, familyName].filter((name) => name !== null).join(' ') || email;
  return reply.send(await webauthn.creationOptions(given.challenge, { id: userId, account: email, title }, []));
}

async function join(doors: Doors, webauthn: Webauthn, request: FastifyRequest, reply: FastifyReply) {
  const { desk, office, cookies, log } = doors;
  const given = joining.safeParse(request.body);
  if (!given.success) return reply.code(400).send({ error: 'invalid_request' });
  const { name, response } = given.data;
  const taken = await takeChallenge(desk, challengeIn(response), cookies.signInOf(request), 'REGISTER');
  const made = taken.accepted && taken.value.invitationMark ? await webauthn.readNew(response, taken.value.challenge, name) : undefined;
  if (!taken.accepted || !made) return reply.code(400).send({ error: 'passkey_refused' });
  const joined = await joinWithPasskey(desk, office, taken.value, made, beginningOf(cookies, request));
  if (!joined.accepted) {
    const { code } = joined.refusal;
    log.info({ reason: code }, 'an invitation was not taken up');
    return code === 'NO_ACCOUNT' ? reply.code(403).send({ error: 'access_denied' }) : closed(reply, code);
  }
  cookies.setSession(reply, joined.value, desk.clock.now(), sessionExpiry(joined.value.session));
  return reply.send({ choices: await showChoices(doors, joined.value.choices) });
}
