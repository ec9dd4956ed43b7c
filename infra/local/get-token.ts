/**
 * Gets an access token for scripts and tests the way people and systems get theirs: over HTTP, through the embedded
 * sign-in provider or by client credentials. The system itself has no short cut.
 */
import { z } from 'zod';
import { form, json, openBrowser, type Browser } from './browser.ts';
import { type PersonaKey, PERSONAS, type SystemPersona } from './personas.ts';
import { stateFolder } from './places.ts';
import { readSecrets } from './secrets.ts';
import { fieldsOf, type Chosen } from './sign-in-person.ts';

const tokenAnswer = z.object({ access_token: z.string() });

async function expectOk(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${what} was answered with ${response.status}: ${(await response.text()).slice(0, 300)}`);
}

const tokenOf = async (response: Response): Promise<string> =>
  tokenAnswer.parse(await (await expectOk(response, 'The wish for a token')).json()).access_token;

/** A browser in which this person has signed in; throws when the system does not let them in. */
export async function signIn(baseUrl: string, who: Chosen, browser: Browser = openBrowser()): Promise<Browser> {
  const list = await browser.follow(new URL('/sign-in/start', baseUrl));
  await expectOk(list.response, 'The list of test persons');
  const back = await browser.follow(list.url, form(fieldsOf(who)));
  await expectOk(back.response, `The sign-in of ${typeof who === 'string' ? who : 'a made-up person'}`);
  return browser;
}

/** An access token of anybody, also of people who are no personas. Who may act for one only needs no organisation. */
export async function getPersonToken(baseUrl: string, who: Chosen, organisationId?: string): Promise<string> {
  const browser = await signIn(baseUrl, who);
  const wish = organisationId === undefined ? {} : { organisation: organisationId };
  return await tokenOf(await browser.send(new URL('/sign-in/token', baseUrl), json(wish)));
}

const getSystemToken = async (baseUrl: string, { clientId }: SystemPersona, secret: string): Promise<string> =>
  tokenOf(await fetch(new URL('/token', baseUrl), form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret })));

/** The systems' secret, from the state folder of the system that runs at this address. */
const systemSecretOf = (baseUrl: string): string => readSecrets(stateFolder(Number(new URL(baseUrl).port))).system;

/**
 * An access token of a test person or test system. Pass `systemSecret` when the state folder is not this checkout's
 * own.
 */
export async function getToken(baseUrl: string, key: PersonaKey, systemSecret?: string): Promise<string> {
  const persona = PERSONAS[key];
  if ('person' in persona) return await getPersonToken(baseUrl, key, persona.organisation.id);
  return await getSystemToken(baseUrl, persona, systemSecret ?? systemSecretOf(baseUrl));
}
