/**
 * An organiser's administrators decide corrections: a second one confirms what the first proposed, or any of them
 * withdraws it.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { confirm, mayConfirm, withdraw } from '@seteli/kit/proposal';
import { saveDecided } from '@seteli/kit/proposals';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ConfirmCorrectionInput, WithdrawCorrectionInput } from '@seteli/schema/generated/registry';
import type { Correction } from '../domain/correction.ts';
import * as store from '../store/correction.ts';
import type { AskingDesk, Desk } from './desk.ts';
import { lockCalendar, lockVersions, previewNow, type CorrectionWish, type Preview } from './proposing.ts';
import { publishVersion, sayDays, type AnnouncedChange, type Saying } from './service.ts';

/** The input field that names the correction. Refusals point to it. */
const field = 'correctionId';

export async function confirmCorrection(desk: AskingDesk, actor: Actor, input: ConfirmCorrectionInput): Promise<Decision<Id>> {
  const by = { actor: actor.userId, now: desk.clock.now() };
  const organiserId = actor.organisation.id;
  const { correctionId, previewId } = input;
  let preview: Preview | null = null;
  return await once<Decision<Id>>(
    desk.database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'confirmCorrection', input, now: by.now },
    async (tx) => {
      const [asked] = await store.findCorrections(tx, organiserId, [correctionId]);
      const allowed = mayConfirm(asked, { userId: actor.userId, field });
      if (!allowed.accepted) return allowed;
      const wish = readWish(allowed.value.wish);
      // Confirming locks the service or the calendar before the correction, in the same order as proposing.
      await (wish.service ? lockVersions(tx, organiserId, wish.service.code) : lockCalendar(tx, organiserId));
      const found = await store.lockCorrection(tx, organiserId, correctionId);
      const decision = confirm(found, { seen: previewId, now: preview?.previewId ?? null }, { userId: actor.userId, now: by.now, field });
      if (!decision.accepted) return decision;
      const { version } = decision.value.change as { readonly version: number };
      const saying = { ...by, sayer: actor, correctionId, isCorrection: true, version };
      const published = await carryOut(tx, organiserId, wish, saying);
      // The rules accepted the wish when it was proposed. Something that was published since may stop it now.
      if (!published.accepted)
        return refuse(published.refusal.code, {
          ...published.refusal,
          path: [published.refusal.code === 'STALE_PREVIEW' ? 'previewId' : field],
        });
      await saveDecided(tx, actor, decision.value);
      return accept(correctionId);
    },
    undefined,
    // The registry asks bookings before the transaction, so that nobody who publishes waits for the answer.
    async () => {
      const [asked] = await store.findCorrections(desk.database.reader, organiserId, [correctionId]);
      preview = asked ? await previewNow(desk, 'bookings', 'correction-preview', { organiserId, change: changeOf(asked) }) : null;
    },
  );
}

export async function withdrawCorrection({ database, clock }: Desk, actor: Actor, input: WithdrawCorrectionInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'withdrawCorrection', input, now },
    async (tx) => {
      const by = { userId: actor.userId, now, field };
      const decision = withdraw(await store.lockCorrection(tx, organiserId, input.correctionId), by);
      if (!decision.accepted) return decision;
      await saveDecided(tx, actor, decision.value);
      return accept(input.correctionId);
    },
  );
}

const carryOut = (tx: Tx, organiserId: Id, { service, days }: CorrectionWish, by: Saying): Promise<Decision<AnnouncedChange>> =>
  service ? publishVersion(tx, organiserId, service, by) : sayDays(tx, organiserId, days, by);

const dayOf = (text: unknown) => Temporal.PlainDate.from(String(text));

function readWish(kept: unknown): CorrectionWish {
  const { service, days } = kept as CorrectionWish;
  return service
    ? { service: { ...service, firstDay: dayOf(service.firstDay) } }
    : { days: days.map((said) => ({ ...said, day: dayOf(said.day) })) };
}

/** The JSON that bookings reads: the data of the announcement, under the name of its kind. */
export const changeOf = ({ serviceId, change }: Pick<Correction, 'serviceId' | 'change'>): string =>
  JSON.stringify(serviceId === null ? { days: change } : { service: change });
