/**
 * A county, a company and their people come in by themselves, until a citizen could be granted something. Registers the
 * tests.
 */
import { expect, it } from 'vitest';
import type { World } from '../world.ts';
import { runFirstOperator } from './commands.ts';
import { BUSINESS_IDS, dayBefore, IBAN, joined, LIMIT_MS, type Scene } from './scene.ts';
import type { Town } from './visitors.ts';

const EVERY_DAY = [{ dayClasses: ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'], from: '00:00', to: '24:00' }];
const same = (name: string) => ({ fi: name, sv: name, en: name });
export const wishOf = (roles: readonly string[], email: string, teamIds: readonly string[] = []) => ({
  roles,
  teamIds,
  email,
  language: 'FI',
  byOwnAccount: false,
});

/** Long ago, so that nothing here depends on the day of the test. */
export const FIRST_DAY = dayBefore(60);

export function whoOpensACounty(world: World, town: Town, scene: Scene): void {
  it('one command makes the operator, once', { timeout: LIMIT_MS }, async () => {
    scene.operator = await town.invent('Outi', 'Operaattori');
    const other = await town.invent('Urho', 'Utelias');
    expect(await runFirstOperator(world, scene.operator.who)).toMatchObject({
      code: 0,
      said: expect.stringContaining('You are the operator now'),
    });
    const [again, another] = await Promise.all([runFirstOperator(world, scene.operator.who), runFirstOperator(world, other.who)]);
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining('already') });
    expect(another).toMatchObject({ code: 1, said: expect.stringContaining('There is an operator already') });
  });

  it('the operator opens a county, and gets at nothing in it', { timeout: LIMIT_MS }, async () => {
    expect((await scene.operator.signIn()).status).toBe(200);
    const operator = await scene.operator.as(scene.platformId);
    const { organiser } = await operator.change('openOrganiser', 'organiser { id languages settlementDay }', {
      businessId: BUSINESS_IDS.county,
      kind: 'WELLBEING_COUNTY',
      names: { fi: 'Uusi hyvinvointialue', sv: 'Nya välfärdsområdet', en: 'The new wellbeing services county' },
      municipalityCodes: ['837'],
      languages: ['FI'],
    });
    scene.countyId = organiser.id;
    await operator.change('inviteUser', 'invitation { state }', { ...wishOf(['ADMIN'], 'eka@example.fi'), organiserId: organiser.id });
    expect((await operator.send('{ serviceTeams { id } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await operator.send('{ vouchers { totalCount } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('the first administrator comes by a link, and says how the county serves people', { timeout: LIMIT_MS }, async () => {
    scene.administrator = await joined(town, 'Aino', 'Alku', 'eka@example.fi');
    const administrator = await scene.administrator.as(scene.countyId);
    const { organiser } = await administrator.change('saveOrganiserSettings', 'organiser { languages contact { email } settlementDay }', {
      languages: ['FI', 'SV'],
      contact: { email: 'palvelusetelit@example.fi' },
      settlementDay: 6,
    });
    expect(organiser).toEqual({ languages: ['FI', 'SV'], contact: { email: 'palvelusetelit@example.fi' }, settlementDay: 6 });
  });

  it('an account holds when a second administrator has confirmed it, and not before', { timeout: LIMIT_MS }, async () => {
    const first = await scene.administrator.as(scene.countyId);
    const { proposal } = await first.change('proposeIban', 'proposal { id }', { iban: IBAN });
    const confirmation = { proposalId: proposal.id, iban: IBAN };
    expect(await first.tryTo('confirmIban', 'proposal { id }', confirmation)).toMatchObject({ refusal: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await first.ask('{ bankAccount { iban } }')).toEqual({ bankAccount: { iban: null } });

    await first.change('inviteUser', 'invitation { id }', wishOf(['ADMIN'], 'toka@example.fi'));
    const second = await (await joined(town, 'Toini', 'Toinen', 'toka@example.fi')).as(scene.countyId);
    await second.change('confirmIban', 'proposal { state }', confirmation);
    expect(await first.ask('{ bankAccount { iban } }')).toEqual({ bankAccount: { iban: IBAN } });
    const { me } = await second.ask('{ me { user { roles } organisation { id name } assurance person { givenNames } } }');
    expect(me).toEqual({
      user: { roles: ['ADMIN'] },
      organisation: { id: scene.countyId, name: 'Uusi hyvinvointialue' },
      assurance: 'STRONG',
      person: { givenNames: 'Toini' },
    });
  });

  it('the administrator publishes a service, and invites a granter and a checker for its clients', { timeout: LIMIT_MS }, async () => {
    const administrator = await scene.administrator.as(scene.countyId);
    const { service } = await administrator.change('publishService', 'service { id contents { id } }', {
      code: 'KS',
      names: { fi: 'Kotisiivous', sv: 'Hemstädning', en: 'Home cleaning' },
      firstDay: FIRST_DAY,
      contents: [{ code: 'a', names: same('Aina'), deductibleAllowed: true, bands: EVERY_DAY }],
    });
    Object.assign(scene, { serviceId: service.id, contentId: service.contents[0].id });
    await administrator.change('publishValues', 'unitValues { value }', {
      serviceId: service.id,
      firstDay: FIRST_DAY,
      values: [{ contentId: scene.contentId, value: '32.00' }],
    });
    const { serviceTeam: team } = await administrator.change('saveServiceTeam', 'serviceTeam { id }', {
      name: 'Seniorineuvonta',
      serviceIds: [service.id],
      memberIds: [],
    });
    await administrator.change('inviteUser', 'invitation { id }', wishOf(['GRANTER'], 'myontaja@example.fi', [team.id]));
    await administrator.change('inviteUser', 'invitation { id }', wishOf(['EVENT_CHECKER'], 'tarkastaja@example.fi', [team.id]));
    scene.granter = await joined(town, 'Maire', 'Myöntäjä', 'myontaja@example.fi');
    scene.checker = await joined(town, 'Taimi', 'Tarkastaja', 'tarkastaja@example.fi');
    const { me } = await (await scene.granter.as(scene.countyId)).ask('{ me { user { roles teams { name } } choices { roles } } }');
    expect(me).toMatchObject({ user: { roles: ['GRANTER'], teams: [{ name: 'Seniorineuvonta' }] }, choices: [{ roles: ['CLIENT'] }, {}] });
  });
}

export function whoBringsACompany(town: Town, scene: Scene): void {
  it('a signatory comes in for a company that nobody here knew, as the registers say it', { timeout: LIMIT_MS }, async () => {
    scene.signatory = await town.invent('Sirkka', 'Siivooja');
    await town.registers.company({
      businessId: BUSINESS_IDS.company,
      name: 'Siivous Sirkka Oy',
      form: { code: '16', fi: 'Osakeyhtiö', sv: 'Aktiebolag', en: 'Limited company' },
      addresses: [
        { kind: 'VISITING', street: 'Siivouskuja', buildingNumber: '2', postalCode: '00002', city: 'TURKU', municipalityCode: '853' },
      ],
      roles: [{ identityCode: scene.signatory.who.identityCode, roles: ['NIMKO'] }],
    });
    await scene.signatory.signIn();
    expect((await scene.signatory.choose('company', 'Siivous Sirkka Oy')).status).toBe(200);
    const { answer } = await scene.signatory.wishToken();
    expect(answer).toMatchObject({
      error: 'organisation_required',
      choices: [{ kind: 'PERSON' }, { kind: 'PROVIDER', roles: ['SIGNATORY'] }],
    });
    scene.companyId = answer.choices[1].id;

    const signatory = await scene.signatory.as(scene.companyId);
    const { provider } = await signatory.change(
      'registerProviderFromRegister',
      'provider { id name form { sv } registeredAddress { streetAddress } units { id } }',
      { businessId: BUSINESS_IDS.company },
    );
    expect(provider).toMatchObject({
      id: scene.companyId,
      name: 'Siivous Sirkka Oy',
      form: { sv: 'Aktiebolag' },
      registeredAddress: { streetAddress: 'Siivouskuja 2' },
    });
    scene.unitId = provider.units[0].id;
  });

  it('the signatory invites a recorder, and the county approves the company and its prices', { timeout: LIMIT_MS }, async () => {
    const signatory = await scene.signatory.as(scene.companyId);
    const { serviceId, unitId } = scene;
    const { serviceTeam: team } = await signatory.change('saveServiceTeam', 'serviceTeam { id }', {
      name: 'Siivoojat',
      serviceIds: [serviceId],
      memberIds: [],
    });
    await signatory.change('inviteUser', 'invitation { id }', wishOf(['RECORDER'], 'kirjaaja@example.fi', [team.id]));
    scene.recorder = await joined(town, 'Kaino', 'Kirjaaja', 'kirjaaja@example.fi');

    const administrator = await scene.administrator.as(scene.countyId);
    await administrator.change('approveProvider', 'approval { id }', { providerId: scene.companyId, serviceId, firstDay: FIRST_DAY });
    const prices = [{ contentId: scene.contentId, price: '38.50' }];
    const { priceList } = await signatory.change('submitPriceList', 'priceList { id }', { unitId, serviceId, firstDay: FIRST_DAY, prices });
    const accepted = await administrator.change('acceptPriceList', 'priceList { state }', { priceListId: priceList.id });
    expect(accepted.priceList).toEqual({ state: 'IN_FORCE' });
  });
}

export function whatIsOpenedByMistake(town: Town, scene: Scene): void {
  it('a county that was opened by mistake is closed, and its invitation opens nothing', { timeout: LIMIT_MS }, async () => {
    const operator = await scene.operator.as(scene.platformId);
    const { organiser } = await operator.change('openOrganiser', 'organiser { id }', {
      businessId: BUSINESS_IDS.mistake,
      kind: 'MUNICIPALITY',
      names: same('Erehdys'),
      languages: ['FI'],
    });
    const wish = { ...wishOf(['ADMIN'], 'erehdys@example.fi'), organiserId: organiser.id };
    await operator.change('inviteUser', 'invitation { id }', wish);
    const link = await town.linkIn('erehdys@example.fi');
    await operator.change('closeOrganiser', 'organiser { id }', { organiserId: organiser.id });
    const invitee = await town.invent('Eetu', 'Erehtynyt');
    await expect.poll(async () => (await invitee.openLink(link)).error).toBe('organisation_closed');
  });
}
