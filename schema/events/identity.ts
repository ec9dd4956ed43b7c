/** The events that identity announces, all of them national. Persons appear as ids and flags only. */
import { defineEvent, wireDay } from '@seteli/kit/events';
import { z } from 'zod';

const version = z.int().positive().describe('Raised by each change of the thing; the newest holds, whatever came first.');

export const personChanged = defineEvent(
  'identity.person-changed',
  1,
  'A person became known, or something that others must respect has changed: a protected address, a merge, a death.',
  z.object({
    personId: z.uuid(),
    protectedAddress: z.boolean(),
    mergedInto: z.uuid().nullable(),
    diedOn: wireDay.nullable(),
    version,
  }),
);

export const clientMoved = defineEvent(
  'identity.client-moved',
  1,
  "A person moved out of the area of an organiser that serves them, or back into it. Where to is not said: a protected person's municipality is nobody's to know.",
  z.object({
    personId: z.uuid(),
    organiserId: z.uuid(),
    livesInArea: z.boolean(),
    version: version.describe('That of the person: of two moves the one with the higher version holds.'),
  }),
);

export const teamChanged = defineEvent(
  'identity.team-changed',
  1,
  'A service team (palvelutiimi) was made or changed: the services whose clients its members work with.',
  z.object({
    teamId: z.uuid(),
    organisationKind: z.enum(['ORGANISER', 'PROVIDER']),
    organisationId: z.uuid(),
    serviceIds: z.array(z.uuid()),
    closed: z.boolean(),
    version,
  }),
);

export const identityEvents = [personChanged, clientMoved, teamChanged];
