/**
 * Commands about mandates. Each is one transaction; whoever calls them has asked the registers before. A change of what
 * a representative may do voids their earlier tokens.
 */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import type { MandateInput } from '@seteli/schema/generated/identity';
import * as rules from '../domain/mandate.ts';
import type { User } from '../domain/user.ts';
import { findServed } from '../loads/served.ts';
import { findPerson, insertAccess } from '../store/person.ts';
import * as store from '../store/mandate.ts';
import { findUserOf, lockUser, saveUser } from '../store/user.ts';
import type { Desk } from './desk.ts';

type MandateDesk = Pick<Desk, 'database' | 'clock'>;

/** What a register or an officer says of a mandate. */
export type SaidMandate = Omit<rules.Chosen, 'userId'>;

/** Makes the mandate known, or as it is now. Its holder is from then on a user of the represented person. */
export async function saveMandate(
  { database, clock }: MandateDesk,
  said: SaidMandate,
): Promise<Decision<Id, 'MANDATE_ENDED' | 'NO_MANDATE'>> {
  return await database.transaction((tx) => sayMandate(tx, said, clock.now()));
}

/** Whoever decides about mandates between the two locks this name. */
export const mandatesOf = (representativeId: Id, representedId: Id): string => `mandates ${representativeId} ${representedId}`;

/** `officer`: who recorded it. A register's word has none. Each paper is a mandate of its own. */
export async function sayMandate(
  tx: Tx,
  said: SaidMandate,
  now: Instant,
  officer?: Actor,
): Promise<Decision<Id, 'MANDATE_ENDED' | 'NO_MANDATE'>> {
  const { representativeId, representedId, kind } = said;
  await lock(tx, mandatesOf(representativeId, representedId));
  const known = await findUserOf(tx, representativeId, representedId);
  const userId = known?.id ?? newId();
  const before = known && kind !== 'PAPER' ? await store.lockMandateOfKind(tx, userId, kind) : undefined;
  const decision = rules.sayAgain(before, { ...said, userId }, newId());
  if (!decision.accepted) return decision;
  const { id: mandateId, roles } = decision.value;
  const user: User = { id: userId, organisation: { kind: 'PERSON', id: representedId }, roles, active: true, personId: representativeId };
  if (!known) await saveUser(tx, user);
  await store.saveMandate(tx, decision.value);
  await settle(tx, user, now);
  // Of Suomi.fi they chose it themselves. What another register says, they did not do.
  const representative = kind === 'MANDATE' ? { ...user, userId, personId: representativeId, acting: { by: kind, mandateId } } : undefined;
  await insertAccess(tx, officer ?? representative, [
    { action: 'MANDATE_MADE', outcome: 'DONE', personId: representedId, subjectId: mandateId },
  ]);
  return accept(mandateId);
}

/** Gives the user what the weightiest of their mandates allows, or takes everything from them. */
async function settle(tx: Tx, user: User, now: Instant): Promise<void> {
  const represented = await findPerson(tx, user.organisation.id);
  const holding = (await store.listMandatesOf(tx, [user.id])).filter((each) => rules.holds(each, represented, dayOf(now)));
  const best = rules.weightiest(holding);
  await saveUser(tx, { ...user, roles: best?.roles ?? user.roles, active: best !== undefined });
}

/** Those who look after a person by law, as the register says it now. Whoever it no longer names acts no longer. */
export async function sayCarers(tx: Tx, wardId: Id, carers: readonly SaidMandate[], now: Instant): Promise<void> {
  for (const carer of carers) await sayMandate(tx, carer, now);
  const isNamed = ({ representativeId, kind }: rules.Mandate) =>
    carers.some((one) => one.representativeId === representativeId && one.kind === kind);
  for (const { id } of (await store.listLivingByLaw(tx, wardId)).filter((each) => !isNamed(each)))
    await change(tx, id, { action: 'MANDATE_ENDED', now }, (known) => rules.endMandate(known, 'REGISTER', now));
}

type Decided = Decision<rules.Mandate, 'NOT_FOUND' | 'WRONG_STATE'>;
type Changing = (known: rules.Mandate | undefined, now: Instant, tx: Tx) => Decided | Promise<Decided>;

type Cause = { readonly action: 'MANDATE_ENDED' | 'MANDATE_MADE'; readonly now: Instant; readonly actor?: Actor };

async function change(
  tx: Tx,
  mandateId: Id,
  { action, now, actor }: Cause,
  decide: Changing,
): Promise<Decision<Id, 'NOT_FOUND' | 'WRONG_STATE'>> {
  const known = await store.lockMandate(tx, mandateId);
  const decision = await decide(known, now, tx);
  if (!decision.accepted) return decision;
  if (decision.value === known) return accept(mandateId);
  await store.saveMandate(tx, decision.value);
  await settle(tx, (await lockUser(tx, decision.value.userId))!, now);
  const personId = decision.value.representedId;
  await insertAccess(tx, actor, [{ action, outcome: 'DONE', personId, subjectId: mandateId }]);
  return accept(mandateId);
}

type Asked = { readonly command: string; readonly action: Cause['action']; readonly decide: (actor: Actor) => Changing };

const asked =
  ({ command, action, decide }: Asked) =>
  async ({ database, clock }: MandateDesk, actor: Actor, input: MandateInput): Promise<Decision<Id>> => {
    const now = clock.now();
    const use = { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now };
    // What a mandate allows depends on rows of both sides. The decision finds no mandate for anybody else.
    return await once<Decision<Id>>(database.within(SERVICE), use, (tx) =>
      change(tx, input.mandateId, { action, now, actor }, decide(actor)),
    );
  };

/** Ends a mandate for the represented person, or for the representative who gives it up. For others it is not there. */
export const endMandate = asked({
  command: 'endMandate',
  action: 'MANDATE_ENDED',
  decide: (actor) => (known, now) => {
    const isRepresented = known?.representedId === actor.personId;
    const isRepresentative = known?.representativeId === actor.personId;
    return rules.endMandate(isRepresented || isRepresentative ? known : undefined, isRepresented ? 'REPRESENTED' : 'REPRESENTATIVE', now);
  },
});

/** Ends a paper that the officer's organiser recorded, of a person whom the officer's teams serve. */
export const endPaperMandate = asked({
  command: 'endPaperMandate',
  action: 'MANDATE_ENDED',
  decide: (actor) => async (known, now, tx) => {
    const isTheirs = known?.recordedFor === actor.organisation.id && (await findServed(tx, actor, known.representedId)) !== undefined;
    return rules.endMandate(isTheirs ? known : undefined, 'ORGANISER', now);
  },
});

/** Lets a mandate hold again that the represented person ended. */
export const allowMandate = asked({
  command: 'allowMandate',
  action: 'MANDATE_MADE',
  decide: (actor) => (known) => rules.allowAgain(known?.representedId === actor.personId ? known : undefined),
});

/** Ends a mandate that its register no longer knows. */
export const endByRegister = ({ database, clock }: MandateDesk, mandateId: Id) =>
  database.transaction((tx) =>
    change(tx, mandateId, { action: 'MANDATE_ENDED', now: clock.now() }, (known, now) => rules.endMandate(known, 'REGISTER', now)),
  );

const CHECK_KEPT = Temporal.Duration.from({ seconds: 30 });

/** Notes that the register vouches for the mandate, at most twice a minute. */
export async function noteVouched({ database, clock }: MandateDesk, { id, checkedAt }: rules.Mandate): Promise<void> {
  const now = clock.now();
  if (checkedAt && Temporal.Instant.compare(now, checkedAt.add(CHECK_KEPT)) < 0) return;
  await database.transaction((tx) => store.noteChecked(tx, id, now));
}
