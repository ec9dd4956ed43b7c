/** Erasure in GraphQL: an administrator sees what would go, and erases what they saw. */
import { isId } from '@seteli/kit/ids';
import { requireIds } from '@seteli/kit/subgraph';
import { inAll } from '@seteli/schema/accesses';
import type * as api from '@seteli/schema/generated/identity';
import { RETENTION } from '@seteli/schema/retention';
import { erasePerson, previewErasure } from '../commands/erasing.ts';
import type { Part } from '../domain/erasure.ts';
import { requireRight } from '../policy.ts';
import type { Context } from './context.ts';

export const erasureQueries = {
  erasurePreview: async (_: unknown, { personId }: api.QueryErasurePreviewArgs, context: Context) => {
    const { actor, noteLooks, askHeld } = context;
    requireRight(actor, 'erasePerson');
    if (!isId(personId)) return null;
    const preview = await previewErasure(context, { organiserId: actor.organisation.id, personId }, askHeld);
    if (preview) await noteLooks(actor, [{ action: 'ERASURE_PREVIEWED', outcome: 'SEEN', personId }]);
    return preview;
  },
};

export const erasureMutations = {
  erasePerson: async (_: unknown, { input }: api.MutationErasePersonArgs, context: Context) => {
    requireRight(context.actor, 'erasePerson');
    requireIds(input.personId);
    const decision = await erasePerson(context, context.actor, input, context.askHeld);
    return decision.accepted ? { personId: decision.value, refusal: null } : { personId: null, refusal: decision.refusal };
  },
};

export const erasureTypes = {
  ErasurePart: {
    service: ({ service }: Part) => service.toUpperCase(),
    sentence: ({ retentionClass }: Part) => inAll(RETENTION[retentionClass].sentence),
  },
};
