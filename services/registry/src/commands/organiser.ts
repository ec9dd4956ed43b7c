/**
 * The platform's operator opens, closes and reopens organisers. An organiser's administrators keep what it says of
 * itself.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { lock } from '@seteli/kit/db';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, type Decision } from '@seteli/kit/result';
import type {
  CloseOrganiserInput,
  OpenOrganiserInput,
  ReopenOrganiserInput,
  SaveOrganiserSettingsInput,
} from '@seteli/schema/generated/registry';
import type { Organiser } from '../domain/company.ts';
import * as rules from '../domain/organiser.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import { countServices } from '../store/service.ts';
import type { Desk } from './desk.ts';

type Keyed = { readonly idempotencyKey: string };

const byOnce = (desk: Desk, actor: Actor, command: string, input: Keyed, now: Instant, carryOut: (tx: Tx) => Promise<Decision<Id>>) =>
  once<Decision<Id>>(desk.database, { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now }, carryOut);

/** Saves and announces what has changed. */
async function saved(
  tx: Tx,
  actor: Actor,
  now: Instant,
  known: Organiser | undefined,
  decision: Decision<Organiser>,
): Promise<Decision<Id>> {
  if (!decision.accepted) return decision;
  const organiser = decision.value;
  if (organiser === known) return accept(organiser.id);
  await companies.saveOrganiser(tx, organiser);
  await announceIn(tx, organiser.id, [events.organiserChanged(organiser)], { now, actor: actor.userId });
  return accept(organiser.id);
}

export async function openOrganiser(desk: Desk, actor: Actor, input: OpenOrganiserInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await byOnce(desk, actor, 'openOrganiser', input, now, async (tx) => {
    await companies.lockOrganisers(tx);
    const holder = await companies.findOrganiserHolding(tx, input.businessId);
    return await saved(tx, actor, now, undefined, rules.openOrganiser(newId(), holder, input));
  });
}

export async function saveOrganiserSettings(desk: Desk, actor: Actor, input: SaveOrganiserSettingsInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await byOnce(desk, actor, 'saveOrganiserSettings', input, now, async (tx) => {
    const known = await companies.lockOrganiser(tx, actor.organisation.id);
    return await saved(tx, actor, now, known, rules.saveSettings(known, input));
  });
}

export async function closeOrganiser(desk: Desk, actor: Actor, input: CloseOrganiserInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await byOnce(desk, actor, 'closeOrganiser', input, now, async (tx) => {
    // Whoever publishes a first version holds this lock, too, and looks at the organiser behind it.
    await lock(tx, `services ${input.organiserId}`);
    const services = await countServices(tx, input.organiserId);
    const known = await companies.lockOrganiser(tx, input.organiserId);
    return await saved(tx, actor, now, known, rules.closeOrganiser(known, services, now));
  });
}

export async function reopenOrganiser(desk: Desk, actor: Actor, input: ReopenOrganiserInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await byOnce(desk, actor, 'reopenOrganiser', input, now, async (tx) => {
    const known = await companies.lockOrganiser(tx, input.organiserId);
    return await saved(tx, actor, now, known, rules.reopenOrganiser(known));
  });
}
