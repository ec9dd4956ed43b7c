/**
 * The page of a stranger's app, as one would write it from our document: it finds its way by that document alone, and
 * knows no library of ours.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const html = (issuer: string, appId: string): string => `<!doctype html>
<meta charset="utf-8">
<title>Calendar</title>
<button id="connect">Connect</button>
<output id="result"></output>
<script type="module">
const [issuer, clientId] = ${JSON.stringify([issuer, appId])};
const redirectUri = location.origin + '/back';
const show = (value) => (document.querySelector('#result').textContent = JSON.stringify(value));
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const secret = () => text(crypto.getRandomValues(new Uint8Array(32)));
const server = async () => (await fetch(issuer + '/.well-known/oauth-authorization-server')).json();
const post = async (url, fields) => (await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })).json();
const me = async (token) => {
  const response = await fetch(issuer + '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token },
    body: JSON.stringify({ query: '{ me { organisation { id } sessions { current app { en } } } }' }),
  });
  return (await response.json()).data.me;
};

document.querySelector('#connect').onclick = async () => {
  const [verifier, state] = [secret(), secret()];
  sessionStorage.setItem('app', JSON.stringify({ verifier, state }));
  const challenge = text(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const { authorization_endpoint } = await server();
  location.href = authorization_endpoint + '?' + new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state, code_challenge: challenge, code_challenge_method: 'S256',
  });
};

/** What the page may read: its own answers, and nothing that rests on the person's cookie. */
const attempt = (work) => work().catch((fault) => fault.name);
const answer = new URLSearchParams(location.search);
if (location.hash) show({ stolen: await attempt(() => me(location.hash.slice(1))) });
else if (answer.has('code')) {
  const { verifier, state } = JSON.parse(sessionStorage.getItem('app'));
  if (state !== answer.get('state') || issuer !== answer.get('iss')) throw new Error('Not our answer.');
  const { token_endpoint, revocation_endpoint } = await server();
  const own = { client_id: clientId };
  const first = await post(token_endpoint, {
    ...own, grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: redirectUri, code_verifier: verifier,
  });
  const next = await post(token_endpoint, { ...own, grant_type: 'refresh_token', refresh_token: first.refresh_token });
  const cookie = await attempt(() => fetch(issuer + '/sign-in/token', { method: 'POST', credentials: 'include' }));
  const seen = await me(next.access_token);
  const revoked = await fetch(revocation_endpoint, { method: 'POST', body: new URLSearchParams({ ...own, token: next.refresh_token }) });
  show({ me: seen, cookie, token: next.access_token, revoked: revoked.status });
}
</script>
`;

export type StrangersPage = { readonly port: number; stop(): void };

/** `appIdOf` is asked at each request: the app is registered after its port is known. */
export async function servePage(issuer: string, appIdOf: () => string): Promise<StrangersPage> {
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(issuer, appIdOf()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
