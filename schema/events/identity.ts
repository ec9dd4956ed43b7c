/** The events that identity announces, all of them national. Persons appear as ids and flags only. */
import { defineEvent, wireDay } from '@seteli/kit/events';
import { z } from 'zod';

const version = z.int().positive().describe('It rises with each change. The highest version holds, in whatever order events come.');

export const personChanged = defineEvent(
  'identity.person-changed',
  1,
  'Identity has learned of a person, or of a change that others must respect: a protected address, a merge, a death.',
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
  "A person moved out of the area of an organiser that serves them, or back into it. The event does not tell where to, because nobody may learn a protected person's municipality.",
  z.object({
    personId: z.uuid(),
    organiserId: z.uuid(),
    livesInArea: z.boolean(),
    version: version.describe('The version of the person. Of two moves the one with the higher version holds.'),
  }),
);

export const teamChanged = defineEvent(
  'identity.team-changed',
  1,
  'An organisation made or changed a service team (palvelutiimi): the services whose clients its members work with.',
  z.object({
    teamId: z.uuid(),
    organisationKind: z.enum(['ORGANISER', 'PROVIDER']),
    organisationId: z.uuid(),
    serviceIds: z.array(z.uuid()),
    unitIds: z.array(z.uuid()).nullable().describe('The only units of the provider that the team is for. Null: all.'),
    personIds: z.array(z.uuid()).nullable().describe('The only clients whom the team is for. Null: all.'),
    closed: z.boolean(),
    version,
  }),
);

export const restrictionChanged = defineEvent(
  'identity.restriction-changed',
  1,
  'An organiser restricted what its people and its providers see of a client (GDPR, article 18), or ended it.',
  z.object({
    personId: z.uuid(),
    organiserId: z.uuid(),
    restricted: z.boolean(),
    ground: z
      .enum(['ACCURACY', 'UNLAWFUL', 'LEGAL_CLAIM', 'OBJECTION', 'KEPT_BY_LAW'])
      .describe('Why. While it lasts, nobody erases anything of the client, unless it is what a law keeps after an erasure (KEPT_BY_LAW).'),
    version,
  }),
);

export const personErased = defineEvent(
  'identity.person-erased',
  1,
  'An organiser erased what it keeps of a client, except for what a law keeps. Each service erases its copies.',
  z.object({
    personId: z.uuid(),
    organiserId: z.uuid(),
    forgotten: z.boolean().describe('Nobody serves the person any more, and identity no longer knows who they were.'),
  }),
);

export const identityEvents = [personChanged, clientMoved, teamChanged, restrictionChanged, personErased];
