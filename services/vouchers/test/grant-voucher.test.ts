/** Tests granting, seeing and ending vouchers through the service's own API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced, OPEN_TO_ALL } from '@seteli/testing/peer';
import { restrictionChanged, teamChanged } from '@seteli/schema/events/identity';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

let world: w.World;
const mergedId = newId();
beforeAll(async () => {
  world = await w.openWorld();
  await world.identity.say('national', w.personOf(mergedId), w.personOf(mergedId, { mergedInto: w.personId, version: 2 }));
  await world.heard();
});
afterAll(() => world.stop());

const grant = async (change: Record<string, unknown> = {}, actor = w.granter) =>
  (await world.vouchers.ask(actor, w.GRANT, { input: w.grantInput(change) })).data?.grantVoucher;

const BY_NUMBER = `query ($n: String!) { voucherByNumber(voucherNumber: $n) { id clientCard { name streetAddress } client { id } contents { id } } }`;
const byNumber = async (actor: typeof w.granter, n: string) => (await world.vouchers.ask(actor, BY_NUMBER, { n })).data.voucherByNumber;

describe('granting', () => {
  it('keeps an older number or draws a new one, and announces the voucher without personal data', async () => {
    const first = await grant({ voucherNumber: 'H0800000015002' });
    expect(first.refusal).toBeNull();
    expect(first.voucher).toMatchObject({ voucherNumber: 'H0800000015002', state: 'ACTIVE' });
    expect(first.voucher.entitlements[0]).toMatchObject({ quantity: { amount: '10', minutes: 600 }, remaining: { minutes: 600 } });
    expect((await grant()).voucher.voucherNumber).toMatch(/^H[2-9ACDEFHJKMPRTVXY]{15}$/);
    const events = await announced(world.vouchers.database, voucherGranted.type);
    expect(events[0]).toMatchObject({ partition: w.organiserId, data: { voucherNumber: 'H0800000015002', personId: w.personId } });
    expect(JSON.stringify(events)).not.toContain('Asiakas');
  });

  it.each([
    ['a service that vouchers has not heard of', { serviceId: newId() }, 'NOT_YET_KNOWN'],
    ['a last day before the first', { lastDay: '2026-05-31' }, 'INVALID_RANGE'],
    ['a content of another service', { entitlements: [{ contentIds: [newId()], minutes: 60, recurrence: 'MONTH' }] }, 'UNKNOWN_CONTENT'],
    ['no minutes', { entitlements: [{ contentIds: [w.contentA], minutes: 0, recurrence: 'MONTH' }] }, 'AMOUNT_NOT_POSITIVE'],
    [
      'a content twice',
      { entitlements: [1, 2].map(() => ({ contentIds: [w.contentA], minutes: 60, recurrence: 'MONTH' })) },
      'CONTENT_GRANTED_TWICE',
    ],
    ['a number that is in use', { voucherNumber: 'H0800000015002' }, 'NUMBER_TAKEN'],
    ['nobody', { personId: newId() }, 'NOT_FOUND'],
    ['an organisation', { personId: w.organiserId }, 'NOT_FOUND'],
    ['a service', { personId: w.serviceId }, 'NOT_FOUND'],
    ['a person who turned out to be another', { personId: mergedId }, 'NOT_FOUND'],
    // Users who ask about persons learn nothing as long as they grant nothing.
    ['nobody, in a wish that is refused anyway', { personId: newId(), lastDay: '2026-05-31' }, 'INVALID_RANGE'],
    ['nobody, under a number that is in use', { personId: newId(), voucherNumber: 'H0800000015002' }, 'NUMBER_TAKEN'],
  ])('refuses %s', async (_, change, code) => {
    const { voucher, refusal } = await grant(change);
    expect(voucher).toBeNull();
    expect(refusal.code).toBe(code);
    expect(refusal.message.length).toBeGreaterThan(5);
  });

  it.each([
    ['a name of 200,000 characters', { name: 'A'.repeat(200_000) }, 'name'],
    ['a name that turns the direction of writing', { name: 'Aku \u202eanamaP' }, 'name'],
    ['a name without a letter', { name: ' \u00a0 ' }, 'name'],
    ['a street of two lines', { streetAddress: 'Kuja 1\nKuja 2' }, 'streetAddress'],
    ['an address too long for any e-mail', { email: `${'a'.repeat(250)}@b.fi` }, 'email'],
  ])('keeps no client card with %s', async (_, change, field) => {
    const input = w.grantInput({ clientCard: { name: 'Aku', municipality: 'Tampere', ...change } });
    const { data, errors } = await world.vouchers.ask(w.granter, w.GRANT, { input });
    expect(data?.grantVoucher ?? null).toBeNull();
    expect(errors).toMatchObject([
      { message: expect.stringContaining(`"input.clientCard.${field}" `), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('stores names as people write them, trimmed and composed', async () => {
    for (const [name, kept] of [
      ['  A\u0308ijä Öhman ', 'Äijä Öhman'],
      ['علی\u200cرضا', 'علی\u200cرضا'],
    ]) {
      const { voucher } = await grant({ clientCard: { name, municipality: 'Tampere' } });
      const { data } = await world.vouchers.ask(w.granter, `{ voucher(id: "${voucher.id}") { clientCard { name } } }`, {});
      expect(data.voucher.clientCard.name).toBe(kept);
    }
  });

  it('tells when and by whom it was granted: the person to their own organisation, the organisation to others', async () => {
    const { voucher } = await grant();
    const query = 'query ($id: ID!) { voucher(id: $id) { grantedAt grantedBy { id organisationKind } } }';
    const seenBy = async (actor: typeof w.granter) => (await world.vouchers.ask(actor, query, { id: voucher.id })).data.voucher;
    expect(await seenBy(w.granter)).toMatchObject({
      grantedAt: '2026-06-16T09:00:00.000Z',
      grantedBy: { id: w.granter.userId, organisationKind: 'ORGANISER' },
    });
    expect(await seenBy(w.client)).toMatchObject({ grantedBy: { id: null, organisationKind: 'ORGANISER' } });
  });

  it('is forbidden without the role, and tells nothing more', async () => {
    const { data, errors } = await world.vouchers.ask(w.recorder, w.GRANT, { input: w.grantInput() });
    expect(data).toBeNull();
    expect(errors).toEqual([{ message: 'You may not do this.', path: ['grantVoucher'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('grants once for one key, repeats its answer, and refuses the key for any other input', async () => {
    const idempotencyKey = newId();
    const [one, twin] = await Promise.all([grant({ idempotencyKey }), grant({ idempotencyKey })]);
    expect(twin).toEqual(one);
    expect((await grant({ idempotencyKey, lastDay: '2027-01-01' })).refusal.code).toBe('IDEMPOTENCY_MISMATCH');
    const { rows } = await world.vouchers.database.pool.query('select count(*)::int as n from voucher where voucher_number = $1', [
      one.voucher.voucherNumber,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('draws numbers that tell nothing about each other', async () => {
    const numbers = await Promise.all(Array.from({ length: 40 }, async () => (await grant()).voucher.voucherNumber as string));
    expect(new Set(numbers).size).toBe(40);
    // After the first letter, no place favours a character, the first and the last drawn place included.
    for (let index = 1; index < 16; index++) expect(new Set(numbers.map((number) => number[index])).size).toBeGreaterThan(8);
  });

  it('takes an older number in any typing, and keeps it once when several wish it at the same time', async () => {
    expect((await grant({ voucherNumber: 'k 0800 0000 15002' })).voucher.voucherNumber).toBe('K0800000015002');
    const wished = await Promise.all(Array.from({ length: 4 }, () => grant({ voucherNumber: 'K0800000015003' })));
    expect(wished.map(({ refusal }) => refusal?.code ?? 'granted').toSorted()).toEqual([
      'NUMBER_TAKEN',
      'NUMBER_TAKEN',
      'NUMBER_TAKEN',
      'granted',
    ]);
  });

  it.each(['H222222222222222', 'H080000001500', 'drop table'])('takes no text that cannot be a number: %s', async (voucherNumber) => {
    const { errors } = await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ voucherNumber }) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each(['', 'k'.repeat(256)])('an idempotency key has 1 to 255 characters', async (idempotencyKey) => {
    const { errors } = await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ idempotencyKey }) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('opening a voucher by its number', () => {
  it('shows the client card and the contents that the provider may serve', async () => {
    const { voucher } = await grant({
      entitlements: [{ contentIds: [w.contentA, w.unapprovedContent], minutes: 60, recurrence: 'MONTH' }],
    });
    const seen = await byNumber(w.recorder, voucher.voucherNumber);
    expect(seen).toMatchObject({ id: voucher.id, clientCard: { name: 'Aku Asiakas' }, client: null, contents: [{ id: w.contentA }] });
  });

  it('answers the same null to an unknown number, a provider without approval and a user without the team', async () => {
    const { voucher } = await grant();
    expect(await byNumber(w.recorder, 'H0000000000009')).toBeNull();
    expect(await byNumber(w.otherRecorder, voucher.voucherNumber)).toBeNull();
    expect(await byNumber(w.recorderWithoutTeam, voucher.voucherNumber)).toBeNull();
  });

  it.each([
    ['ends today', { lastDay: Temporal.PlainDate.from('2026-06-16') }, true],
    ['ended yesterday', { lastDay: Temporal.PlainDate.from('2026-06-15') }, false],
    ['begins tomorrow', { firstDay: Temporal.PlainDate.from('2026-06-17') }, false],
    ['is for another content', { contentIds: [w.unapprovedContent] }, false],
    ['is for another service', { serviceId: newId() }, false],
  ])('depends on the approval: one that %s', async (_, change, opens) => {
    const provider = newId();
    const team = newId();
    const organisation = { organisationKind: 'PROVIDER' as const, organisationId: provider };
    await world.registry.say(w.organiserId, w.approvalOf(provider, change));
    await world.identity.say(
      'national',
      announce(teamChanged, team, {
        teamId: team,
        ...organisation,
        serviceIds: [w.serviceId],
        ...OPEN_TO_ALL,
        version: 1,
      }),
    );
    await world.heard();
    const { voucher } = await grant();
    const seen = await byNumber(w.actor('PROVIDER', provider, ['RECORDER'], [team]), voucher.voucherNumber);
    expect(seen?.id ?? null).toBe(opens ? voucher.id : null);
  });

  it('shows organiser, client and serving provider their own, and nobody else anything, entities included', async () => {
    const { voucher } = await grant();
    const entity = async (actor: typeof w.granter) =>
      (
        await world.vouchers.ask(
          actor,
          `query ($r: [_Any!]!) { entities: _entities(representations: $r) { ... on Voucher { id voucherNumber } } }`,
          {
            r: [{ __typename: 'Voucher', id: voucher.id }],
          },
        )
      ).data.entities[0];
    for (const actor of [w.granter, w.client, w.recorder]) expect((await entity(actor))?.id).toBe(voucher.id);
    for (const actor of [w.otherGranter, w.stranger, w.otherRecorder, w.recorderWithoutTeam]) expect(await entity(actor)).toBeNull();
    expect((await byNumber(w.client, voucher.voucherNumber)).client).toEqual({ id: w.personId });
    expect(await byNumber(w.otherGranter, voucher.voucherNumber)).toBeNull();
  });

  it('tells only the name of a client while their address is protected', async () => {
    const personId = newId();
    await w.introduce(world, personId);
    const clientCard = { ...w.grantInput().clientCard, phone: '040 1234567', email: 'aku@example.fi' };
    const { voucher } = await grant({ personId, clientCard });
    const FIELDS = 'name streetAddress postalCode municipality phone email';
    const card = async (actor: typeof w.granter) =>
      (await world.vouchers.ask(actor, `query ($id: ID!) { voucher(id: $id) { clientCard { ${FIELDS} } } }`, { id: voucher.id })).data
        .voucher.clientCard;
    const readers = [w.recorder, w.granter, w.actor('ORGANISER', w.organiserId, ['EVENT_CHECKER'], [w.officeId])];
    const theClient = w.actor('PERSON', personId, ['CLIENT']);
    const protect = async (protectedAddress: boolean, version: number) => {
      await world.identity.say('national', w.personOf(personId, { protectedAddress, version }));
      await world.heard();
    };
    const nothing = { streetAddress: null, postalCode: null, municipality: null, phone: null, email: null };
    for (const reader of readers) expect(await card(reader)).toEqual(clientCard);
    await protect(true, 2);
    for (const reader of readers) expect(await card(reader)).toEqual({ name: 'Aku Asiakas', ...nothing });
    expect(await card(theClient)).toEqual(clientCard);
    expect((await grant({ personId, clientCard: { name: 'Aku Asiakas' } })).voucher.clientCard).toMatchObject({ municipality: null });
    await protect(false, 3);
    for (const reader of readers) expect(await card(reader)).toEqual(clientCard);
  });

  it('tells only the name of a client while the organiser restricts their data', async () => {
    const personId = newId();
    await w.introduce(world, personId);
    const clientCard = { ...w.grantInput().clientCard, phone: '040 1234567', email: 'aku@example.fi' };
    const { voucher } = await grant({ personId, clientCard });
    const card = async (actor: typeof w.granter) =>
      (
        await world.vouchers.ask(actor, 'query ($id: ID!) { voucher(id: $id) { clientCard { name municipality phone email } } }', {
          id: voucher.id,
        })
      ).data.voucher.clientCard;
    const restrict = async (organiserId: string, restricted: boolean, version: number) => {
      const data = { personId, organiserId, restricted, ground: 'ACCURACY' as const, version };
      await world.identity.say('national', announce(restrictionChanged, personId, data));
      await world.heard();
    };
    const { name, municipality, phone, email } = clientCard;
    const whole = { name, municipality, phone, email };
    const hidden = { name, municipality: null, phone: null, email: null };
    const theClient = w.actor('PERSON', personId, ['CLIENT']);
    await restrict(newId(), true, 1);
    for (const reader of [w.recorder, w.granter]) expect(await card(reader)).toEqual(whole);
    await restrict(w.organiserId, true, 1);
    for (const reader of [w.recorder, w.granter]) expect(await card(reader)).toEqual(hidden);
    expect(await card(theClient)).toEqual(whole);
    await restrict(w.organiserId, false, 3);
    // News that comes late changes nothing.
    await restrict(w.organiserId, true, 2);
    for (const reader of [w.recorder, w.granter]) expect(await card(reader)).toEqual(whole);
  });
});

describe('revoking', () => {
  const REVOKE = `mutation ($input: RevokeVoucherInput!) { revokeVoucher(input: $input) { voucher { state lastDay } refusal { code } } }`;
  const revoke = async (actor: typeof w.granter, voucherId: string, lastDay: string) =>
    (await world.vouchers.ask(actor, REVOKE, { input: { idempotencyKey: newId(), voucherId, lastDay } })).data.revokeVoucher;

  it('ends the voucher today or later, never before', async () => {
    const { voucher } = await grant();
    expect((await revoke(w.granter, voucher.id, '2026-06-15')).refusal.code).toBe('INVALID_RANGE');
    expect((await revoke(w.granter, voucher.id, '2026-06-16')).voucher).toEqual({ state: 'REVOKED', lastDay: '2026-06-16' });
  });

  it('makes a voucher that has not begun unusable', async () => {
    const { voucher } = await grant({ firstDay: '2026-09-01' });
    expect((await revoke(w.granter, voucher.id, '2026-06-16')).voucher).toEqual({ state: 'REVOKED', lastDay: '2026-08-31' });
  });

  it('an officer of another county neither sees nor revokes the voucher', async () => {
    const { voucher } = await grant();
    expect((await revoke(w.otherGranter, voucher.id, '2026-06-30')).refusal.code).toBe('NOT_FOUND');
  });
});

describe('values', () => {
  it.each([
    ['a second table for one day', { firstDay: '2026-01-01', values: [] }, w.administrator, 'VERSION_EXISTS'],
    ['an unknown content', { firstDay: '2027-01-01', values: [{ contentId: newId(), value: '1.00' }] }, w.administrator, 'UNKNOWN_CONTENT'],
    [
      'a content twice',
      { firstDay: '2027-01-01', values: ['1.00', '2.00'].map((value) => ({ contentId: w.contentA, value })) },
      w.administrator,
      'CONTENT_GRANTED_TWICE',
    ],
    [
      'a value below zero',
      { firstDay: '2027-01-01', values: [{ contentId: w.contentA, value: '-1.00' }] },
      w.administrator,
      'AMOUNT_NOT_POSITIVE',
    ],
    ["another organiser's service", { firstDay: '2027-01-01', values: [] }, w.otherGranter, 'NOT_YET_KNOWN'],
  ])('refuse %s', async (_, input, actor, code) => {
    const { data } = await world.vouchers.ask(actor, w.PUBLISH_VALUES, {
      input: { idempotencyKey: newId(), serviceId: w.serviceId, ...input },
    });
    expect(data.publishValues.refusal.code).toBe(code);
  });
});
