/** Searches for clients in the access log: an auditor reads why each happened, and a client reads that it did. */
import { newId } from '@seteli/kit/ids';
import { PERSONAS } from '@seteli/local/personas';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, openWorld, type World } from './world.ts';

let world: World;
let registers: RegistersForTest;

beforeAll(async () => {
  registers = await openRegistersForTest();
  world = await openWorld(registers.settings);
});
afterAll(async () => {
  await world.stop();
  await registers.stop();
});

const { person } = PERSONAS.aku;
const granter = actorOf('granter');

const REGISTER = `mutation ($input: RegisterClientInput!) { registerClient(input: $input) { person { id } refusal { code } } }`;
const FIND = `query ($filter: PersonFilter!, $reason: String!) { findPersons(filter: $filter, reason: $reason) { id contacts { language } } }`;
const ACCESSES = `query ($filter: AccessFilter, $reason: String) { personAccesses(filter: $filter, reason: $reason) {
  edges { node { action outcome personId reason by { roles } sentence { en } } } } }`;

const register = async (identityCode: string, reason: string) =>
  (await world.identity.ask(granter, REGISTER, { input: { identityCode, reason, idempotencyKey: newId() } })).data.registerClient;
const find = async (identityCode: string, reason: string) =>
  (await world.identity.ask(granter, FIND, { filter: { identityCode }, reason })).data.findPersons;
/** Newest first. */
async function accesses(persona: 'auditor' | 'other-auditor' | 'aku') {
  const about = persona === 'aku' ? {} : { filter: { userId: granter.userId }, reason: 'Tarkastus' };
  const { data } = await world.identity.ask(actorOf(persona), ACCESSES, about);
  return data.personAccesses.edges.map(({ node }: { node: { action: string } }) => node);
}
const shown = { personId: person.id, outcome: 'SEEN', by: { roles: ['GRANTER'] } };

test('an auditor reads why somebody made a client known or looked for one, with what came of it; another organiser’s reads nothing', async () => {
  expect(await register(person.identityCode, 'Hakemus')).toEqual({ person: { id: person.id }, refusal: null });
  expect(await register('010203-9057', 'Väärä henkilö')).toEqual({ person: null, refusal: { code: 'NOT_FOUND' } });
  expect(await find(person.identityCode, 'Asiakas soitti')).toMatchObject([{ id: person.id }]);
  expect(await find('010203-9057', 'Toinen soitti')).toEqual([]);
  const searched = { personId: null, by: { roles: ['GRANTER'] } };
  expect(await accesses('auditor')).toMatchObject([
    { ...searched, action: 'PERSONS_SEARCHED', outcome: 'DONE', reason: 'Toinen soitti' },
    { ...shown, action: 'CONTACTS_READ', reason: null },
    { ...shown, action: 'PERSON_READ', reason: 'Asiakas soitti' },
    { ...searched, action: 'PERSONS_SEARCHED', outcome: 'DONE', reason: 'Asiakas soitti' },
    { ...searched, action: 'CLIENT_SOUGHT', outcome: 'REFUSED', reason: 'Väärä henkilö' },
    { ...shown, action: 'PERSON_READ', reason: 'Hakemus' },
    { ...shown, action: 'CLIENT_REGISTERED', outcome: 'DONE', reason: 'Hakemus' },
  ]);
  expect(await accesses('other-auditor')).toEqual([]);
});

test('a client reads in plain words that a granter looked for them, and not the granter’s words', async () => {
  const theirs = (await accesses('aku')).filter(({ action }: { action: string }) => !action.startsWith('SIGNED'));
  expect(theirs).toMatchObject([
    { ...shown, action: 'CONTACTS_READ', reason: null, sentence: { en: 'Looked at how to reach the person.' } },
    { ...shown, action: 'PERSON_READ', reason: null },
    { ...shown, action: 'PERSON_READ', reason: null },
    { ...shown, action: 'CLIENT_REGISTERED', outcome: 'DONE', reason: null },
  ]);
});
