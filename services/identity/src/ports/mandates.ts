/**
 * Suomi.fi-valtuudet: what asking for people (hpa) and for companies (ypa) has in common. A person chooses in the
 * browser for whom they act; then their session there can be asked. Each question is signed with our key.
 */
import { createHmac } from 'node:crypto';
import type { Clock } from '@seteli/kit/clock';
import { ANYTHING, setting } from '@seteli/kit/config';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import type { Log } from '@seteli/kit/log';
import { basic, mapAnswer, openOutside, unavailable, type Outcome, type Question } from '@seteli/kit/outside';
import { HTTPS, SECRET } from '@seteli/kit/production';
import { z } from 'zod';

/** hpa: on behalf of a person. ypa: on behalf of a company. */
export type MandateKind = 'hpa' | 'ypa';

/** A choice that has begun. Only the server may know the session; the browser goes to the address. */
export type BegunChoice = { readonly sessionId: string; readonly url: URL };

/** What opens a session there, for about ten minutes. */
export type MandateAccess = { readonly sessionId: string; readonly accessToken: string; readonly expiresInSeconds: number };

export const mandateSettings = {
  MANDATES_URL: setting(z.url(), {
    meaning: 'Suomi.fi-valtuudet (e-Authorizations), which says for whom a person may act.',
    development: 'http://127.0.0.1:4009/mandates',
    production: [HTTPS],
  }),
  MANDATES_CLIENT_ID: setting(z.string().regex(/^[\w-]{1,100}$/, 'holds other characters than letters, digits, - and _'), {
    meaning: 'Our client id there.',
    default: 'seteli',
    production: ANYTHING,
  }),
  MANDATES_API_KEY: setting(z.string().min(16), { meaning: 'Our key there, with which we sign each question.', production: [SECRET] }),
  MANDATES_OAUTH_SECRET: setting(z.string().min(16), {
    meaning: 'Our other secret there, with which we exchange the code that a browser brings.',
    production: [SECRET],
  }),
};
export type MandateSettings = z.infer<z.ZodObject<typeof mandateSettings>>;

const registered = z.object({ sessionId: z.string().min(1).max(500), userId: z.string().min(1).max(500) });
const token = z.object({ access_token: z.string().min(1).max(4_000), expires_in: z.number().positive().max(86_400) });

/** The signature covers path and query. Theirs is the word "checksum". */
export const signatureOf = (clientId: string, key: string, path: string, timestamp: string): string =>
  `${clientId} ${timestamp} ${createHmac('sha256', key).update(`${path} ${timestamp}`).digest('base64')}`;

export type MandatePorts = { readonly settings: MandateSettings; readonly clock: Clock; readonly log: Log; readonly timeoutMs?: number };

export function openMandateSessions({ settings, clock, log, timeoutMs }: MandatePorts, kind: MandateKind) {
  const { MANDATES_URL: url, MANDATES_CLIENT_ID: clientId, MANDATES_API_KEY: key, MANDATES_OAUTH_SECRET: secret } = settings;
  const outside = openOutside({ system: `Suomi.fi mandates (${kind})`, url, log, ...(timeoutMs !== undefined && { timeoutMs }) });
  const prefix = new URL(url).pathname.replace(/\/$/, '');

  /** They read the clock, too, and turn an old signature away: it is made anew for each question. */
  const signed = <T>(path: string, answer: Question<T>['answer'], headers: Record<string, string> = {}) =>
    outside.ask({
      path,
      headers: { ...headers, 'x-asiointivaltuudetauthorization': signatureOf(clientId, key, prefix + path, clock.now().toString()) },
      answer,
      repeatable: true,
    });

  return {
    signed,
    clientId,
    /** Asks within the session of a person who has chosen. */
    within: <T>({ accessToken }: MandateAccess, path: string, answer: Question<T>['answer']) =>
      signed(path, answer, { authorization: `Bearer ${accessToken}` }),
    /**
     * Begins a choice. Their interface wants the identity code in the path of this one question, which is why nobody
     * may log it.
     */
    async begin(identityCode: string, { redirectUri, language, requestId }: ChoiceWish): Promise<Outcome<BegunChoice>> {
      const path = `/service/${kind}/user/register/${clientId}/${encodeURIComponent(identityCode)}?${new URLSearchParams({ requestId })}`;
      return mapAnswer(await signed(path, registered), ({ sessionId, userId }) => {
        const authorize = new URL(`${url.replace(/\/$/, '')}/oauth/authorize`);
        const query = { client_id: clientId, response_type: 'code', redirect_uri: redirectUri, user: userId, lang: language.toLowerCase() };
        for (const [name, value] of Object.entries(query)) authorize.searchParams.set(name, value);
        return { sessionId, url: authorize };
      });
    },
    /**
     * Exchanges the code that came back to the browser. It may belong to another session, when somebody planted it:
     * only an answer to a question with our session shows that it does not.
     */
    async open(sessionId: string, { code, redirectUri }: ChoiceAnswer): Promise<Outcome<MandateAccess>> {
      const query = new URLSearchParams({ code, grant_type: 'authorization_code', redirect_uri: redirectUri });
      const reply = await outside.ask({
        method: 'POST',
        path: `/oauth/token?${query}`,
        headers: { authorization: basic(clientId, secret) },
        answer: token,
        // A code counts once: the first question may have used it up.
        repeatable: false,
      });
      if (reply.outcome === 'NOT_FOUND') return unavailable('REFUSED');
      return mapAnswer(reply, ({ access_token: accessToken, expires_in: expiresInSeconds }) => ({
        sessionId,
        accessToken,
        expiresInSeconds,
      }));
    },
  };
}

export type ChoiceWish = {
  /** Where the browser comes back to, as agreed with them. It brings `code`, or `error` when the person turned back. */
  readonly redirectUri: string;
  readonly language: Language;
  readonly requestId: Id;
};
export type ChoiceAnswer = { readonly code: string; readonly redirectUri: string };
