/**
 * A sign-in provider that does as a test wishes: by itself it identifies a person rightly, and each wish spoils one
 * thing. It takes every code, and does not look at the request.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose';
import { systemClock } from '@seteli/kit/clock';
import type { Running } from '@seteli/kit/process';
import { newSecret } from '@seteli/kit/secrets';
import { clientKeys, type ExchangeKey } from '@seteli/local/secrets';
import type { Settings } from '../src/config.ts';

export type Claims = Record<string, unknown>;
type Answer = (response: ServerResponse) => void;
type Signing = { readonly key: CryptoKey | Uint8Array; readonly header: JWTHeaderParameters };

export type Wish = {
  readonly claims?: Claims;
  readonly signing?: Partial<Signing>;
  /** What becomes of the signed token. Without a wish the provider encrypts it for identity. */
  readonly seal?: (signed: string, forIdentity: (signed: string) => Promise<string>) => string | Promise<string>;
  /** Answers the question for the token instead. */
  readonly answer?: Answer;
};

export type HostileProvider = Running & {
  /** The claims of a good identification, for the sign-in with this nonce. */
  readonly good: Claims;
  wish: Wish;
  /** What identity asked last at the token's address. */
  readonly lastForm: () => URLSearchParams;
  /** A key that it publishes for other clients, of an algorithm that is not agreed on with identity. */
  readonly ofOthers: Signing;
  /** From now on it signs with another key, and publishes only that. Returns the former one. */
  changeKey(): Promise<Signing>;
  readonly publicKey: () => JWK;
  /** Answers instead of the provider's description of itself, or its keys. */
  aside: { description?: Answer | undefined; keys?: Answer | undefined };
};

export const LOA2 = 'http://ftn.ficora.fi/2017/loa2';

const json = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

async function newSigning(alg = 'EdDSA'): Promise<Signing & { published: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = newSecret();
  return { key: privateKey, header: { alg, kid }, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Encrypts for a public key, as the provider does for identity. */
export const encryptFor = async (signed: string, key: JWK, header: { alg?: string; enc?: string } = {}): Promise<string> => {
  const { alg = 'ECDH-ES', enc = 'A256GCM' } = header;
  const encryption = new CompactEncrypt(Buffer.from(signed)).setProtectedHeader({ alg, enc, cty: 'JWT', kid: key.kid! });
  return await encryption.encrypt(await importJWK(key, alg));
};

export async function startHostileProvider(settings: Settings): Promise<HostileProvider> {
  const url = settings.SIGN_IN_URL;
  let signing = await newSigning();
  const ofOthers = await newSigning('ES256');
  let form = new URLSearchParams();
  const [, ours] = clientKeys(settings.SIGN_IN_SIGNING_KEY as ExchangeKey, settings.SIGN_IN_DECRYPTION_KEY as ExchangeKey).keys;

  async function idToken({ claims, signing: wished, seal = (signed, seal) => seal(signed) }: Wish): Promise<string> {
    const { key, header } = { ...signing, ...wished };
    const now = Math.floor(systemClock.now().epochMilliseconds / 1_000);
    const moments = { iat: now, exp: now + 300, auth_time: now - 5 };
    const signed = await new SignJWT({ ...moments, ...provider.good, ...claims }).setProtectedHeader(header).sign(key);
    return await seal(signed, (text) => encryptFor(text, ours as JWK));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { description, keys } = provider.aside;
    if (request.url === '/.well-known/openid-configuration')
      return description
        ? description(response)
        : json(response, {
            issuer: url,
            authorization_endpoint: `${url}/auth`,
            token_endpoint: `${url}/token`,
            jwks_uri: `${url}/jwks`,
            response_types_supported: ['code'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['EdDSA', 'ES256', 'HS256', 'none'],
            authorization_response_iss_parameter_supported: true,
          });
    if (request.url === '/jwks') return keys ? keys(response) : json(response, { keys: [signing.published, ofOthers.published] });
    form = await readForm(request);
    if (provider.wish.answer) return provider.wish.answer(response);
    json(response, { access_token: newSecret(), token_type: 'Bearer', expires_in: 60, id_token: await idToken(provider.wish) });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((fault: unknown) => json(response, { error: 'server_error', error_description: String(fault) }, 500));
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  const provider: HostileProvider = {
    url,
    good: { iss: url, aud: settings.SIGN_IN_CLIENT_ID, sub: 'somebody', acr: LOA2 },
    ofOthers,
    wish: {},
    aside: {},
    lastForm: () => form,
    publicKey: () => signing.published,
    async changeKey() {
      const former = signing;
      signing = await newSigning();
      return former;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}
