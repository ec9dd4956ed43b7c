/**
 * Publishing what units are worth, and how their worth follows incomes. Each command is one transaction. Values that begin
 * before delivered visits are first shown with what they do to these, and published as they were shown; where an error is
 * corrected, they wait for a second person instead (rules 14; `proposal.ts`).
 */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import { planForMuch, type Tx } from '@seteli/kit/db';
import { dayOf, isBefore, type Day, type Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { checkFormula, type IncomeFormula } from '../domain/income.ts';
import { concernsVisits, previewOf, type ChangePreview } from '../domain/preview.ts';
import { atNewValues, checkExtent, MOST_RETAKEN, type Retaken } from '../domain/retake.ts';
import { aboutTable, checkValues, lastDayOf, withValues, type ContentValue, type TableWish } from '../domain/value.ts';
import { valuesPublished } from '../events.ts';
import { countVisitsOfService, listPayingVouchers, listVisitsOfService, lockVouchersOfService } from '../store/past-visit.ts';
import { insertProposal } from '../store/proposal.ts';
import * as store from '../store/value.ts';
import { carryOut, previewAnswer, proposalOf, takeVisitsAgain, type PreviewAnswer } from './retake.ts';
import type { Desk } from './voucher.ts';

/** What was published, or what would come of it, or what waits for a second person. */
export type Published = {
  readonly unitValues: readonly store.UnitValue[] | null;
  readonly preview: PreviewAnswer | null;
  readonly proposalId: Id | null;
};
const NOTHING_YET: Published = { unitValues: null, preview: null, proposalId: null };

export async function publishValues(
  { database, clock }: Desk,
  actor: Actor,
  serviceId: string,
  wish: TableWish,
  previewId: string | null,
): Promise<Decision<Published>> {
  return await database.transaction(async (tx): Promise<Decision<Published>> => {
    await store.lockValues(tx, serviceId);
    // Behind the lock: what was granted before it is older, and what waits for it younger.
    const cause = { now: clock.now(), actor: actor.userId };
    const of = { organiserId: actor.organisation.id, serviceId, today: dayOf(cause.now) };
    if (wish.reason === null) return await publishAtOnce(tx, of, wish, previewId, cause);
    const proposed = await propose(tx, of, wish, previewId, cause);
    if (proposed.accepted && proposed.value.proposalId !== null) await keepActors(tx, [actor]);
    return proposed;
  });
}

type Cause = { readonly now: Instant; readonly actor: Id };

const shown = (preview: ChangePreview): Decision<Published> => accept({ ...NOTHING_YET, preview: previewAnswer(preview) });
const stale = refuse('STALE_PREVIEW', { path: ['previewId'] });

/** What concerns delivered visits is only shown without the id of its preview. */
async function publishAtOnce(tx: Tx, of: Service, wish: TableWish, previewId: string | null, cause: Cause): Promise<Decision<Published>> {
  if (previewId === null) {
    // Only what is carried out keeps visits waiting; what comes in between is seen then.
    const looked = await workOutTable(tx, of, wish, false);
    if (!looked.accepted) return looked;
    if (concernsVisits(looked.value.preview)) return shown(looked.value.preview);
  }
  const worked = await workOutTable(tx, of, wish, true);
  if (!worked.accepted) return worked;
  const { preview } = worked.value;
  if (previewId === null && concernsVisits(preview)) return shown(preview);
  if (previewId !== null && previewId !== preview.previewId) return stale;
  return accept({ ...NOTHING_YET, unitValues: await putInForce(tx, of, worked.value, cause) });
}

/** Shown without the id of its preview; with it, kept until a second person confirms it. */
async function propose(tx: Tx, of: Service, wish: TableWish, previewId: string | null, cause: Cause): Promise<Decision<Published>> {
  const looked = await workOutTable(tx, of, wish, false);
  if (!looked.accepted) return looked;
  const { values, preview } = looked.value;
  if (previewId === null) return shown(preview);
  if (previewId !== preview.previewId) return stale;
  const table = { ...wish, values: values.map((value) => ({ ...value, share: null })) };
  const { organiserId, serviceId } = of;
  const proposal = proposalOf({ organiserId, serviceId, voucherId: null, wish: { table, own: null }, previewId }, cause);
  await insertProposal(tx, proposal);
  return accept({ ...NOTHING_YET, proposalId: proposal.id });
}

type Service = { readonly organiserId: Id; readonly serviceId: Id; readonly today: Day };

/** A table that may be published, with what it does to delivered visits. */
export type WorkedOutTable = {
  readonly firstDay: Day;
  readonly version: number;
  readonly values: readonly ContentValue[];
  readonly retaken: Retaken;
  readonly preview: ChangePreview;
};

/** The service's values are locked where something is to come of it. */
export async function workOutTable(tx: Tx, of: Service, wish: TableWish, isLocked: boolean): Promise<Decision<WorkedOutTable>> {
  const { organiserId, serviceId, today } = of;
  const { firstDay } = wish;
  const contents = await store.findContents(tx, organiserId, serviceId);
  const before = await store.listUnitValues(tx, serviceId, firstDay);
  const { valueNoticeDays } = await store.findTerms(tx, serviceId, today);
  const facts = {
    contentIds: contents?.map(({ id }) => id) ?? null,
    before: new Map(before.map((value) => [value.contentId, value])),
    ownBases: await store.listOwnBases(tx, serviceId, firstDay),
    noticeDays: valueNoticeDays,
    today,
    versions: await store.countValueTables(tx, serviceId, firstDay),
  };
  const decision = checkValues(facts, wish);
  if (!decision.accepted) return decision;
  const { value: values } = decision;
  const retaken = await takeServiceAgain(tx, of, wish, values, isLocked);
  if (!retaken.accepted) return retaken;
  const preview = previewOf(aboutTable(serviceId, wish, values, facts), retaken.value);
  return accept({ firstDay, version: facts.versions + 1, values, retaken: retaken.value, preview });
}

/** Saves and announces the table, and carries out what it does to delivered visits. */
export async function putInForce(
  tx: Tx,
  { organiserId, serviceId }: Service,
  { firstDay, version, values, retaken }: WorkedOutTable,
  cause: Cause,
): Promise<store.UnitValue[]> {
  const table = { id: newId(), serviceId, firstDay, version, publishedBy: cause.actor, publishedAt: cause.now };
  await store.insertValueTable(tx, table, values);
  publish(tx, organiserId, [valuesPublished({ ...table, organiserId }, values)], cause);
  await carryOut(tx, organiserId, retaken, cause);
  return values.map((value) => ({ ...value, firstDay }));
}

const NOTHING: Retaken = { effects: [], silent: [], left: [], buckets: new Map() };

/** Every delivered visit of the service that the values would change. There is none of days to come. */
async function takeServiceAgain(
  tx: Tx,
  of: Service,
  { firstDay, reason }: TableWish,
  values: readonly ContentValue[],
  isLocked: boolean,
): Promise<Decision<Retaken, 'TOO_MANY_VISITS'>> {
  const { serviceId, today } = of;
  if (isBefore(today, firstDay)) return accept(NOTHING);
  await planForMuch(tx);
  if (isLocked) await lockVouchersOfService(tx, of);
  const versions = await store.listValueVersions(tx, serviceId);
  const span = { firstDay, lastDay: lastDayOf(versions, firstDay, values) };
  const extent = checkExtent(await countVisitsOfService(tx, of, span, MOST_RETAKEN));
  if (!extent.accepted) return extent;
  const concerned = new Set(values.map(({ contentId }) => contentId));
  const change = atNewValues({
    vouchers: await listPayingVouchers(tx, of),
    values: withValues(versions, firstDay, values),
    firstDay,
    mayFall: reason !== null,
    isConcerned: (_, contentId) => concerned.has(contentId),
  });
  return accept(await takeVisitsAgain(tx, await listVisitsOfService(tx, of, span), change, isLocked));
}

/** Only grants of vouchers need it, so that nothing is announced. */
export async function publishIncomeFormula(
  { database, clock }: Desk,
  actor: Actor,
  serviceId: string,
  formula: IncomeFormula,
): Promise<Decision<IncomeFormula>> {
  const publication = { serviceId, publishedBy: actor.userId, publishedAt: clock.now() };
  return await database.transaction(async (tx): Promise<Decision<IncomeFormula>> => {
    const contents = await store.findContents(tx, actor.organisation.id, serviceId);
    const decision = checkFormula(contents !== null, formula);
    if (!decision.accepted) return decision;
    const isFree = await store.insertFormula(tx, formula, publication);
    return isFree ? decision : refuse('VERSION_EXISTS', { path: ['firstDay'] });
  });
}
