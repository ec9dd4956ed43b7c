/** What a caller learns of themselves: for whom they may act, how they identified themselves, and their sessions. */
import { decodeJwt } from 'jose';
import type { Actor } from '@seteli/kit/actor';
import { announce } from '@seteli/kit/outbox';
import { providerChanged } from '@seteli/schema/events/registry';
import { json, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { openPeer, untilApplied } from '@seteli/testing/peer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const { person, userId } = PERSONAS.recorder;
const ofCompany = json({ organisation: COMPANY.id });
const askToken = (browser: Browser) => browser.send(world.url('/sign-in/token'), ofCompany);

/** A browser in which Kaisa acts for her company, and what the gateway would say of her there. */
async function kaisaIn(program = 'Browser'): Promise<{ browser: Browser; actor: Actor }> {
  const { browser, callback } = await world.identified('recorder');
  await browser.send(callback.url, { headers: { 'user-agent': program } });
  const { access_token: token } = (await (await askToken(browser)).json()) as { access_token: string };
  const { acr, sid } = decodeJwt<{ acr: 'STRONG'; sid: string }>(token);
  return { browser, actor: { ...actorOf('recorder'), assurance: acr, sessionId: sid } };
}

const ask = async (actor: Actor, query: string, variables?: Record<string, unknown>) =>
  (await world.identity.ask(actor, query, variables)).data;
const SESSIONS = '{ me { sessions { id program current startedAt usedAt endsAt } } }';
const sessionsOf = async (actor: Actor): Promise<{ id: string; program: string; current: boolean; startedAt: string; endsAt: string }[]> =>
  (await ask(actor, SESSIONS)).me.sessions;
const END = 'mutation ($id: ID!) { endSession(input: { sessionId: $id }) { sessionId refusal { code path } } }';

test('a caller learns for whom they may act by name, and how they identified themselves', async () => {
  const registry = await openPeer('registry');
  const company = { providerId: COMPANY.id, businessId: COMPANY.businessId, companyName: 'Yritys', iban: null, unitIds: [], version: 1 };
  await registry.say('national', announce(providerChanged, COMPANY.id, company));
  await untilApplied(world.identity.database, [registry]);
  await registry.stop();
  const { actor } = await kaisaIn();
  const { me } = await ask(actor, '{ me { assurance organisation { kind id name } choices { organisation { kind id name } roles } } }');
  const ofTheCompany = { kind: 'PROVIDER', id: COMPANY.id, name: 'Yritys' };
  expect(me).toEqual({
    assurance: 'STRONG',
    organisation: ofTheCompany,
    choices: expect.arrayContaining([
      { organisation: { kind: 'PERSON', id: person.id, name: 'Kaisa Kirjaaja' }, roles: ['CLIENT'] },
      { organisation: ofTheCompany, roles: ['RECORDER'] },
    ]),
  });
  expect(me.choices).toHaveLength(2);
});

test('a system has neither choices nor sessions', async () => {
  expect((await ask(actorOf('system'), '{ me { assurance choices { roles } sessions { id } } }')).me).toEqual({
    assurance: null,
    choices: [],
    sessions: [],
  });
});

test('a person sees their own living sessions, and which one asks', async () => {
  const [phone, computer] = [await kaisaIn('Phone'), await kaisaIn('x'.repeat(500))];
  const sessions = await sessionsOf(computer.actor);
  expect(sessions.slice(0, 2)).toMatchObject([
    { id: computer.actor.sessionId, program: 'x'.repeat(200), current: true },
    { id: phone.actor.sessionId, program: 'Phone', current: false },
  ]);
  const [{ startedAt, endsAt } = { startedAt: '', endsAt: '' }] = sessions;
  expect(Temporal.Instant.from(startedAt).until(endsAt).total('hours')).toBe(8);
  const others = await sessionsOf({ ...actorOf('granter'), sessionId: 'none' });
  expect(others.map(({ id }) => id)).not.toContain(computer.actor.sessionId);
});

test('a person ends one session, and its browser gets no further token', async () => {
  const [lost, here] = [await kaisaIn('Lost'), await kaisaIn()];
  const ended = { endSession: { sessionId: lost.actor.sessionId, refusal: null } };
  expect(await ask(here.actor, END, { id: lost.actor.sessionId })).toEqual(ended);
  expect(await ask(here.actor, END, { id: lost.actor.sessionId })).toEqual(ended);
  expect((await askToken(lost.browser)).status).toBe(401);
  expect((await askToken(here.browser)).status).toBe(200);
  expect((await sessionsOf(here.actor)).map(({ id }) => id)).not.toContain(lost.actor.sessionId);
});

test("nobody ends another person's session, nor learns that it exists", async () => {
  const { browser, actor } = await kaisaIn();
  const answers = [actor.sessionId!, userId].map((id) => ask(actorOf('provider-admin'), END, { id }));
  for (const answer of await Promise.all(answers))
    expect(answer).toEqual({ endSession: { sessionId: null, refusal: { code: 'NOT_FOUND', path: ['sessionId'] } } });
  expect((await askToken(browser)).status).toBe(200);
});

test('a person who ends all other sessions keeps only the one that asks', async () => {
  const [one, two, here] = [await kaisaIn(), await kaisaIn(), await kaisaIn()];
  const before = (await sessionsOf(here.actor)).length;
  const { endOtherSessions } = await ask(here.actor, 'mutation { endOtherSessions { ended refusal { code } } }');
  expect(endOtherSessions).toEqual({ ended: before - 1, refusal: null });
  for (const { browser } of [one, two]) expect((await askToken(browser)).status).toBe(401);
  expect((await askToken(here.browser)).status).toBe(200);
  expect(await sessionsOf(here.actor)).toMatchObject([{ id: here.actor.sessionId, current: true }]);
});

test('a session that was idle too long is on no list', async () => {
  const { actor } = await kaisaIn();
  world.sessionClock.advance({ minutes: 30 });
  expect(await sessionsOf(actor)).toEqual([]);
});
