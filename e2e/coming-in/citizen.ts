/**
 * A citizen, their daughter and the people who serve them: what each of them sees, and that the citizen sees who
 * looked. Registers the tests.
 */
import { expect, it } from 'vitest';
import { PATIENCE_MS, until } from '../waiting.ts';
import { dayBefore, LIMIT_MS, type Scene } from './scene.ts';
import { FIRST_DAY } from './county.ts';
import type { Town } from './visitors.ts';

const REASON = 'Hakemus 12.11.';
const MATTERS = ['palvelusetelit', 'palvelusetelien-katselu', 'palvelusetelien-maksut'];
const VOUCHERS = '{ vouchers { edges { node { id state } } } }';

const visitTimes = () => {
  const day = Temporal.PlainDate.from(dayBefore(1));
  const at = (plainTime: string) => day.toZonedDateTime({ timeZone: 'Europe/Helsinki', plainTime }).toInstant().toString();
  return { start: at('10:00'), end: at('12:00') };
};

export function whomTheCountyServes(town: Town, scene: Scene): void {
  it('a citizen sees only themselves at first, and needs no account for that', { timeout: LIMIT_MS }, async () => {
    scene.citizen = await town.invent('Kauko', 'Kansalainen');
    await scene.citizen.signIn();
    const citizen = await scene.citizen.as();
    const { me, vouchers, bookings, mandates } = await citizen.ask(`{
      me { organisation { id kind name } person { id familyName } choices { roles } }
      vouchers { totalCount } bookings { totalCount } mandates { id }
    }`);
    expect(me).toMatchObject({ organisation: { kind: 'PERSON', name: 'Kauko Kansalainen' }, choices: [{ roles: ['CLIENT'] }] });
    expect([vouchers, bookings, mandates]).toEqual([{ totalCount: 0 }, { totalCount: 0 }, []]);
    scene.citizenId = me.person.id;
    const granter = await scene.granter.as(scene.countyId);
    const search = 'query ($reason: String!) { findPersons(filter: { text: "Kansalainen" }, reason: $reason) { id } }';
    expect(await granter.ask(search, { reason: REASON })).toEqual({ findPersons: [] });
  });

  it(
    'a granter registers the citizen from the population register and grants a voucher, and the citizen sees it',
    { timeout: LIMIT_MS },
    async () => {
      const granter = await scene.granter.as(scene.countyId);
      const { identityCode } = scene.citizen.who;
      const { person } = await granter.change('registerClient', 'person { id familyName }', { identityCode, reason: REASON });
      expect(person).toEqual({ id: scene.citizenId, familyName: 'Kansalainen' });
      const { voucher } = await granter.change('grantVoucher', 'voucher { id voucherNumber }', {
        personId: person.id,
        serviceId: scene.serviceId,
        firstDay: FIRST_DAY,
        clientCard: { name: 'Kauko Kansalainen', phone: '0401234567' },
        entitlements: [{ contentIds: [scene.contentId], minutes: 600, recurrence: 'MONTH' }],
      });
      Object.assign(scene, { voucherId: voucher.id, voucherNumber: voucher.voucherNumber });
      const citizen = await scene.citizen.as();
      const { vouchers } = await citizen.ask(VOUCHERS);
      expect(vouchers.edges).toMatchObject([{ node: { id: voucher.id } }]);
    },
  );

  it('the recorder books and records a visit, and everybody sees its shares to the cent', { timeout: LIMIT_MS }, async () => {
    const recorder = await scene.recorder.as(scene.companyId);
    // The number stands on the citizen's paper. Until the services have heard of the company they find nothing.
    const { voucher } = await (
      await scene.citizen.as()
    ).ask('query ($id: ID!) { voucher(id: $id) { voucherNumber } }', { id: scene.voucherId });
    await until(
      'the company is known',
      async () => (await recorder.ask(`{ voucher(id: "${scene.voucherId}") { id } }`)).voucher ?? undefined,
    );
    const { voucherByNumber } = await recorder.own('FindVoucher', voucher);
    expect(voucherByNumber).toMatchObject({ id: scene.voucherId, clientCard: { name: 'Kauko Kansalainen', streetAddress: null } });

    const wish = { voucherId: scene.voucherId, unitId: scene.unitId, firstDay: FIRST_DAY };
    const consents = { termsAccepted: true, contractFormed: true, channel: 'IN_PERSON' };
    // Until bookings has heard of a voucher it answers NOT_FOUND, as for another's voucher.
    const booking = await until(
      'the booking is made',
      async () => (await recorder.tryTo('makeBooking', 'booking { id }', { ...wish, ...consents })).booking ?? undefined,
      PATIENCE_MS,
    );
    const recorded = await recorder.own('Record', {
      input: { idempotencyKey: booking.id, visits: [{ bookingId: booking.id, ...visitTimes() }] },
    });
    const [{ visit }] = recorded.recordVisits.results;
    const sees = async (asker: typeof recorder) => {
      const { visits } = await asker.ask('{ visits { edges { node { id state total organiserShare clientShare } } } }');
      return visits.edges.map(({ node }: { node: object }) => node);
    };
    const approved = { id: visit.id, state: 'APPROVED', total: '77.00', organiserShare: '64.00', clientShare: '13.00' };
    await expect.poll(() => sees(recorder), { timeout: PATIENCE_MS }).toEqual([approved]);
    expect(await sees(await scene.checker.as(scene.countyId))).toEqual([approved]);
    expect(await sees(await scene.citizen.as())).toEqual([approved]);
  });
}

export function whoActsForAnother(town: Town, scene: Scene): void {
  it('a daughter acts by mandate, once they have chosen it', { timeout: LIMIT_MS }, async () => {
    scene.daughter = await town.invent('Tytti', 'Kansalainen');
    await scene.daughter.signIn();
    const herself = await scene.daughter.as();
    const pair = { delegate: scene.daughter.who.identityCode, principal: scene.citizen.who.identityCode };
    await town.registers.mandate({ ...pair, codes: MATTERS, from: FIRST_DAY });
    expect((await scene.daughter.choose('represent', 'Kansalainen Kauko')).status).toBe(200);

    expect(await scene.daughter.wishToken()).toMatchObject({ status: 400, answer: { error: 'organisation_required' } });
    const daughter = await scene.daughter.as(scene.citizenId);
    const { me, vouchers } = await daughter.ask(`{
      me { organisation { id name } person { givenNames } mandate { kind representedName } }
      vouchers { edges { node { id } } }
    }`);
    expect(me).toEqual({
      organisation: { id: scene.citizenId, name: 'Kauko Kansalainen' },
      person: { givenNames: 'Tytti' },
      mandate: { kind: 'MANDATE', representedName: 'Kauko Kansalainen' },
    });
    expect(vouchers.edges).toEqual([{ node: { id: scene.voucherId } }]);
    expect(await herself.ask(VOUCHERS)).toEqual({ vouchers: { edges: [] } });
  });

  it('the daughter is out with the next request when the mandate is revoked', { timeout: LIMIT_MS }, async () => {
    const daughter = await scene.daughter.as(scene.citizenId);
    expect((await daughter.send(VOUCHERS)).errors).toBeUndefined();
    await town.registers.revoke({ delegate: scene.daughter.who.identityCode, principal: scene.citizen.who.identityCode });
    expect(await daughter.send(VOUCHERS)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await scene.daughter.wishToken(scene.citizenId)).status).not.toBe(200);
    expect(await (await scene.daughter.as()).ask(VOUCHERS)).toEqual({ vouchers: { edges: [] } });
    const { mandates } = await (await scene.citizen.as()).ask('{ mandates { representativeName holds endedBy } }');
    expect(mandates).toEqual([{ representativeName: 'Tytti Kansalainen', holds: false, endedBy: 'REGISTER' }]);
  });
}

type Node = { right: string | null; by: { id: string | null; organisationId: string; roles: string[] } | null; sentence: { fi: string } };
type Given = { representativeName: string; representative: { id: string } };

export function whoLooked(scene: Scene): void {
  it('the citizen reads who looked at their data, for whom, by which right and in plain words', { timeout: LIMIT_MS }, async () => {
    const citizen = await scene.citizen.as();
    const lists = (await citizen.own('WhoSawMe')) as Record<string, { edges: { node: Node }[] }>;
    const nodes = Object.values(lists).flatMap(({ edges }) => edges.map(({ node }) => node));
    const given = (await citizen.own('MyMandates')).mandates as Given[];
    const names = new Map(given.map(({ representative, representativeName }) => [representative.id, representativeName]));
    const organisations: Record<string, string> = { [scene.countyId]: 'the county', [scene.companyId]: 'the company' };
    // Of other organisations the citizen reads the role, and not who somebody is.
    const nameIn = ({ id, organisationId, roles }: NonNullable<Node['by']>) =>
      id === null ? `${roles.join(' ')} of ${organisations[organisationId]}` : names.get(id);
    const told = nodes.map(({ right, by, sentence }) => [right ?? 'nobody', by && nameIn(by), sentence.fi].filter(Boolean).join(': '));
    const mandate = 'MANDATE: Tytti Kansalainen';
    expect([...new Set(told)].toSorted()).toEqual([
      `${mandate}: Katsoi nimeä ja turvakieltoa.`,
      `${mandate}: Katsoi palveluseteliä.`,
      `${mandate}: Oikeus asioida puolesta alkoi, tai se palautettiin.`,
      'ROLE: EVENT_CHECKER of the county: Katsoi varausta ja sen tapahtumia.',
      'ROLE: GRANTER of the county: Haki tiedot väestötietojärjestelmästä ja tallensi ne.',
      'ROLE: GRANTER of the county: Katsoi nimeä ja turvakieltoa.',
      'ROLE: GRANTER of the county: Katsoi palveluseteliä.',
      'ROLE: RECORDER of the company: Avasi palvelusetelin sen numerolla.',
      'ROLE: RECORDER of the company: Katsoi palvelusetelin asiakastietoja: nimeä ja yhteystietoja.',
      'ROLE: RECORDER of the company: Katsoi palveluseteliä.',
      'ROLE: RECORDER of the company: Katsoi varausta ja sen tapahtumia.',
      'nobody: Kirjautui sisään.',
      'nobody: Oikeus asioida puolesta päättyi.',
    ]);
  });
}
