/**
 * The browser's side of other people's apps: a person signs in, chooses for whom the app acts, and lets it or not. The
 * app gets its answer at a registered address, or none at all.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '@seteli/kit/ids';
import { wantedLanguage } from '@seteli/kit/request';
import { allowApp, findOpenApp, offerTo, type Asked } from '../commands/authorization.ts';
import { findShownSession } from '../commands/session.ts';
import { mayAnswerAt, type App } from '../domain/app.ts';
import { answerAddress, readWish, stateOf, type Parameters, type Wish, type WishError } from '../domain/authorization.ts';
import { chooseUser } from '../domain/user.ts';
import { consentPage, goingBackPage, policyOf, unknownAppPage } from './authorize-page.ts';
import { isOwnPage } from './cookies.ts';
import { addressOf } from './door-limits.ts';
import type { Doors } from './doors.ts';
import { noteNames } from './shown-choices.ts';
import { slowDown } from './sign-in-page.ts';

/** A good question of an app that may get an answer at this address. */
type Question = Wish & Asked & { readonly app: App };

export function addAuthorization(app: FastifyInstance, doors: Doors): void {
  app.get('/authorize', (request, reply) => ask(doors, request, reply));
  app.post('/authorize', (request, reply) => decide(doors, request, reply));
}

/** The question, or what to answer in its place. Only a registered address hears of an error. */
async function readQuestion({ desk, publicUrl }: Doors, parameters: Parameters): Promise<Question | { answer: string } | undefined> {
  const { client_id: appId, redirect_uri: redirectUri } = parameters;
  if (typeof appId !== 'string' || !isId(appId) || typeof redirectUri !== 'string') return undefined;
  const app = await findOpenApp(desk, appId);
  if (!app || !mayAnswerAt(app, redirectUri)) return undefined;
  const wish = readWish(parameters);
  if (!wish.accepted) return { answer: refusalFor({ redirectUri, state: stateOf(parameters) }, wish.refusal.code, publicUrl) };
  return { ...wish.value, app, appId, redirectUri };
}

type Addressee = Pick<Question, 'redirectUri' | 'state'>;
/** `iss`: an app that uses several servers sees whose answer it is (RFC 9207). */
const refusalFor = ({ redirectUri, state }: Addressee, error: WishError | 'access_denied', iss: string): string =>
  answerAddress(redirectUri, { error, state, iss });

/** The question again as an address of ours, without what we do not know. */
const pathOf = ({ appId, redirectUri, challenge, state }: Question): string =>
  `/authorize?${new URLSearchParams(fieldsOf({ appId, redirectUri, challenge, state }))}`;

const fieldsOf = ({ appId, redirectUri, challenge, state }: Asked & Pick<Wish, 'state'>): Record<string, string> => ({
  response_type: 'code',
  client_id: appId,
  redirect_uri: redirectUri,
  code_challenge: challenge,
  code_challenge_method: 'S256',
  ...(state !== undefined && { state }),
});

const page = (reply: FastifyReply, html: string, formLeadsTo?: string) =>
  reply.header('content-security-policy', policyOf(formLeadsTo)).type('text/html').send(html);

const strange = (reply: FastifyReply) => page(reply.code(400), unknownAppPage(wantedLanguage() ?? 'FI'));

const signInFirst = (reply: FastifyReply, question: Question) =>
  reply.redirect(`/sign-in/start?${new URLSearchParams({ return_to: pathOf(question) })}`, 303);

async function ask(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, publicUrl, limits, cookies } = doors;
  if (!(await limits.authorizationsOfAddress.take(addressOf(request)))) return slowDown(request, reply);
  const question = await readQuestion(doors, request.query as Parameters);
  if (!question) return strange(reply);
  if ('answer' in question) return reply.redirect(question.answer, 303);
  const kept = cookies.sessionOf(request);
  const session = await findShownSession(desk, kept);
  if (!session) return signInFirst(reply, question);
  const { app } = question;
  const { choices, isKnown } = await offerTo(desk, session.personId, app.id);
  const only = chooseUser(
    choices.map(({ user }) => user),
    undefined,
  );
  if (!only.accepted && only.refusal.code === 'NO_ACCOUNT') return reply.redirect(refusalFor(question, 'access_denied', publicUrl), 303);
  // Another program on the person's device could take the place of a native app, so they see each question of one
  // (RFC 8252, 8.6).
  if (isKnown && app.kind === 'BROWSER' && only.accepted) {
    const allowed = await allowApp(desk, kept, question, only.value.organisation.id);
    // A page: browsers hold all redirects after the form of the sign-in to where that form may lead.
    if (allowed.accepted) return page(reply, goingBackPage(wantedLanguage() ?? 'FI', goodAnswer(question, allowed.value, publicUrl)));
  }
  await noteNames(doors, choices);
  const html = consentPage(wantedLanguage() ?? 'FI', { app, choices, only: only.accepted, fields: fieldsOf(question) });
  return page(reply, html, question.redirectUri);
}

const goodAnswer = ({ redirectUri, state }: Addressee, code: string, iss: string): string =>
  answerAddress(redirectUri, { code, state, iss });

async function decide(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, publicUrl, log, limits, cookies } = doors;
  // Only the person presses the button, and no page of another site for them.
  if (!isOwnPage(request, publicUrl)) return reply.code(403).send({ error: 'access_denied' });
  if (!(await limits.authorizationsOfAddress.take(addressOf(request)))) return slowDown(request, reply);
  const form = (request.body ?? {}) as Parameters;
  const question = await readQuestion(doors, form);
  if (!question) return strange(reply);
  if ('answer' in question) return reply.redirect(question.answer, 303);
  if (form.decision !== 'allow') return reply.redirect(refusalFor(question, 'access_denied', publicUrl), 303);
  const organisation = typeof form.organisation === 'string' && isId(form.organisation) ? form.organisation : undefined;
  const allowed = await allowApp(desk, cookies.sessionOf(request), question, organisation);
  if (allowed.accepted) return reply.redirect(goodAnswer(question, allowed.value, publicUrl), 303);
  const { code } = allowed.refusal;
  log.info({ reason: code }, 'an app was not allowed');
  if (code === 'APP_UNKNOWN') return strange(reply);
  return code === 'NO_ACCOUNT' || code === 'ORGANISATION_NOT_CHOSEN' ? reply.redirect(pathOf(question), 303) : signInFirst(reply, question);
}
