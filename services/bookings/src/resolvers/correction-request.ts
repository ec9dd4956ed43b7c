/** Providers' correction requests: GraphQL in, command or query, GraphQL out. */
import { dayOf } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { firstOf, readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/bookings';
import * as commands from '../commands/correction-request.ts';
import { extraServiceOf, type Shares } from '../domain/allocation.ts';
import type { Changed, CorrectionRequest } from '../domain/correction-request.ts';
import { requireRight, sight } from '../policy.ts';
import { findRequest, listRequests } from '../store/correction-request.ts';
import type { Context } from './context.ts';
import { readChange } from './recorded.ts';

async function answered({ actor, database }: Context, decided: Promise<Decision<Id>>) {
  const decision = await decided;
  return decision.accepted
    ? { correctionRequest: await findRequest(database.reader, sight(actor, 'listCorrectionRequests'), decision.value), refusal: null }
    : { correctionRequest: null, refusal: decision.refusal };
}

async function accepting({ input }: api.MutationAcceptCorrectionRequestArgs, context: Context) {
  const { actor, database, shared } = context;
  requireRight(actor, 'decideCorrectionRequest');
  requireIds(input.requestId);
  const decision = await commands.acceptCorrectionRequest(context, actor, input);
  const request = decision.accepted
    ? await findRequest(database.reader, sight(actor, 'listCorrectionRequests'), decision.value)
    : undefined;
  if (request) await shared.answered([request.visitId]);
  return await answered(context, Promise.resolve(decision));
}

export const correctionRequestQueries = {
  correctionRequest: async (_: unknown, { id }: api.QueryCorrectionRequestArgs, { actor, database }: Context) => {
    requireRight(actor, 'listCorrectionRequests');
    return isId(id) ? ((await findRequest(database.reader, sight(actor, 'listCorrectionRequests'), id)) ?? null) : null;
  },
  correctionRequests: async (_: unknown, { state, ...page }: api.QueryCorrectionRequestsArgs, { actor, database }: Context) => {
    requireRight(actor, 'listCorrectionRequests');
    return toConnection(
      await listRequests(database.reader, sight(actor, 'listCorrectionRequests'), state ?? null, readPageArguments(page)),
      page,
    );
  },
  previewCorrectionRequest: async (_: unknown, { requestId }: api.QueryPreviewCorrectionRequestArgs, context: Context) => {
    requireRight(context.actor, 'decideCorrectionRequest');
    requireIds(requestId);
    const decision = await commands.previewCorrection(context, context.actor, requestId);
    return decision.accepted ? { preview: decision.value, refusal: null } : { preview: null, refusal: decision.refusal };
  },
};

export const correctionRequestMutations = {
  requestCorrection: async (_: unknown, { input }: api.MutationRequestCorrectionArgs, context: Context) => {
    const { actor, clock } = context;
    requireRight(actor, 'requestCorrection');
    requireIds(input.visitId);
    return await answered(context, commands.requestCorrection(context, actor, input, readChange(input, { actor, now: clock.now() })));
  },
  withdrawCorrectionRequest: async (_: unknown, { input }: api.MutationWithdrawCorrectionRequestArgs, context: Context) => {
    requireRight(context.actor, 'requestCorrection');
    requireIds(input.requestId);
    return await answered(context, commands.withdrawCorrectionRequest(context, context.actor, input));
  },
  declineCorrectionRequest: async (_: unknown, { input }: api.MutationDeclineCorrectionRequestArgs, context: Context) => {
    requireRight(context.actor, 'decideCorrectionRequest');
    requireIds(input.requestId);
    return await answered(context, commands.declineCorrectionRequest(context, context.actor, input));
  },
  acceptCorrectionRequest: (_: unknown, args: api.MutationAcceptCorrectionRequestArgs, context: Context) => accepting(args, context),
};

const stub = (id: Id | null) => (id ? { id } : null);

export const correctionRequestTypes = {
  CorrectionRequest: {
    visit: ({ visitId }: CorrectionRequest, _: unknown, { load }: Context) => load.visit.load(visitId),
  },
  WishedVisit: {
    start: ({ startsAt }: Changed) => startsAt,
    end: ({ endsAt }: Changed) => endsAt,
    day: ({ startsAt, timed }: Changed) => (timed ? null : dayOf(startsAt)),
    content: ({ contentId }: Changed) => stub(contentId),
    extraServiceAccepted: ({ extraService }: Changed) => extraService !== null,
  },
  CorrectionPreview: {
    before: ({ visit }: commands.CorrectionPreview) => visit,
  },
  CorrectedShares: {
    total: ({ totalCents }: Shares) => totalCents,
    organiserShare: ({ organiserCents }: Shares) => organiserCents,
    clientShare: ({ clientCents }: Shares) => clientCents,
    unbilled: ({ unbilledCents }: Shares) => unbilledCents,
    extraService: ({ lines }: Shares) => extraServiceOf(lines),
    lines: ({ lines }: Shares, page: api.CorrectedSharesLinesArgs) => firstOf(lines, page),
  },
};
