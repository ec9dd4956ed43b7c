/**
 * Plays Suomi.fi identification on a development machine: a real OpenID Connect provider that asks for every safeguard
 * of the Finnish Trust Network. It keeps everything in memory, listens on loopback, and refuses to run in production.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientMetadata, Configuration, JWK } from 'oidc-provider';
import { Provider } from 'oidc-provider/lib/provider.js';
import { readConfig } from '@seteli/kit/config';
import { guardServer, serverOptions } from '@seteli/kit/door';
import { headersFor } from '@seteli/kit/headers';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { requireDevelopment } from './development.ts';
import { HOST } from './ports.ts';
import { settings, type Settings } from './sign-in-config.ts';
import { checkAssertion, checkRequest, levelOf, LEVELS } from './sign-in-demands.ts';
import { createMemory } from './sign-in-memory.ts';
import { choicePage, failurePage, STYLE_HASH, toLanguage } from './sign-in-page.ts';
import { accountOf, CLAIMS, claimsOf, isOwnPerson, pairwiseName } from './sign-in-person.ts';

const WHAT = 'The sign-in provider of the test persons (point SIGN_IN_URL at Suomi.fi)';

/** So long somebody may look at the page. */
const INTERACTION_SECONDS = 600;

const newKey = () => ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig' });

const clientOf = ({ PUBLIC_URL, SIGN_IN_CLIENT_KEYS }: Settings): ClientMetadata => ({
  client_id: 'seteli',
  redirect_uris: [`${PUBLIC_URL}/sign-in/callback`],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  subject_type: 'pairwise',
  jwks: SIGN_IN_CLIENT_KEYS,
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  require_signed_request_object: true,
  request_object_signing_alg: 'ES256',
  require_auth_time: true,
  id_token_signed_response_alg: 'EdDSA',
  id_token_encrypted_response_alg: 'ECDH-ES',
  id_token_encrypted_response_enc: 'A256GCM',
});

function configuration(config: Settings): Configuration {
  const memory = createMemory();
  return {
    adapter: memory,
    clients: [clientOf(config)],
    clientAuthMethods: ['private_key_jwt'],
    assertJwtClientAuthClaimsAndHeader: (_, claims, header) => checkAssertion(claims, header),
    jwks: { keys: [{ use: 'sig', ...(config.SIGN_IN_KEY ?? newKey()) } as JWK] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    enabledJWA: {
      idTokenSigningAlgValues: ['EdDSA'],
      idTokenEncryptionAlgValues: ['ECDH-ES'],
      idTokenEncryptionEncValues: ['A256GCM'],
      requestObjectSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256'],
    },
    acrValues: [...LEVELS],
    claims: { openid: CLAIMS },
    scopes: ['openid'],
    responseTypes: ['code'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    subjectTypes: ['pairwise'],
    // A code outlives the person's session here, which ends when somebody else comes (two tabs of one browser).
    expiresWithSession: () => false,
    pairwiseIdentifier: (_, accountId, client) => pairwiseName(client.clientId, accountId),
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: INTERACTION_SECONDS, Session: 600, Grant: 600 },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      encryption: { enabled: true },
      requestObjects: {
        enabled: true,
        requireSignedRequestObject: true,
        assertJwtClaimsAndHeader: (_, claims, header) => checkRequest(claims, header),
      },
    },
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

const LARGEST_FORM_BYTES = 10_000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) if ((text += String(chunk)).length > LARGEST_FORM_BYTES) break;
  return new URLSearchParams(text);
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/**
 * Nobody stays signed in here. The library would ask a browser to end an earlier person's session by a script, which
 * our headers forbid.
 */
async function forgetEarlierPerson(provider: Provider, details: Details): Promise<void> {
  if (!details.session) return;
  const earlier = await provider.Session.findByUid(details.session.uid);
  await earlier?.destroy();
  delete details.session;
  await details.save(INTERACTION_SECONDS);
}

/** Shows the list of test persons, and takes the choice. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
  const details = await provider.interactionDetails(request, response);
  const { params } = details;
  const wanted = searchParams.get('lang') ?? (params.ui_locales as string | undefined) ?? request.headers['accept-language'];
  const show = (status: number, isWrong: boolean) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(choicePage(toLanguage(wanted), pathname, isWrong));
  };
  if (request.method !== 'POST') return show(200, false);
  const form = await readForm(request);
  const accountId = accountOf(form);
  if (!accountId && isOwnPerson(form)) return show(400, true);
  await forgetEarlierPerson(provider, details);
  const result = accountId ? { login: { accountId, acr: levelOf(params.acr_values)! } } : { error: 'access_denied' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
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
