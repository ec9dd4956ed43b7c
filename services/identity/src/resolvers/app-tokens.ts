/** Tokens of other people's apps: for a code, and for a refresh token; and their return. The apps have no secret. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '@seteli/kit/ids';
import type { Decision } from '@seteli/kit/result';
import { continueApp, exchangeCode, findOpenApp, type ExchangeRefusal } from '../commands/authorization.ts';
import { endSession, type Continued } from '../commands/session.ts';
import { ADDRESS_MAX } from '../domain/limits.ts';
import { accessTokenLasts } from '../domain/session.ts';
import { tokenAnswer } from './access-token.ts';
import { addressOf, tooMany } from './door-limits.ts';
import type { Doors } from './doors.ts';

const appId = z.string().refine(isId);
const secret = z.string().min(1).max(300);
/** No scope is one that we give. */
const scope = z.literal('').optional();
const codeGrant = z.object({
  client_id: appId,
  code: secret,
  redirect_uri: z.string().max(ADDRESS_MAX + ':65535'.length),
  code_verifier: z.string().regex(/^[\w.~-]{43,128}$/),
});
const refreshGrant = z.object({ client_id: appId, refresh_token: secret, scope });
const revocation = z.object({ client_id: appId, token: z.string().min(1).max(4_000) });

const GRANTS = ['authorization_code', 'refresh_token'];
type Form = Readonly<Record<string, unknown>>;
const formOf = ({ body }: FastifyRequest): Form => (body ?? {}) as Form;

export const isOfApp = (request: FastifyRequest): boolean => GRANTS.includes(String(formOf(request).grant_type));

/** Whoever proves themselves by a secret is none of these apps. */
const showsSecret = (request: FastifyRequest): boolean =>
  request.headers.authorization !== undefined || formOf(request).client_secret !== undefined;

const isWrong = (reply: FastifyReply, error: string) => reply.code(error === 'invalid_client' ? 401 : 400).send({ error });

export async function giveAppTokens(doors: Doors, request: FastifyRequest, reply: FastifyReply) {
  const { desk, tokens, log, limits } = doors;
  if (!(await limits.tokensOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  if (showsSecret(request)) return isWrong(reply, 'invalid_client');
  const given = await carryOut(doors, request);
  if (typeof given === 'string') return isWrong(reply, given);
  if (!given.accepted) {
    const { code } = given.refusal;
    log.info({ reason: code }, 'an app got no token');
    return isWrong(reply, code === 'APP_UNKNOWN' ? 'invalid_client' : 'invalid_grant');
  }
  const { actor, issuedAt, refreshToken, session } = given.value;
  const lasts = accessTokenLasts(session, desk.clock.now());
  const answer = await tokenAnswer(tokens.issue(actor, issuedAt, lasts, session.appId!), lasts);
  return reply.send({ ...answer, refresh_token: refreshToken });
}

/** The decision, or the error of a form that is none. */
async function carryOut({ desk }: Doors, request: FastifyRequest): Promise<Decision<Continued, ExchangeRefusal> | string> {
  const form = formOf(request);
  if (form.grant_type === 'authorization_code') {
    const { data } = codeGrant.safeParse(form);
    if (!data) return 'invalid_request';
    const { client_id: id, code, redirect_uri: redirectUri, code_verifier: verifier } = data;
    return await exchangeCode(desk, { code, appId: id, redirectUri, verifier }, request.headers['user-agent'] ?? '');
  }
  const { data, error } = refreshGrant.safeParse(form);
  if (!data) return error.issues.every(({ path: [field] }) => field === 'scope') ? 'invalid_scope' : 'invalid_request';
  return await continueApp(desk, { appId: data.client_id, refreshToken: data.refresh_token });
}

/** Ends the session of a refresh token (RFC 7009). Whoever shows anything else learns nothing. */
export async function revoke({ desk, limits }: Doors, request: FastifyRequest, reply: FastifyReply) {
  if (!(await limits.tokensOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  if (showsSecret(request)) return isWrong(reply, 'invalid_client');
  const { data } = revocation.safeParse(formOf(request));
  if (!data) return isWrong(reply, 'invalid_request');
  // An access token ends by itself in ten minutes, and at once with the session of its refresh token.
  if (data.token.startsWith('eyJ')) return isWrong(reply, 'unsupported_token_type');
  if (!(await findOpenApp(desk, data.client_id))) return isWrong(reply, 'invalid_client');
  await endSession(desk, { appId: data.client_id, refreshToken: data.token });
  return reply.send();
}
