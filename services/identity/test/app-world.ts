/** Other people's apps beside identity: they are registered, ask a person's browser, and exchange codes. */
import { newId } from '@seteli/kit/ids';
import { markOf, newSecret } from '@seteli/kit/secrets';
import { form, type Browser } from '@seteli/local/browser';
import { expect } from 'vitest';
import { actorOf, type World } from './world.ts';

export const OPERATOR = { ...actorOf('operator'), assurance: 'STRONG' } as const;
export const ORIGIN = 'https://app.example';
export const REDIRECTS = { BROWSER: `${ORIGIN}/back`, NATIVE: 'example.app:/back', LOOPBACK: 'http://127.0.0.1/back' } as const;

export const SAVE_APP = `mutation ($input: SaveAppInput!) { saveApp(input: $input) {
  app { id version kind names { fi sv en } redirectUris origins closedAt } refusal { code path message } } }`;
export const CLOSE_APP = `mutation ($input: CloseAppInput!) { closeApp(input: $input) { app { id closedAt } refusal { code path } } }`;

export const wishOf = (kind: 'NATIVE' | 'BROWSER', own: object = {}) => ({
  idempotencyKey: newId(),
  kind,
  names: { fi: 'Kalenteri', sv: 'Kalender', en: 'Calendar' },
  redirectUris: kind === 'BROWSER' ? [REDIRECTS.BROWSER] : [REDIRECTS.NATIVE, REDIRECTS.LOOPBACK],
  origins: kind === 'BROWSER' ? [ORIGIN] : [],
  ...own,
});

export async function registerApp(world: World, kind: 'NATIVE' | 'BROWSER', own: object = {}): Promise<string> {
  const { data } = await world.identity.ask(OPERATOR, SAVE_APP, { input: wishOf(kind, own) });
  expect(data.saveApp.refusal).toBeNull();
  return data.saveApp.app.id;
}

export async function closeApp(world: World, appId: string): Promise<void> {
  const { data } = await world.identity.ask(OPERATOR, CLOSE_APP, { input: { idempotencyKey: newId(), appId } });
  expect(data.closeApp).toEqual({ app: { id: appId, closedAt: expect.any(String) }, refusal: null });
}

type Fields = Record<string, string>;
/** What the app asks, and the verifier that it keeps. */
export type Question = { readonly verifier: string; readonly fields: Fields };

/** A field of `undefined` is left out. */
export function questionOf(appId: string, redirectUri: string = REDIRECTS.BROWSER, own: Record<string, string | undefined> = {}): Question {
  const verifier = newSecret();
  const fields = {
    response_type: 'code',
    client_id: appId,
    redirect_uri: redirectUri,
    state: newSecret(),
    code_challenge: markOf(verifier),
    code_challenge_method: 'S256',
    ...own,
  };
  return { verifier, fields: Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined)) };
}

const HTML = { headers: { accept: 'text/html' } };

export const openQuestion = (world: World, browser: Browser, { fields }: Pick<Question, 'fields'>): Promise<Response> =>
  browser.send(world.url(`/authorize?${new URLSearchParams(fields)}`), HTML);

/** The person presses a button. A choice of `undefined` is none. */
export const press = (world: World, browser: Browser, { fields }: Pick<Question, 'fields'>, organisation?: string, decision = 'allow') =>
  browser.send(world.url('/authorize'), form({ ...fields, decision, ...(organisation !== undefined && { organisation }) }));

export const answerIn = (response: Response): Record<string, string> => {
  expect(response.status).toBe(303);
  return Object.fromEntries(new URL(response.headers.get('location')!).searchParams);
};

/** The code that an app gets when this browser's person lets it act for this organisation. */
export async function codeFor(world: World, browser: Browser, question: Question, organisation: string): Promise<string> {
  const { code, state, iss, ...others } = answerIn(await press(world, browser, question, organisation));
  expect([state, iss, others]).toEqual([question.fields.state, world.settings.PUBLIC_URL, {}]);
  return code!;
}

export type Tokens = { readonly access_token: string; readonly refresh_token: string; readonly expires_in: number };
export type Answer = { readonly status: number; readonly body: Tokens & { readonly error?: string } };

export async function post(
  world: World,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(world.url(path), { ...form(fields), headers });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {} };
}

export const exchange = (world: World, { verifier, fields }: Question, code: string, own: Record<string, string> = {}): Promise<Answer> =>
  post(world, '/token', {
    grant_type: 'authorization_code',
    code,
    client_id: fields.client_id!,
    redirect_uri: fields.redirect_uri!,
    code_verifier: verifier,
    ...own,
  });

export const refresh = (world: World, appId: string, refreshToken: string): Promise<Answer> =>
  post(world, '/token', { grant_type: 'refresh_token', client_id: appId, refresh_token: refreshToken });

/** The tokens of an app that this person let act for this organisation. */
export async function tokensOf(world: World, browser: Browser, question: Question, organisation: string): Promise<Tokens> {
  const { status, body } = await exchange(world, question, await codeFor(world, browser, question, organisation));
  expect(status).toBe(200);
  return body;
}
