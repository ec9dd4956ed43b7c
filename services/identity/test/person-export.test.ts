/** Copies of a person's data: whole, for whoever may read them only, under seal, and gone after thirty days. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import type { Answers } from '@seteli/kit/backbone';
import { PERSON_DATA, type Holder, type PersonDataPage, type PersonDataQuestion } from '@seteli/schema/person-data';
import { PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { untilWorked } from '@seteli/testing/jobs';
import { openPeer, type Peer } from '@seteli/testing/peer';
import { shredPerson } from '../src/commands/erasing.ts';
import { registerPerson } from '../src/commands/person.ts';
import { copiesForgettingChore } from '../src/jobs/exporting.ts';
import { actorOf, openWorld, type World } from './world.ts';

const AKU = PERSONAS.aku.person;
const COUNTY = PIRKANMAA.id;

let world: World;
let peers: Peer[];
const asked: (PersonDataQuestion & { readonly of: Holder })[] = [];

/** Two pages, the second of them empty. */
const holder = (of: Holder, kind: PersonDataPage['records'][number]['kind']): Answers => ({
  [PERSON_DATA]: async (question: unknown) => {
    const { after } = question as PersonDataQuestion;
    asked.push({ of, ...(question as PersonDataQuestion) });
    const records = [{ kind, id: newId(), organiserId: COUNTY, facts: { note: `<${of}>` } }];
    return JSON.stringify({ records: after === null ? records : [], next: after === null ? `${kind} ${newId()}` : null });
  },
});

beforeAll(async () => {
  world = await openWorld();
  peers = await Promise.all([openPeer('vouchers', holder('vouchers', 'VOUCHER')), openPeer('bookings', holder('bookings', 'VISIT'))]);
});
afterAll(async () => {
  await world.stop();
  await Promise.all(peers.map((peer) => peer.stop()));
});

const JOB = 'job { id state done total } refusal { code details { count } }';
const EXPORT_MINE = `mutation ($input: ExportMyDataInput!) { exportMyData(input: $input) { ${JOB} } }`;
const EXPORT = `mutation ($input: ExportPersonInput!) { exportPerson(input: $input) { ${JOB} } }`;
const exportMine = async () =>
  (await world.identity.ask(actorOf('aku'), EXPORT_MINE, { input: { idempotencyKey: newId() } })).data.exportMyData;
const exportFor = async (who: PersonaKey, personId: string = AKU.id) =>
  world.identity.ask(actorOf(who), EXPORT, { input: { idempotencyKey: newId(), personId, reason: 'Salainen pyyntö' } });
const fetchCopy = async (who: PersonaKey, id: string, accept = 'application/json', language = 'fi') =>
  fetch(world.url(`/person-exports/${id}`), {
    headers: { accept, 'accept-language': language, authorization: `Bearer ${await world.identity.tokenFor(actorOf(who))}` },
  });
type Copy = {
  readonly personId: string;
  readonly organiserId: string | null;
  readonly records: readonly { readonly service: string; readonly kind: string; readonly facts: object }[];
};
const clear = () => world.identity.database.pool.query('delete from person_export');

describe('a copy of a person’s data', () => {
  test('waits while a service is away, goes on when it is back, and has the parts of all services', async () => {
    const { job, refusal } = await exportMine();
    expect([job.state, refusal]).toEqual(['WAITING', null]);
    // Settlement is away: its part is missing.
    await expect.poll(async () => (await read(job.id)).done, { timeout: 15_000 }).toBe(3);
    expect((await read(job.id)).state).toBe('RUNNING');
    peers.push(await openPeer('settlement', holder('settlement', 'CLIENT_STATEMENT')));
    await untilWorked(world.identity);
    expect(await read(job.id)).toEqual({ state: 'DONE', done: 4, total: 4 });

    const answer = await fetchCopy('aku', job.id);
    const copy = (await answer.json()) as Copy;
    expect([answer.status, answer.headers.get('cache-control'), copy.personId, copy.organiserId]).toEqual([200, 'no-store', AKU.id, null]);
    expect(copy.records.map(({ service, kind }) => `${service} ${kind}`)).toEqual([
      'identity PERSON',
      'identity USER',
      'vouchers VOUCHER',
      'bookings VISIT',
      'settlement CLIENT_STATEMENT',
    ]);
    expect(copy.records[0]!.facts).toMatchObject({ givenNames: AKU.givenNames, familyName: AKU.familyName, identityCodeIsKept: true });
    expect(JSON.stringify(copy)).not.toContain(AKU.identityCode);
    expect(asked.every(({ personId, organiserId }) => personId === AKU.id && organiserId === null)).toBe(true);
  });

  test.each([
    ['fi', 'Tietosi palvelusetelijärjestelmässä', 'Sukunimi'],
    ['sv', 'Dina uppgifter i servicesedelsystemet', 'Släktnamn'],
    ['en', 'Your data in the voucher system', 'Family name'],
  ])('is a page without scripts in %s', async (language, title, familyName) => {
    await clear();
    const { job } = await exportMine();
    await untilWorked(world.identity);
    const answer = await fetchCopy('aku', job.id, 'text/html', language);
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    for (const text of [`<html lang="${language}">`, title, familyName, AKU.familyName]) expect(page).toContain(text);
    // What people wrote is text there, and no markup.
    expect(page).toContain('&#60;vouchers&#62;');
    expect(page).not.toMatch(/<script|<vouchers>/);
  });

  test('holds only an organiser’s own part when its administrator asks, and tells why nowhere in the open', async () => {
    await clear();
    asked.length = 0;
    const { data } = await exportFor('organiser-admin');
    const { job } = data.exportPerson;
    await untilWorked(world.identity);
    const copy = (await (await fetchCopy('second-organiser-admin', job.id)).json()) as Copy;
    expect([copy.organiserId, copy.records.map(({ kind }) => kind)]).toEqual([COUNTY, ['PERSON', 'VOUCHER', 'VISIT', 'CLIENT_STATEMENT']]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ organiserId }) => organiserId === COUNTY)).toBe(true);
    const { rows } = await world.identity.database.pool.query(
      "select (select string_agg(e::text, ' ') from person_export e) as exports, (select string_agg(i::text, ' ') from idempotency i) as keys",
    );
    expect(JSON.stringify(rows)).not.toContain('Salainen');
  });

  test.each<[string, PersonaKey]>([
    ['another person', 'other-client'],
    ['another organiser’s administrator', 'other-organiser-admin'],
    ['an officer who may not ask for copies', 'granter'],
    ['the organiser of the person, when the person asked', 'organiser-admin'],
  ])('looks to %s as if it were not there', async (_, who) => {
    await clear();
    const { job } = await exportMine();
    await untilWorked(world.identity);
    expect((await fetchCopy(who, job.id)).status).toBe(404);
    expect((await fetchCopy('aku', job.id)).status).toBe(200);
    expect((await fetchCopy('aku', newId())).status).toBe(404);
    const { data } = await world.identity.ask(actorOf(who), 'query ($id: ID!) { identityJob(id: $id) { state } }', { id: job.id });
    expect(data.identityJob).toBeNull();
  });

  test('goes to nobody without a token of the gateway', async () => {
    expect((await fetch(world.url(`/person-exports/${newId()}`))).status).toBe(401);
    const headers = { authorization: `Bearer ${await world.identity.gatewayToken()}` };
    expect((await fetch(world.url(`/person-exports/${newId()}`), { headers })).status).toBe(401);
  });

  test('is refused for a person whom the organiser does not serve, and to whoever has three', async () => {
    await clear();
    expect((await exportFor('other-organiser-admin')).data.exportPerson.refusal.code).toBe('NOT_FOUND');
    expect((await exportFor('granter')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (let copy = 0; copy < 3; copy++) expect((await exportMine()).refusal).toBeNull();
    expect((await exportMine()).refusal).toEqual({ code: 'LIMIT_REACHED', details: { count: 3 } });
    await untilWorked(world.identity);
  });

  test('is unreadable in the database, and gone when the person’s key is', async () => {
    const person = { ...PERSONAS['other-client'].person, id: newId(), identityCode: '010180-9026' };
    const registered = await registerPerson(world.desk, { ...person, protectedAddress: false, diedOn: null, organiserIds: [COUNTY] });
    expect(registered.accepted).toBe(true);
    const personId = registered.accepted ? registered.value : '';
    const { job } = (await exportFor('organiser-admin', personId)).data.exportPerson;
    await untilWorked(world.identity);
    const { rows } = await world.identity.database.pool.query('select sealed_page from person_export_page where export_id = $1', [job.id]);
    expect(rows.length).toBe(4);
    expect(JSON.stringify(rows)).not.toContain(person.familyName);
    expect((await fetchCopy('organiser-admin', job.id)).status).toBe(200);
    await shredPerson(world.desk, personId);
    expect((await fetchCopy('organiser-admin', job.id)).status).toBe(404);
    expect((await world.identity.database.pool.query('select from person_export_page where export_id = $1', [job.id])).rowCount).toBe(0);
    expect((await exportFor('organiser-admin', personId)).data.exportPerson.refusal.code).toBe('NOT_FOUND');
  });

  test('is forgotten after thirty days, and not before', async () => {
    await clear();
    const { job } = await exportMine();
    await untilWorked(world.identity);
    const begun = world.identity.clock.now();
    const chore = copiesForgettingChore({ database: world.desk.database, clock: world.identity.clock });
    world.identity.clock.set(begun.add({ hours: 30 * 24 - 1 }).toString());
    await chore.run();
    expect((await fetchCopy('aku', job.id)).status).toBe(200);
    world.identity.clock.set(begun.add({ hours: 30 * 24 }).toString());
    expect((await fetchCopy('aku', job.id)).status).toBe(404);
    await chore.run();
    expect((await world.identity.database.pool.query('select from person_export_page')).rowCount).toBe(0);
    world.identity.clock.set(begun.toString());
  });
});

const read = async (id: string) =>
  (await world.identity.ask(actorOf('aku'), 'query ($id: ID!) { identityJob(id: $id) { state done total } }', { id })).data.identityJob;
