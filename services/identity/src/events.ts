/** Turns decisions of identity into announcements: ids and flags, never a name or a code. */
import type { DataOf } from '@seteli/kit/events';
import { announce, type Announcement } from '@seteli/kit/outbox';
import * as contracts from '@seteli/schema/events/identity';
import type { Move, Person } from './domain/person.ts';
import { isRestricted, type Restriction } from './domain/restriction.ts';
import type { Team } from './domain/team.ts';

export const personChanged = ({ id, protectedAddress, diedOn, version }: Person): Announcement =>
  announce(contracts.personChanged, id, { personId: id, protectedAddress, mergedInto: null, diedOn, version });

export const clientMoved = ({ id, version }: Person, { organiserId, livesInArea }: Move): Announcement =>
  announce(contracts.clientMoved, id, { personId: id, organiserId, livesInArea, version });

export const restrictionChanged = (made: Restriction): Announcement =>
  announce(contracts.restrictionChanged, made.personId, {
    personId: made.personId,
    organiserId: made.organiserId,
    restricted: isRestricted(made),
    ground: made.ground,
    version: made.version,
  });

export const personErased = (erased: DataOf<typeof contracts.personErased>): Announcement =>
  announce(contracts.personErased, erased.personId, erased);

export const teamChanged = ({ id, organisation, serviceIds, unitIds, clientIds, version }: Team): Announcement =>
  announce(contracts.teamChanged, id, {
    teamId: id,
    organisationKind: organisation.kind,
    organisationId: organisation.id,
    serviceIds: [...serviceIds],
    unitIds: unitIds && [...unitIds],
    personIds: clientIds && [...clientIds],
    closed: false,
    version,
  });
