/**
 * The accounts of organisers and providers, each by two persons. An organiser that approves a provider may be the
 * second person, since it pays to the account; that helps companies with one user.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { mayConfirm, withdraw } from '@seteli/kit/proposal';
import { saveDecided } from '@seteli/kit/proposals';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import type { ConfirmIbanInput, ProposeIbanInput, WithdrawIbanInput } from '@seteli/schema/generated/registry';
import { checkHolder } from '../domain/company.ts';
import { confirmIban as decideConfirmation, proposeIban as decideProposal, type IbanKind, type IbanProposal } from '../domain/iban.ts';
import { requireOpen } from '../domain/organiser.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import * as store from '../store/iban.ts';
import type { Desk } from './desk.ts';
import { closeWaiting, openWaiting, tellChanged } from './telling-ibans.ts';

/** The input field that names the proposal. Refusals point to it. */
const field = 'proposalId';

const kindOf = ({ organisation }: Actor): IbanKind => (organisation.kind === 'ORGANISER' ? 'ORGANISER_IBAN' : 'PROVIDER_IBAN');

const onceFor = (
  desk: Desk,
  actor: Actor,
  command: string,
  input: { idempotencyKey: string },
  carryOut: (tx: Tx, now: Instant) => Promise<Decision<Id>>,
) => {
  const now = desk.clock.now();
  const call = { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now };
  return once<Decision<Id>>(desk.database, call, (tx) => carryOut(tx, now));
};

type Holder = {
  readonly name: string;
  readonly iban: string | null;
  /** Saves the account and announces it. */
  change(iban: string, by: { readonly now: Instant; readonly actor: Id }): Promise<void>;
};

/** The organisation that the account is of. Nobody else changes it until the transaction ends. */
async function lockHolder(tx: Tx, kind: IbanKind, id: Id): Promise<Decision<Holder>> {
  if (kind === 'ORGANISER_IBAN') {
    const found = requireOpen(await companies.lockOrganiser(tx, id));
    if (!found.accepted) return found;
    const known = found.value;
    return accept({
      name: known.names.fi,
      iban: known.iban,
      async change(iban, by) {
        const changed = { ...known, iban, version: known.version + 1 };
        await companies.saveOrganiser(tx, changed);
        await announceIn(tx, id, [events.organiserChanged(changed)], by);
      },
    });
  }
  await companies.lockProviders(tx);
  const known = await companies.findProvider(tx, id);
  if (!known) return refuseWhole('NOT_FOUND');
  return accept({
    name: known.name,
    iban: known.iban,
    async change(iban, by) {
      const changed = { ...known, iban, version: known.version + 1 };
      await companies.saveProvider(tx, changed);
      await announceIn(tx, NATIONAL, [events.providerChanged(changed)], by);
    },
  });
}

export const proposeIban = (desk: Desk, actor: Actor, input: ProposeIbanInput): Promise<Decision<Id>> =>
  onceFor(desk, actor, 'proposeIban', input, async (tx, now) => {
    const kind = kindOf(actor);
    const holder = await lockHolder(tx, kind, actor.organisation.id);
    if (!holder.accepted) return holder;
    const decision = decideProposal(input.iban, { name: holder.value.name, path: ['iban'] });
    if (!decision.accepted) return decision;
    const cause = { now, actor: actor.userId };
    const { id: organisationId } = actor.organisation;
    const replaced = await store.findWaiting(tx, organisationId);
    if (replaced) await closeWaiting(tx, replaced.id, cause);
    const id = await store.insertIbanProposal(tx, actor, kind, { iban: decision.value, personId: actor.personId ?? null }, now);
    const approvers = kind === 'PROVIDER_IBAN' ? await store.listApprovers(tx, organisationId, dayOf(now)) : [];
    await openWaiting(tx, { id, kind, organisationId }, approvers, cause);
    return accept(id);
  });

/** A colleague of the person who proposed it. */
export const confirmIban = (desk: Desk, actor: Actor, input: ConfirmIbanInput): Promise<Decision<Id>> =>
  onceFor(desk, actor, 'confirmIban', input, async (tx, now) =>
    confirmFound(tx, actor, input, await store.findIbanProposal(tx, actor.organisation.id, input.proposalId), now),
  );

/** Somebody of an organiser that approves the provider. */
export const confirmProviderIban = (desk: Desk, actor: Actor, input: ConfirmIbanInput): Promise<Decision<Id>> =>
  onceFor(desk, actor, 'confirmProviderIban', input, async (tx, now) => {
    const wanted = { organiserId: actor.organisation.id, onDay: dayOf(now) };
    return confirmFound(tx, actor, input, await store.findOfApproved(tx, wanted, input.proposalId), now);
  });

async function confirmFound(
  tx: Tx,
  actor: Actor,
  { iban, proposalId }: ConfirmIbanInput,
  found: IbanProposal | undefined,
  now: Instant,
): Promise<Decision<Id>> {
  const asked = mayConfirm(found, { userId: actor.userId, field });
  if (!asked.accepted) return asked;
  const { kind, organisationId } = asked.value;
  // Confirming locks the organisation before the proposal, in the same order as proposing.
  const holder = await lockHolder(tx, kind, organisationId);
  if (!holder.accepted) return holder;
  const locked = await store.lockIbanProposal(tx, organisationId, proposalId);
  const decision = decideConfirmation(locked, iban, { userId: actor.userId, personId: actor.personId ?? null, now });
  if (!decision.accepted) return decision;
  // The organisation may have changed its name since it proposed the account.
  const fits = checkHolder({ name: holder.value.name, path: [field] });
  if (!fits.accepted) return fits;
  const { wish } = decision.value;
  const cause = { now, actor: actor.userId };
  if (holder.value.iban !== wish.iban) {
    await holder.value.change(wish.iban, cause);
    tellChanged(tx, decision.value, cause);
  }
  await closeWaiting(tx, proposalId, cause);
  await saveDecided(tx, actor, decision.value);
  return accept(proposalId);
}

export const withdrawIban = (desk: Desk, actor: Actor, input: WithdrawIbanInput): Promise<Decision<Id>> =>
  onceFor(desk, actor, 'withdrawIban', input, async (tx, now) => {
    const locked = await store.lockIbanProposal(tx, actor.organisation.id, input.proposalId);
    const decision = withdraw(locked, { userId: actor.userId, now, field });
    if (!decision.accepted) return decision;
    await closeWaiting(tx, input.proposalId, { now, actor: actor.userId });
    await saveDecided(tx, actor, decision.value);
    return accept(input.proposalId);
  });
