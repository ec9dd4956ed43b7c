/**
 * The first days of an installation in which nobody is known: an operator, a county, its administrators and its
 * account, each through the door that people use. No seed writes anything.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { newId } from '@seteli/kit/ids';
import { form, json, openBrowser, type Browser } from '@seteli/local/browser';
import { onceKnown, type Reply } from '@seteli/local/client';
import { PERSONAS, type HumanPersona, type PersonaKey } from '@seteli/local/personas';
import { REPOSITORY } from '@seteli/local/places';
import { httpUrl } from '@seteli/local/processes';
import { openRegistersClient } from '@seteli/local/registers/client';
import { PLATFORM } from '@seteli/schema/actors';
import { expect, test } from 'vitest';
import { until } from './waiting.ts';
import { useWorld } from './world.ts';

const world = useWorld({ seeded: false });
const LIMIT_MS = 400_000;

/** What whoever runs the command writes and reads. */
async function runFirstOperator({ person }: HumanPersona): Promise<{ code: number; said: string }> {
  const { home, ports } = world.system;
  const env = { ...process.env, NODE_ENV: 'development', SETELI_HOME: home, SETELI_PORT: String(ports.gateway) };
  const child = spawn(process.execPath, [path.join(REPOSITORY, 'scripts/first-operator.ts'), 'first'], { env });
  child.stdin.end(`${person.identityCode}\n${person.givenNames}\n${person.familyName}\n`);
  const ended = once(child, 'close');
  const [out, faults] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number];
  return { code, said: out + faults };
}

/** Identifies this person at the provider that stands at the address, and comes back. */
async function identify(browser: Browser, persona: PersonaKey, at: URL | string): Promise<Response> {
  const list = await browser.follow(at);
  return (await browser.follow(list.url, form({ person: persona }))).response;
}

/** Asks as whoever has signed in with the browser. */
async function asker(browser: Browser, organisation: string) {
  const answer = await browser.send(`${world.system.url}/sign-in/token`, json({ organisation }));
  expect(answer.status).toBe(200);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  // oxlint-disable-next-line typescript/no-explicit-any -- callers know what they asked for
  return async (field: string, selection: string, input?: object): Promise<any> => {
    const [first] = field;
    const query = input
      ? `mutation ($input: ${first!.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { ${selection} refusal { code path } } }`
      : `{ ${field} { ${selection} } }`;
    const body = { query, variables: input && { input: { idempotencyKey: newId(), ...input } } };
    const response = await fetch(`${world.system.url}/graphql`, {
      ...json(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    const { data, errors } = (await response.json()) as Reply;
    expect(errors ?? []).toEqual([]);
    return data[field];
  };
}

/** The secret of the link in the e-mail that came to this address. */
async function linkIn(to: string): Promise<string> {
  const registers = openRegistersClient(httpUrl(world.system.ports.registers));
  const [mail] = await until('the invitation arrives', async () => {
    const messages = await registers.messages(to);
    return messages.length > 0 && messages;
  });
  return /#([\w-]{43})$/m.exec(mail!.text)![1]!;
}

async function openLink(browser: Browser, secret: string): Promise<{ status: number; url?: string; error?: string }> {
  const answer = await browser.send(`${world.system.url}/sign-in/invitation/identify`, json({ secret }));
  return { status: answer.status, ...((await answer.json()) as { url?: string; error?: string }) };
}

async function join(to: string, persona: PersonaKey): Promise<Browser> {
  const browser = openBrowser();
  const { url } = await openLink(browser, await linkIn(to));
  expect((await identify(browser, persona, url!)).status).toBe(200);
  return browser;
}

const wish = (email: string) => ({ roles: ['ADMIN'], teamIds: [], email, language: 'FI', byOwnAccount: false });
const IBAN = 'FI2112345600000785';

test(
  'an empty installation gets its operator, a county, two administrators and an account that both have confirmed',
  async () => {
    expect(await runFirstOperator(PERSONAS.operator)).toMatchObject({ code: 0, said: expect.stringContaining('You are the operator now') });
    expect(await runFirstOperator(PERSONAS.operator)).toMatchObject({ code: 0, said: expect.stringContaining('already') });
    expect(await runFirstOperator(PERSONAS.aku)).toMatchObject({ code: 1, said: expect.stringContaining('There is an operator already') });

    const desk = openBrowser();
    expect((await identify(desk, 'operator', `${world.system.url}/sign-in/start`)).status).toBe(200);
    const operator = await asker(desk, PLATFORM.id);
    const { organiser } = await operator('openOrganiser', 'organiser { id }', {
      businessId: '9000009-7',
      kind: 'WELLBEING_COUNTY',
      names: { fi: 'Uusi hyvinvointialue', sv: 'Nya välfärdsområdet', en: 'The new wellbeing services county' },
      municipalityCodes: ['837'],
      languages: ['FI', 'SV'],
    });
    const invited = await onceKnown<{ refusal: { code: string } | null }>(() =>
      operator('inviteUser', 'invitation { state }', { ...wish('eka@example.fi'), organiserId: organiser.id }),
    );
    expect(invited).toEqual({ invitation: { state: 'INVITED' }, refusal: null });

    const first = await asker(await join('eka@example.fi', 'granter'), organiser.id);
    const { proposal } = await first('proposeIban', 'proposal { id }', { iban: IBAN });
    const confirmation = { proposalId: proposal.id, iban: IBAN };
    expect(await first('confirmIban', 'proposal { id }', confirmation)).toMatchObject({ refusal: { code: 'SECOND_PERSON_NEEDED' } });
    await first('inviteUser', 'invitation { id }', wish('toka@example.fi'));

    const second = await asker(await join('toka@example.fi', 'checker'), organiser.id);
    expect(await second('confirmIban', 'proposal { state }', confirmation)).toEqual({ proposal: { state: 'CONFIRMED' }, refusal: null });
    expect(await first('bankAccount', 'iban')).toEqual({ iban: IBAN });
    expect(await second('me', 'user { roles } organisation { id name } assurance person { givenNames }')).toEqual({
      user: { roles: ['ADMIN'] },
      organisation: { id: organiser.id, name: 'Uusi hyvinvointialue' },
      assurance: 'STRONG',
      person: { givenNames: PERSONAS.checker.person.givenNames },
    });

    await second('inviteUser', 'invitation { id }', wish('kolmas@example.fi'));
    const late = await linkIn('kolmas@example.fi');
    expect(await operator('closeOrganiser', 'organiser { id }', { organiserId: organiser.id })).toMatchObject({ refusal: null });
    await until('the invitation opens nothing', async () => (await openLink(openBrowser(), late)).error === 'organisation_closed');
  },
  LIMIT_MS,
);
