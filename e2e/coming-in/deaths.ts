/**
 * Identity is killed while people are in the middle of coming in. Whoever tries again gets in, nothing is done by half
 * or twice, and who was in before notices nothing. Registers the tests.
 */
import type { Reply } from '@seteli/local/client';
import { newId } from '@seteli/kit/ids';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { beforeAll, expect, it } from 'vitest';
import { query, withTransaction } from '../books.ts';
import { until, untilWell } from '../waiting.ts';
import { deathsIn, type World } from '../world.ts';
import { verifyAccess } from './commands.ts';
import { FIRST_DAY, wishOf } from './county.ts';
import { BUSINESS_IDS, dayBefore, LIMIT_MS, type Scene } from './scene.ts';
import type { Asker, Town, Visitor } from './visitors.ts';

const KEY = newId();
const MATTERS = ['palvelusetelien-katselu'];
const ME = '{ me { organisation { id } } }';
const GRANT = 'mutation ($input: GrantVoucherInput!) { grantVoucher(input: $input) { voucher { id } refusal { code } } }';
const REGISTER = 'mutation ($input: RegisterClientInput!) { registerClient(input: $input) { person { id } refusal { code } } }';

/** What it says to whoever was in the middle. */
const LATER = { status: 503, body: { error: 'temporarily_unavailable' } };

export function whoIsInTheMiddle(world: World, town: Town, scene: Scene): void {
  const said = async (answer: Response) => ({ status: answer.status, body: (await answer.json()) as unknown });

  /** So many statements of a service wait for this table. */
  const waitingFor = async (service: ServiceName, table: string): Promise<number> => {
    const sql = 'select count(distinct pid)::int n from pg_locks where not granted and relation = $1::regclass';
    return (await query<{ n: number }>(world.system, service, sql, [table]))[0]!.n;
  };

  /**
   * Kills identity while all steps wait for a table of it: each is in the middle of its transaction, on every machine.
   */
  async function killDuring<T>(table: string, steps: readonly (() => Promise<T>)[]): Promise<T[]> {
    let begun: Promise<T[]> | undefined;
    await withTransaction(world.system, 'identity', async (client) => {
      // Nobody is kept from reading, nor is anybody who only asks.
      await client.query(`lock table ${table} in share row exclusive mode`);
      begun = Promise.all(steps.map((step) => step()));
      begun.catch(() => undefined);
      await until(`${steps.length} steps wait`, async () => (await waitingFor('identity', table)) >= steps.length);
      await world.system.process('identity').kill('SIGKILL');
    });
    return await begun!;
  }

  /** What the access log says that they did, or somebody with them. Looks at a name are many, and left out. */
  async function deedsOf(visitor: Visitor): Promise<string[]> {
    const { answer } = await visitor.wishToken();
    const themselves = await visitor.as(answer.choices?.[0].id as string | undefined);
    const { personAccesses } = await themselves.ask('{ personAccesses { edges { node { action outcome } } } }');
    const nodes = personAccesses.edges.map(({ node }: { node: { action: string; outcome: string } }) => node);
    return nodes.flatMap(({ action, outcome }: { action: string; outcome: string }) => (outcome === 'DONE' ? [action] : [])).toSorted();
  }

  type Middle = Record<'guest' | 'invitee' | 'signatory' | 'son' | 'client', Visitor> & { readonly link: string };
  let middle: Middle;
  let before: { readonly citizen: Asker; readonly recorder: Asker; readonly granter: Asker };
  let callbacks: readonly (readonly [Visitor, URL])[];
  const registering = () => ({ input: { idempotencyKey: KEY, identityCode: middle.client.who.identityCode, reason: 'Hakemus' } });
  const granting = () => ({
    input: {
      idempotencyKey: KEY,
      personId: scene.citizenId,
      serviceId: scene.serviceId,
      firstDay: dayBefore(0),
      clientCard: { name: 'Kauko Kansalainen' },
      entitlements: [{ contentIds: [scene.contentId], minutes: 60, recurrence: 'ONCE' }],
    },
  });
  let granted: Reply;

  beforeAll(async () => {
    const administrator = await scene.administrator.as(scene.countyId);
    await administrator.change('inviteUser', 'invitation { id }', wishOf(['SETTLEMENT_APPROVER'], 'hyvaksyja@example.fi'));
    const [guest, invitee, signatory, son, client] = [
      await town.invent('Veera', 'Vieras'),
      await town.invent('Heikki', 'Hyväksyjä'),
      await town.invent('Simo', 'Siivooja'),
      await town.invent('Poju', 'Kansalainen'),
      await town.invent('Arvo', 'Asiakas'),
    ];
    const pair = { delegate: son.who.identityCode, principal: scene.citizen.who.identityCode };
    await town.registers.mandate({ ...pair, codes: MATTERS, from: FIRST_DAY });
    const roles = [{ identityCode: signatory.who.identityCode, roles: ['NIMKO'] }];
    await town.registers.company({ businessId: BUSINESS_IDS.second, name: 'Siivous Simo Oy', roles });
    await Promise.all([signatory.signIn(), son.signIn()]);
    const link = await town.linkIn('hyvaksyja@example.fi');
    middle = { guest, invitee, signatory, son, client, link };
    before = {
      citizen: await scene.citizen.as(),
      recorder: await scene.recorder.as(scene.companyId),
      granter: await scene.granter.as(scene.countyId),
    };
    callbacks = [
      [guest, await guest.wayBack()],
      [invitee, await invitee.wayBack((await invitee.openLink(link)).url)],
      [signatory, await signatory.chosen('company', 'Siivous Simo Oy')],
      [son, await son.chosen('represent', 'Kansalainen Kauko')],
    ];
  }, LIMIT_MS);

  it('whoever comes back meanwhile hears that they may try later, and a grant goes on', { timeout: LIMIT_MS }, async () => {
    const { granter, recorder } = before;
    let answer: Promise<Reply>;
    // Vouchers is in the middle of the grant meanwhile, and asks nobody.
    await withTransaction(world.system, 'vouchers', async (client) => {
      await client.query('lock table voucher in share row exclusive mode');
      answer = granter.send(GRANT, granting());
      await until('the grant waits', async () => (await waitingFor('vouchers', 'voucher')) > 0);
      const comeBack = callbacks.map(
        ([{ browser }, url]) =>
          async () =>
            said(await browser.send(url)),
      );
      const [registered, ...answers] = await killDuring<unknown>('access_log', [() => granter.send(REGISTER, registering()), ...comeBack]);
      expect(answers).toEqual(callbacks.map(() => LATER));
      expect(registered).toMatchObject({ errors: [{}] });
      expect(await recorder.send('{ visits { totalCount } }')).toEqual({ data: { visits: { totalCount: 1 } } });
    });
    granted = await answer!;
    expect(granted).toEqual({ data: { grantVoucher: { voucher: { id: expect.any(String) }, refusal: null } } });
  });

  it(
    'whoever was in before goes on with the same token and cookie, and a repeated grant grants nothing more',
    { timeout: LIMIT_MS },
    async () => {
      for (const asker of Object.values(before)) await until('who was in is in', async () => (await asker.send(ME)).errors === undefined);
      for (const [visitor, organisation] of [[scene.citizen], [scene.recorder, scene.companyId]] as const)
        expect((await visitor.wishToken(organisation)).status).toBe(200);
      expect(await before.granter.send(GRANT, granting())).toEqual(granted);
      expect(await before.citizen.ask('{ vouchers { totalCount } }')).toEqual({ vouchers: { totalCount: 2 } });
    },
  );

  it('nothing of what was in the middle is there by half', { timeout: LIMIT_MS }, async () => {
    const { guest, invitee, signatory, son } = middle;
    const wishes = async (...visitors: Visitor[]) => Promise.all(visitors.map(async ({ wishToken }) => (await wishToken()).status));
    expect(await wishes(guest, invitee)).toEqual([401, 401]);
    expect(await wishes(signatory, son)).toEqual([200, 200]);
    expect(await Promise.all([signatory, son].map(deedsOf))).toEqual([['SIGNED_IN'], ['SIGNED_IN']]);
    // An answer of the provider counts once.
    for (const [{ browser }, url] of callbacks) expect((await browser.send(url)).status).toBe(400);
  });

  it('everybody gets in who tries again, and the access log has each deed once', { timeout: LIMIT_MS }, async () => {
    const { guest, invitee, signatory, son, client, link } = middle;
    expect(await before.granter.send(REGISTER, registering())).toMatchObject({ data: { registerClient: { refusal: null } } });
    const answers = [
      await guest.signIn(),
      await client.signIn(),
      await invitee.takeUp(link),
      await signatory.choose('company', 'Siivous Simo Oy'),
      await son.choose('represent', 'Kansalainen Kauko'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { me } = await (await invitee.as(scene.countyId)).ask('{ me { user { roles } } }');
    expect(me.user.roles).toEqual(['SETTLEMENT_APPROVER']);
    expect(await (await son.as(scene.citizenId)).ask('{ vouchers { totalCount } }')).toEqual({ vouchers: { totalCount: 2 } });
    expect(await Promise.all([guest, client, invitee, signatory, son].map(deedsOf))).toEqual([
      ['SIGNED_IN'],
      ['CLIENT_REGISTERED', 'SIGNED_IN'],
      ['INVITATION_TAKEN_UP', 'SIGNED_IN'],
      ['COMPANY_ENTERED', 'SIGNED_IN'],
      ['SIGNED_IN'],
    ]);
    expect((await deedsOf(scene.citizen)).filter((deed) => deed === 'MANDATE_MADE')).toHaveLength(2);
  });

  it(
    'a user whose invitation was taken up without an answer signs in, and a session without its next token goes on',
    { timeout: LIMIT_MS },
    async () => {
      const administrator = await scene.administrator.as(scene.countyId);
      await administrator.change('inviteUser', 'invitation { id }', wishOf(['CASE_HANDLER'], 'kasittelija@example.fi'));
      const invitee = await town.invent('Kielo', 'Käsittelijä');
      const link = await town.linkIn('kasittelija@example.fi');
      const url = await invitee.wayBack((await invitee.openLink(link)).url);
      const before = scene.recorder.browser.cookiesOf(world.system.url).get('seteli_session');
      const answers = await killDuring('session', [
        async () => said(await invitee.browser.send(url)),
        async () => {
          const { status, answer } = await scene.recorder.wishToken(scene.companyId);
          return { status, body: answer };
        },
      ]);
      expect(answers).toEqual([LATER, LATER]);
      expect(scene.recorder.browser.cookiesOf(world.system.url).get('seteli_session')).toBe(before);
      await untilWell(world.system);
      expect((await scene.recorder.wishToken(scene.companyId)).status).toBe(200);
      expect(await invitee.openLink(link)).toEqual({ status: 409, error: 'invitation_taken_up' });
      expect((await invitee.signIn()).status).toBe(200);
      expect((await (await invitee.as(scene.countyId)).ask('{ me { user { roles } } }')).me.user.roles).toEqual(['CASE_HANDLER']);
      expect(deathsIn(world)).toEqual([
        { name: 'identity', signal: 'SIGKILL' },
        { name: 'identity', signal: 'SIGKILL' },
      ]);
    },
  );

  it('the access log is whole, as the hashes in the logs of services show', { timeout: LIMIT_MS }, async () => {
    const unsealed = async () =>
      (await Promise.all(SERVICES.map((service) => query(world.system, service, 'select from access_unsealed')))).flat();
    await until('every row is sealed', async () => (await unsealed()).length === 0);
    const { code, said: told } = await verifyAccess(world);
    expect(told).toMatch(/^identity: \d+ blocks with \d{2,} rows, 0 rows wait, [1-9]\d* hashes from logs, 0 faults$/m);
    expect(code).toBe(0);
  });
}
