/**
 * Tests what vouchers adds to other services' types: the shares of recorded and quoted visits, and who may see them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { providerApproved } from '@seteli/schema/events/registry';
import * as w from './world.ts';

let world: w.World;
const [extra, balanceContent, contract, housing] = [newId(), newId(), newId(), newId()];
const [serviceId, purchasedServiceId] = [newId(), newId()];
const day = (text: string) => Temporal.PlainDate.from(text);

beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({
      serviceId,
      contents: [w.contentOf(extra, { extraServiceAllowed: true }), w.contentOf(balanceContent), w.contentOf(housing, { unit: 'DAY' })],
    }),
    w.publication({ serviceId: purchasedServiceId, arrangementKind: 'PURCHASED', contents: [w.contentOf(contract)] }),
    announce(providerApproved, w.providerId, {
      approvalId: newId(),
      organiserId: w.organiserId,
      serviceId: w.serviceId,
      providerId: w.otherProviderId,
      contentIds: [w.unapprovedContent],
      firstDay: day('2026-01-01'),
      lastDay: null,
      version: 1,
    }),
  );
  await world.heard();
  const values = [extra, housing].map((contentId) => ({ contentId, value: '32.00' }));
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId, firstDay: '2026-01-01', values },
  });
});
afterAll(() => world.stop());

/** An entity as the gateway asks for it. */
async function entity(actor: typeof w.granter, type: string, fields: string, representation: object) {
  const query = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on ${type} { ${fields} } } }`;
  const { data, errors } = await world.vouchers.ask(actor, query, { of: [{ __typename: type, ...representation }] });
  return errors ? { error: errors[0]!.extensions.code } : data.entities[0];
}

/** The facts of bookings about a visit, as the gateway hands them on. */
type Quotas = Record<'quotaBefore' | 'quotaAfter', { amount: string } | null>;

const asked = ({ visitId, voucherId, start, end, pieces, ...visit }: w.RecordedVisit, id = visitId) => ({
  id,
  voucher: { id: voucherId },
  kind: visit.kind,
  start: start.toString({ smallestUnit: 'millisecond' }),
  end: end.toString({ smallestUnit: 'millisecond' }),
  timed: visit.timed,
  workers: visit.workers,
  extraServiceAccepted: visit.extraServiceAccepted,
  overlapReasonGiven: visit.overlapReasonGiven,
  cancellation: visit.cancellation,
  pieces: pieces.map(({ contentId, unitPriceCents, day: onDay, ...piece }) => ({
    ...piece,
    day: onDay.toString(),
    content: { id: contentId },
    unitPrice: `${unitPriceCents / 100n}.${String(unitPriceCents % 100n).padStart(2, '0')}`,
  })),
});

const FIELDS = `shares { refusal { code remaining { minutes } } total organiserShare clientShare extraService
  pieces { day content { id } quantity { minutes } unitPrice unitValue valueFirstDay quotaBefore { amount } quotaAfter { amount } extraService rules { code text(language: EN) } }
  lines { serviceMonth quantity { minutes } unitPrice unitValue total organiserShare clientShare unbilled extraService rules { code } } }`;
const sharesOf = async (representation: object, actor = w.granter) =>
  (await entity(actor, 'VisitExplanation', FIELDS, representation))?.shares;

async function grant(change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, ...change });
  const visit = (from: string, to: string, more: Partial<w.RecordedVisit> = {}) => w.visitOf(voucherId, from, to, { personId, ...more });
  return { personId, voucherId, visit };
}

describe('a quoted visit', () => {
  it('R1: is decided as a recording would be, with values, tables, quotas and rules, and leaves no trace', async () => {
    const { voucherId, visit } = await grant();
    const wish = asked(visit('2026-06-15T10:00', '2026-06-15T12:30'));
    const shares = await sharesOf(wish);
    expect(shares).toMatchObject({ refusal: null, total: '96.25', organiserShare: '80.00', clientShare: '16.25', extraService: '0.00' });
    const rules = [{ code: 'TABLE_VALUE', text: "The value is that of the organiser's table which holds on the day." }];
    expect(shares.pieces).toEqual([
      {
        day: '2026-06-15',
        content: { id: w.contentB },
        quantity: { minutes: 150 },
        unitPrice: '38.50',
        unitValue: '32.00',
        valueFirstDay: '2026-01-01',
        quotaBefore: { amount: '10' },
        quotaAfter: { amount: '7.5' },
        extraService: false,
        rules,
      },
    ]);
    expect(shares.lines).toMatchObject([{ serviceMonth: '2026-06', rules: [{ code: 'TABLE_VALUE' }, { code: 'VALUE_CAPS' }] }]);
    const { rows } = await world.vouchers.database.pool.query(
      'select (select count(*)::int from allocation where voucher_id = $1) + (select count(*)::int from bucket b join entitlement e on e.id = b.entitlement_id where e.voucher_id = $1) as left',
      [voucherId],
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  it('R8: tells what the quota has left, or what is extra service', async () => {
    const entitlements = [{ contentIds: [extra], minutes: 45, recurrence: 'MONTH' }];
    const { visit } = await grant({ serviceId, entitlements });
    const two = visit('2026-06-15T10:00', '2026-06-15T12:00', { pieces: [w.pieceOf(extra, '2026-06-15', 120, 3850n)] });
    expect(await sharesOf(asked(two))).toMatchObject({
      refusal: { code: 'QUOTA_EXCEEDED', remaining: { minutes: 45 } },
      pieces: [],
      lines: [],
      total: null,
    });
    const shares = await sharesOf(asked({ ...two, extraServiceAccepted: true }));
    expect(shares).toMatchObject({ total: '28.88', organiserShare: '24.00', clientShare: '4.88', extraService: '48.12' });
    expect(shares.pieces.map(({ unitValue, extraService }: Record<string, unknown>) => [unitValue, extraService])).toEqual([
      ['32.00', false],
      [null, true],
    ]);
  });

  it('is decided with the others of its quote in their order, in whatever order the gateway asks', async () => {
    const { visit } = await grant({ entitlements: [{ contentIds: [w.contentB], minutes: 180, recurrence: 'MONTH' }] });
    const kept = visit('2026-06-15T10:00', '2026-06-15T11:30');
    await w.record(world, kept);
    const quoteId = newId();
    const row = (place: number, from: string, to: string, change: object = {}, standing = 'ASKED') => {
      const said = { contentId: null, amount: null, accessories: [] };
      const { id, ...rest } = asked(visit(`2026-06-15T${from}`, `2026-06-15T${to}`), newId());
      return { id, asked: JSON.stringify({ ...rest, standing, said, quoted: { quoteId, place, replacing: null, ...change } }) };
    };
    const told = async (...rows: object[]) => {
      const query = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on VisitExplanation { shares { total refusal { code path } } } } }`;
      const { data } = await world.vouchers.ask(w.granter, query, {
        of: rows.map((each) => ({ __typename: 'VisitExplanation', ...each })),
      });
      return data.entities.map(
        ({ shares: { total, refusal } }: { shares: { total: string; refusal: { code: string; path: string[] } | null } }) =>
          refusal ? `${refusal.code} ${refusal.path.join('.')}` : total,
      );
    };
    expect(await told(row(1, '13:00', '14:00'), row(0, '12:00', '13:00'))).toEqual(['QUOTA_EXCEEDED visits.1.end', '38.50']);
    expect(await told(row(1, '13:00', '14:00'), row(0, '12:00', '13:00', { replacing: kept.visitId }))).toEqual(['38.50', '38.50']);
    expect(await told(row(0, '11:00', '12:00'))).toEqual(['OVERLAP visits.0.overlapReason']);
    const alone = [row(0, '11:00', '12:00', {}, 'PLANNED'), row(1, '11:00', '12:30', {}, 'PLANNED')];
    expect(await told(...alone)).toEqual(['38.50', '57.75']);
  });

  it('meets what else the client has at that time, and on days that are recorded once', async () => {
    const { visit } = await grant();
    await w.record(world, visit('2026-06-15T10:00', '2026-06-15T11:00'));
    expect((await sharesOf(asked(visit('2026-06-15T10:59', '2026-06-15T12:00')))).refusal.code).toBe('OVERLAP');
    expect((await sharesOf(asked(visit('2026-06-15T11:00', '2026-06-15T12:00')))).refusal).toBeNull();
    const living = await grant({ serviceId, entitlements: [{ contentIds: [housing], amount: '20', recurrence: 'MONTH' }] });
    const wholeDay = () =>
      living.visit('2026-06-15T00:00', '2026-06-15T23:59', {
        timed: false,
        pieces: [w.pieceOf(housing, '2026-06-15', 1000, 3200n, { unit: 'DAY', stepsPerUnit: 1000 })],
      });
    await w.record(world, wholeDay());
    expect((await sharesOf(asked(wholeDay()))).refusal.code).toBe('DAY_ALREADY_RECORDED');
  });

  it('R29: a purchased service has its contract price and no value', async () => {
    const entitlements = [{ contentIds: [contract], minutes: 600, recurrence: 'MONTH' }];
    const { visit } = await grant({ serviceId: purchasedServiceId, entitlements });
    const hour = visit('2026-06-15T10:00', '2026-06-15T11:00', { pieces: [w.pieceOf(contract, '2026-06-15', 60, 17_500n)] });
    const { lines, ...sums } = await sharesOf(asked(hour));
    expect(sums).toMatchObject({ organiserShare: '175.00', clientShare: '0.00' });
    expect(lines).toMatchObject([{ unitValue: null, rules: [{ code: 'CONTRACT_PRICE' }] }]);
  });

  it('waits for no lock: a locked voucher is read as it stands', async () => {
    const { voucherId, visit } = await grant();
    const holder = await world.vouchers.database.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from voucher where id = $1 for update', [voucherId]);
      expect((await sharesOf(asked(visit('2026-06-15T10:00', '2026-06-15T11:00')))).total).toBe('38.50');
    } finally {
      await holder.query('rollback');
      holder.release();
    }
  });
});

describe('a recorded visit', () => {
  it('is answered as it was decided, whatever the gateway asks and whatever was published later', async () => {
    const { visit } = await grant();
    const recorded = visit('2026-06-15T10:00', '2026-06-15T12:30');
    await w.record(world, recorded);
    const shares = await sharesOf(asked({ ...recorded, pieces: [w.pieceOf(w.contentB, '2026-06-15', 150, 9900n)] }));
    expect(shares).toMatchObject({ refusal: null, total: '96.25', organiserShare: '80.00', clientShare: '16.25' });
    expect(shares.pieces).toMatchObject([{ unitPrice: '38.50', valueFirstDay: '2026-01-01' }]);
  });

  it('tells what its quota held when it was decided, whatever later visits took', async () => {
    const { visit } = await grant();
    const visits = [visit('2026-06-14T10:00', '2026-06-14T12:30'), visit('2026-06-15T10:00', '2026-06-15T11:00')];
    await w.record(world, ...visits);
    const held = async (of: w.RecordedVisit) =>
      (await sharesOf(asked(of))).pieces.map(({ quotaBefore, quotaAfter }: Quotas) => [quotaBefore?.amount, quotaAfter?.amount]);
    expect(await Promise.all(visits.map(held))).toEqual([[['10', '7.5']], [['7.5', '6.5']]]);
    // Vouchers knows nothing of quotas in rows older than this record.
    await world.vouchers.database.pool.query(
      `update allocation set pieces = (select jsonb_agg(p - 15 - 14) from jsonb_array_elements(pieces) p) where visit_id = $1`,
      [visits[0]!.visitId],
    );
    expect(await held(visits[0]!)).toEqual([[undefined, undefined]]);
  });

  it('that nobody pays any more has no shares', async () => {
    const { visit } = await grant();
    const recorded = visit('2026-06-15T10:00', '2026-06-15T12:30');
    await w.record(world, recorded);
    await w.remove(world, recorded);
    for (const standing of ['DELETED', 'REFUSED']) expect(await sharesOf({ ...asked(recorded), standing })).toBeNull();
    expect(await sharesOf({ ...asked(recorded), standing: 'REFUSED', pieces: [] })).toBeNull();
  });

  it('tells that the balance did not suffice', async () => {
    const batches = [{ amount: '40.00', firstDay: '2026-06-01', lastDay: '2026-12-31' }];
    const { visit } = await grant({ serviceId, entitlements: [], balance: { contentIds: [balanceContent], batches } });
    const hours = (date: string, minutes: number) =>
      visit(`${date}T10:00`, `${date}T12:00`, { pieces: [w.pieceOf(balanceContent, date, minutes, 3000n)] });
    const [whole, short] = [hours('2026-06-14', 60), hours('2026-06-15', 120)];
    await w.record(world, whole, short);
    const rules = async (of: w.RecordedVisit) => (await sharesOf(asked(of))).lines[0].rules.map(({ code }: { code: string }) => code);
    expect([await rules(whole), await rules(short)]).toEqual([[], ['BALANCE']]);
    expect(await sharesOf(asked(short))).toMatchObject({ organiserShare: '10.00', clientShare: '50.00' });
  });

  it('is shown, like any other, only to readers who may see its voucher', async () => {
    const { personId, visit } = await grant();
    const recorded = visit('2026-06-15T10:00', '2026-06-15T11:00');
    await w.record(world, recorded);
    const himself = { ...w.client, organisation: { kind: 'PERSON' as const, id: personId } };
    for (const actor of [w.granter, w.recorder, himself]) expect((await sharesOf(asked(recorded), actor)).total).toBe('38.50');
    for (const actor of [w.otherGranter, w.recorderWithoutTeam, w.otherRecorder, w.stranger]) {
      expect(await sharesOf(asked(recorded), actor)).toBeNull();
      expect(await sharesOf(asked(recorded, newId()), actor)).toBeNull();
    }
    // A reader who names their own voucher beside another client's visit only gets a quote for their own voucher.
    const own = await grant({ personId: w.stranger.organisation.id });
    const borrowed = { ...asked(own.visit('2026-06-15T10:00', '2026-06-15T12:00')), id: recorded.visitId };
    expect((await sharesOf(borrowed, w.stranger)).total).toBe('77.00');
  });

  it('does not name the visit in its way, which may be another provider’s or organiser’s', async () => {
    const { visit } = await grant();
    await w.record(world, visit('2026-06-15T10:00', '2026-06-15T11:00'));
    const later = asked(visit('2026-06-15T10:30', '2026-06-15T11:30'));
    for (const actor of [w.granter, w.recorder]) {
      const told = await entity(actor, 'VisitExplanation', 'shares { refusal { code details { visitId } } }', later);
      expect(told.shares.refusal.code).toBe('OVERLAP');
      expect(told.shares.refusal.details?.visitId ?? null).toBeNull();
    }
  });

  it('is refused as malformed when a part is missing', async () => {
    const { visit } = await grant();
    const { pieces, ...half } = asked(visit('2026-06-15T10:00', '2026-06-15T11:00'));
    expect(pieces).toHaveLength(1);
    expect(await entity(w.granter, 'VisitExplanation', 'shares { total }', half)).toEqual({ error: 'BAD_USER_INPUT' });
  });
});
