/**
 * Publishes the values of units, and how values follow incomes. Each command is one transaction. When values begin
 * before delivered visits, users first see the effect and then publish what they saw. Corrections of errors wait for a
 * second person instead (rules 14; `proposal.ts`).
 */
import type { Actor } from '@seteli/kit/actor';
import { planForMuch, type Tx } from '@seteli/kit/db';
import { dayOf, isBefore, type Day, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { PublishIncomeFormulaInput, PublishValuesInput } from '@seteli/schema/generated/vouchers';
import { checkFormula, type IncomeFormula } from '../domain/income.ts';
import { concernsVisits, previewOf, type ChangePreview } from '../domain/preview.ts';
import { atNewValues, checkExtent, MOST_RETAKEN, type Retaken } from '../domain/retake.ts';
import { aboutTable, checkValues, lastDayOf, withValues, type ContentValue, type TableWish } from '../domain/value.ts';
import { valuesPublished } from '../events.ts';
import { countVisitsOfService, listPayingVouchers, listVisitsOfService, lockVouchersOfService } from '../store/past-visit.ts';
import { insertProposal } from '../store/proposal.ts';
import * as store from '../store/value.ts';
import { carryOut, previewAnswer, takeVisitsAgain, type PreviewAnswer } from './retake.ts';
import type { Desk } from './desk.ts';

/** Exactly one is set: the published values, a preview of them, or a proposal that waits for a second person. */
export type PublishedValues = {
  readonly unitValues: readonly store.UnitValue[] | null;
  readonly preview: PreviewAnswer | null;
  readonly proposalId: Id | null;
};
const NOTHING_YET: PublishedValues = { unitValues: null, preview: null, proposalId: null };

/** The answer as the key keeps it: JSON has no bigints and no days. */
type ValueAnswer = { readonly contentId: Id; readonly firstDay: string; readonly valueCents: string; readonly coefficient: number | null };
type PublishAnswer = { readonly unitValues: readonly ValueAnswer[] } | { readonly proposalId: Id };

/** A preview changes nothing and takes no key, so people may ask for it any number of times. */
export async function publishValues(
  { database, clock }: Desk,
  actor: Actor,
  input: PublishValuesInput,
  wish: TableWish,
): Promise<Decision<PublishedValues>> {
  const { serviceId, previewId = null } = input;
  const organiserId = actor.organisation.id;
  const now = clock.now();
  const shown = async (): Promise<Decision<PublishedValues> | null> => {
    if (previewId !== null) return null;
    // A preview takes no locks, so it keeps no visit waiting.
    const looked = await database.transaction((tx) => workOutTable(tx, { organiserId, serviceId, today: dayOf(now) }, wish, false));
    const isSeenFirst = looked.accepted && (wish.reason !== null || concernsVisits(looked.value.preview));
    return isSeenFirst ? accept({ ...NOTHING_YET, preview: previewAnswer(looked.value.preview) }) : null;
  };
  const first = await shown();
  if (first) return first;
  const decision = await once<Decision<PublishAnswer>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'publishValues', input, now },
    async (tx) => {
      await store.lockValues(tx, serviceId);
      // The clock is read behind the lock. A voucher that was granted before is older, and one that waits is younger.
      const cause = { now: clock.now(), actor: actor.userId };
      const of = { organiserId, serviceId, today: dayOf(cause.now) };
      if (wish.reason === null) return await publishAtOnce(tx, of, wish, previewId, cause);
      return await propose(tx, actor, of, wish, previewId, cause.now);
    },
  );
  if (decision.accepted) return accept({ ...NOTHING_YET, ...readAnswer(decision.value) });
  // A visit came in between. The user sees it, too.
  return (decision.refusal.code === 'STALE_PREVIEW' && (await shown())) || decision;
}

const valueAnswer = ({ contentId, firstDay, valueCents, coefficient }: store.UnitValue): ValueAnswer => ({
  contentId,
  firstDay: firstDay.toString(),
  valueCents: valueCents.toString(),
  coefficient,
});

const readAnswer = (answer: PublishAnswer): Partial<PublishedValues> =>
  'proposalId' in answer
    ? answer
    : {
        unitValues: answer.unitValues.map(({ firstDay, valueCents, ...value }) => ({
          ...value,
          firstDay: Temporal.PlainDate.from(firstDay),
          valueCents: BigInt(valueCents),
        })),
      };

type CauseByUser = { readonly now: Instant; readonly actor: Id };

const stale = refuse('STALE_PREVIEW', { path: ['previewId'] });

/** Without the id of a preview, nobody has seen the effect on delivered visits. */
async function publishAtOnce(
  tx: Tx,
  of: ValuedService,
  wish: TableWish,
  previewId: string | null,
  cause: CauseByUser,
): Promise<Decision<PublishAnswer>> {
  const worked = await workOutTable(tx, of, wish, true);
  if (!worked.accepted) return worked;
  const { preview } = worked.value;
  const isAsSeen = previewId === null ? !concernsVisits(preview) : previewId === preview.previewId;
  return isAsSeen ? accept({ unitValues: (await putTableInForce(tx, of, worked.value, cause)).map(valueAnswer) }) : stale;
}

/** Keeps the table as its proposer saw it until a second person confirms it. */
async function propose(
  tx: Tx,
  actor: Actor,
  of: ValuedService,
  wish: TableWish,
  previewId: string | null,
  now: Instant,
): Promise<Decision<PublishAnswer>> {
  const looked = await workOutTable(tx, of, wish, false);
  if (!looked.accepted) return looked;
  const { values, preview } = looked.value;
  if (previewId !== preview.previewId) return stale;
  const table = { ...wish, values: values.map((value) => ({ ...value, share: null })) };
  const { serviceId } = of;
  const proposed = { kind: 'TABLE', subjectId: serviceId, serviceId, wish: { table, own: null }, previewId } as const;
  return accept({ proposalId: await insertProposal(tx, actor, proposed, now) });
}

type ValuedService = { readonly organiserId: Id; readonly serviceId: Id; readonly today: Day };

/** A table that the rules allow, with its effect on delivered visits. */
export type WorkedOutTable = {
  readonly firstDay: Day;
  readonly version: number;
  readonly values: readonly ContentValue[];
  readonly retaken: Retaken;
  readonly preview: ChangePreview;
};

/** The caller has locked the values of the service if it carries the result out. */
export async function workOutTable(tx: Tx, of: ValuedService, wish: TableWish, isLocked: boolean): Promise<Decision<WorkedOutTable>> {
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

/** Saves and announces the table, and changes delivered visits as previewed. */
export async function putTableInForce(
  tx: Tx,
  { organiserId, serviceId }: ValuedService,
  { firstDay, version, values, retaken }: WorkedOutTable,
  cause: CauseByUser,
): Promise<store.UnitValue[]> {
  const table = { id: newId(), serviceId, firstDay, version, publishedBy: cause.actor, publishedAt: cause.now };
  await store.insertValueTable(tx, table, values);
  publish(tx, organiserId, [valuesPublished({ ...table, organiserId }, values)], cause);
  await carryOut(tx, organiserId, retaken, cause);
  return values.map((value) => ({ ...value, firstDay }));
}

const NOTHING: Retaken = { effects: [], silent: [], left: [], buckets: new Map() };

/** Every delivered visit of the service that the values change. Days to come have none. */
async function takeServiceAgain(
  tx: Tx,
  of: ValuedService,
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

/** Only granting a voucher needs the formula, so nothing is announced. */
export async function publishIncomeFormula(
  { database, clock }: Desk,
  actor: Actor,
  input: PublishIncomeFormulaInput,
  formula: IncomeFormula,
): Promise<Decision<IncomeFormula>> {
  const { serviceId } = input;
  const now = clock.now();
  const organiserId = actor.organisation.id;
  // The command publishes exactly the formula of the input, so the same key has the same answer.
  const decision = await once<Decision<true>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'publishIncomeFormula', input, now },
    async (tx) => {
      const contents = await store.findContents(tx, organiserId, serviceId);
      const checked = checkFormula(contents !== null, formula);
      if (!checked.accepted) return checked;
      const isFree = await store.insertFormula(tx, formula, { serviceId, publishedBy: actor.userId, publishedAt: now });
      return isFree ? accept(true) : refuse('VERSION_EXISTS', { path: ['firstDay'] });
    },
  );
  return decision.accepted ? accept(formula) : decision;
}
