/**
 * Publishing what units are worth, and how their worth follows incomes. Each command is one transaction. Values that begin
 * before delivered visits are first shown with what they do to these, and published as they were shown (rules 14).
 */
import type { Actor } from '@seteli/kit/actor';
import { planForMuch, type Tx } from '@seteli/kit/db';
import { dayOf, isBefore, type Day } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { checkFormula, type IncomeFormula } from '../domain/income.ts';
import { atNewValues, checkExtent, MOST_RETAKEN, previewOf, type Retaken } from '../domain/retake.ts';
import { aboutTable, checkValues, lastDayOf, withValues, type ContentValue, type TableWish } from '../domain/value.ts';
import { valuesPublished } from '../events.ts';
import { countVisitsOfService, listPayingVouchers, listVisitsOfService, lockVouchersOfService } from '../store/past-visit.ts';
import * as store from '../store/value.ts';
import { carryOut, previewAnswer, takeVisitsAgain, type PreviewAnswer } from './retake.ts';
import type { Desk } from './voucher.ts';

/** Either what was published, or what would come of it. */
export type Published =
  | { readonly unitValues: store.UnitValue[]; readonly preview: null }
  | { readonly unitValues: null; readonly preview: PreviewAnswer };

export async function publishValues(
  { database, clock }: Desk,
  actor: Actor,
  serviceId: string,
  wish: TableWish,
  previewId: string | null,
): Promise<Decision<Published>> {
  const now = clock.now();
  const today = dayOf(now);
  const organiserId = actor.organisation.id;
  const { firstDay } = wish;
  return await database.transaction(async (tx): Promise<Decision<Published>> => {
    await store.lockValues(tx, serviceId);
    const contents = await store.findContents(tx, organiserId, serviceId);
    const before = await store.listUnitValues(tx, serviceId, firstDay);
    const { valueNoticeDays } = await store.findTerms(tx, serviceId, today);
    const facts = {
      contentIds: contents?.map(({ id }) => id) ?? null,
      before: new Map(before.map((value) => [value.contentId, value])),
      ownBases: await store.listOwnBases(tx, serviceId, firstDay),
      noticeDays: valueNoticeDays,
      today,
    };
    const decision = checkValues(facts, wish);
    if (!decision.accepted) return decision;
    const { value: values } = decision;
    if (await store.hasValueTable(tx, serviceId, firstDay)) return refuse('VERSION_EXISTS', { path: ['firstDay'] });
    const look = (isLocked: boolean) => takeServiceAgain(tx, { organiserId, serviceId, firstDay, today }, values, isLocked);
    const about = aboutTable(serviceId, wish);
    // Only what is carried out keeps visits waiting; what comes in between is seen then.
    if (previewId === null) {
      const looked = await look(false);
      if (!looked.accepted) return looked;
      const { effects } = looked.value;
      if (effects.length > 0) return accept({ unitValues: null, preview: previewAnswer(previewOf(about, effects)) });
    }
    const taken = await look(true);
    if (!taken.accepted) return taken;
    const { value: retaken } = taken;
    const preview = previewOf(about, retaken.effects);
    if (previewId === null && preview.visits > 0) return accept({ unitValues: null, preview: previewAnswer(preview) });
    if (previewId !== null && previewId !== preview.previewId) return refuse('STALE_PREVIEW', { path: ['previewId'] });
    const table = { id: newId(), serviceId, firstDay, publishedBy: actor.userId, publishedAt: now };
    await store.insertValueTable(tx, table, values);
    publish(tx, organiserId, [valuesPublished({ ...table, organiserId }, values)], { now, actor: actor.userId });
    await carryOut(tx, organiserId, retaken, { now, actor: actor.userId });
    return accept({ unitValues: values.map((value) => ({ ...value, firstDay })), preview: null });
  });
}

type Publication = { readonly organiserId: Id; readonly serviceId: Id; readonly firstDay: Day; readonly today: Day };

const NOTHING: Retaken = { effects: [], buckets: new Map() };

/** Every delivered visit of the service that the values would change. There is none of days to come. */
async function takeServiceAgain(
  tx: Tx,
  of: Publication,
  values: readonly ContentValue[],
  isLocked: boolean,
): Promise<Decision<Retaken, 'TOO_MANY_VISITS'>> {
  const { serviceId, firstDay, today } = of;
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
