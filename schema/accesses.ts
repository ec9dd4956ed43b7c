/**
 * The access log as people read it, for the resolvers of each service: a client their own, an organiser's auditor that
 * of the organiser's people. It notes each search before it answers.
 */
import type { SQL } from 'drizzle-orm';
import { keepAccess } from '@seteli/kit/access';
import { ACCESS_ORDER, countAccesses, listAccesses, type AccessesOf, type StoredAccess } from '@seteli/kit/access-list';
import type { Actor } from '@seteli/kit/actor';
import type { Database } from '@seteli/kit/db';
import { badInput, forbidden } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import type { Sentences } from '@seteli/kit/language';
import { counted, readPage, toConnection } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import { ACCESS_SENTENCES, DENIED } from './access-sentences.ts';
import { actorNameFor } from './actor-names.ts';
import type { QueryPersonAccessesArgs } from './generated/identity.ts';
import type { AccessAction } from './generated/shared.ts';
import { INPUT_FAULTS } from './input-faults.ts';

type Context = { readonly actor: Actor; readonly database: Database };

/**
 * A condition on `access_log`: what was refused is about something of the organiser's, though not of the user's teams.
 */
export type IsTheirs = (organiserId: Id) => SQL;

/**
 * They stand in the person's place by law. A holder of a mandate does not: the person may want to see what they did.
 */
const IN_THE_PERSONS_PLACE: readonly string[] = ['GUARDIAN', 'CUSTODIAN'];

function scopeOf({ organisation, personId, acting }: Actor, isTheirs: IsTheirs): AccessesOf {
  if (organisation.kind !== 'PERSON') return { organisationId: organisation.id, isTheirs: isTheirs(organisation.id) };
  const isOwn = acting === undefined && personId === organisation.id;
  if (!isOwn && !IN_THE_PERSONS_PLACE.includes(acting?.by ?? '')) throw forbidden();
  return { personId: organisation.id };
}

/** A list of a service's accesses. `requireRight` throws for whoever may not read any. */
export const accessesFor =
  (requireRight: (actor: Actor) => void, isTheirs: IsTheirs) =>
  async (_: unknown, { filter, reason, ...page }: QueryPersonAccessesArgs, { actor, database }: Context) => {
    requireRight(actor);
    requireIds(filter?.personId, filter?.userId);
    const [of, wanted] = [scopeOf(actor, isTheirs), filter ?? {}];
    if ('organisationId' in of && reason == null) throw badInput(INPUT_FAULTS.REASON_OF_AUDITOR);
    if (actor.personId !== actor.organisation.id)
      await database.transaction((tx) =>
        keepAccess(tx, actor, [
          {
            action: 'ACCESSES_SEARCHED',
            outcome: 'SEEN',
            personId: 'personId' in of ? of.personId : (wanted.personId ?? undefined),
            subjectId: wanted.userId ?? undefined,
            reason: reason ?? undefined,
          },
        ]),
      );
    const rows = await listAccesses(database.reader, of, wanted, readPage(ACCESS_ORDER, page));
    return toConnection(rows, page, { order: ACCESS_ORDER, count: () => countAccesses(database.reader, of, wanted) });
  };

const isOfTheReader = ({ organisationKind, organisationId }: StoredAccess, { organisation }: Actor): boolean =>
  organisationKind === organisation.kind && organisationId === organisation.id;

export const inAll = ({ FI, SV, EN }: Sentences) => ({ fi: FI, sv: SV, en: EN });
/** Looks that have no name of their own when they are denied. */
const LOOKS: readonly string[] = ['PERSON_READ', 'VOUCHER_READ', 'BOOKING_READ'] satisfies AccessAction[];

function rightOf({ userId, actingBy, organisationKind }: StoredAccess) {
  if (userId === null) return null;
  return actingBy ?? (organisationKind === 'PERSON' ? 'OWN' : 'ROLE');
}

export const accessTypes = {
  Access: {
    sentence: ({ action, outcome }: StoredAccess) =>
      inAll(outcome === 'REFUSED' && LOOKS.includes(action) ? DENIED : ACCESS_SENTENCES[action as AccessAction]),
    by: ({ userId, organisationKind, organisationId, roles }: StoredAccess, _: unknown, { actor }: Context) =>
      userId === null || organisationKind === null || organisationId === null
        ? null
        : actorNameFor(actor.organisation, { id: userId, organisationKind, organisationId, roles: roles ?? [] }),
    right: rightOf,
    reason: (access: StoredAccess, _: unknown, { actor }: Context) => (isOfTheReader(access, actor) ? access.reason : null),
    network: (access: StoredAccess, _: unknown, { actor }: Context) => (isOfTheReader(access, actor) ? access.network : null),
  },
  AccessConnection: counted,
};
