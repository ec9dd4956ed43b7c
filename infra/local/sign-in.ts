/**
 * Plays Suomi.fi identification on a development machine: a real OpenID Connect provider (code and PKCE) for the test
 * persons of personas.ts. It keeps everything in memory, listens on loopback, and refuses to run in production.
 */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, JWK } from 'oidc-provider';
import { Provider } from 'oidc-provider/lib/provider.js';
import { readConfig } from '@seteli/kit/config';
import { guardServer, serverOptions } from '@seteli/kit/door';
import { headersFor } from '@seteli/kit/headers';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { requireDevelopment } from './development.ts';
import { isPersonaKey, PERSONAS } from './personas.ts';
import { HOST } from './ports.ts';
import { settings, type Settings } from './sign-in-config.ts';
import { createMemory } from './sign-in-memory.ts';
import { choicePage, failurePage, STYLE_HASH, toLanguage } from './sign-in-page.ts';

const WHAT = 'The sign-in provider of the test persons (point SIGN_IN_URL at Suomi.fi)';

/** The claims in which Suomi.fi tells who a person is. */
const CLAIMS = ['sub', 'urn:oid:1.2.246.21', 'given_name', 'family_name'];

const newKey = () => ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig' });

function configuration({ PUBLIC_URL, SIGN_IN_CLIENT_SECRET, SIGN_IN_KEY }: Settings): Configuration {
  const memory = createMemory();
  return {
    adapter: memory,
    clients: [
      {
        client_id: 'seteli',
        client_secret: SIGN_IN_CLIENT_SECRET,
        redirect_uris: [`${PUBLIC_URL}/sign-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        subject_type: 'pairwise',
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    jwks: { keys: [{ use: 'sig', ...(SIGN_IN_KEY ?? newKey()) } as JWK] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    claims: { openid: CLAIMS },
    scopes: ['openid'],
    responseTypes: ['code'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_, accountId, client) => createHash('sha256').update(`${client.clientId} ${accountId}`).digest('base64url'),
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, userinfo: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => claimsOf(accountId) }),
    // Suomi.fi asks nobody for consent, so neither does this.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    renderError(ctx, { error }) {
      ctx.type = 'html';
      ctx.body = failurePage(toLanguage(ctx.get('accept-language')), error);
    },
  };
}

function claimsOf(key: string): { sub: string; [claim: string]: unknown } {
  const persona = isPersonaKey(key) ? PERSONAS[key] : undefined;
  if (!persona || !('person' in persona)) throw new Error('There is no such test person.');
  const { identityCode, givenNames, familyName } = persona.person;
  return { sub: key, 'urn:oid:1.2.246.21': identityCode, given_name: givenNames, family_name: familyName };
}

const LARGEST_FORM_BYTES = 10_000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) if ((text += String(chunk)).length > LARGEST_FORM_BYTES) break;
  return new URLSearchParams(text);
}

/** Shows the list of test persons, and takes the choice. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
  const { params } = await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const key = (await readForm(request)).get('person') ?? '';
    const persona = isPersonaKey(key) ? PERSONAS[key] : undefined;
    const result = persona && 'person' in persona ? { login: { accountId: key } } : { error: 'access_denied' };
    return await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const wanted = searchParams.get('lang') ?? (params.ui_locales as string | undefined) ?? request.headers['accept-language'];
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(choicePage(toLanguage(wanted), pathname));
}

export async function startSignIn(config: Settings): Promise<Running> {
  requireDevelopment(WHAT, config);
  const log = openLog('sign-in', config.LOG_LEVEL);
  const server = createServer(serverOptions(config));
  guardServer(server, config);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.PORT, HOST, resolve));
  const url = config.SIGN_IN_URL ?? `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, configuration(config));
  provider.on('server_error', (_, fault) => log.error({ err: fault }, 'the sign-in provider failed'));
  // A browser left. Without a listener the library would print this fault.
  (provider as EventEmitter).on('error', (fault) => log.debug({ err: fault }, 'an answer could not be given'));
  const handle = provider.callback();
  // A choice leads back to Seteli, and browsers check the address at which a form ends.
  const addHeaders = headersFor({ publicUrl: url, styles: [STYLE_HASH], formsLeadTo: [new URL(config.PUBLIC_URL).origin] });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/health/')) return void response.end('{"service":"sign-in"}');
    if (request.url?.startsWith('/interaction/')) return await interact(provider, request, response);
    await handle(request, response);
  };
  server.on('request', (request, response) => {
    addHeaders(request, response);
    serve(request, response).catch((fault: unknown) => {
      log.info({ err: fault }, 'a choice of a person was turned away');
      if (response.headersSent) return void response.destroy();
      response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' }).end(failurePage('en', 'invalid_request'));
    });
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, stop };
}

if (import.meta.main)
  await runProcess(openLog('sign-in'), () => {
    requireDevelopment(WHAT);
    return startSignIn(readConfig(settings));
  });
