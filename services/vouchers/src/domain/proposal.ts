/**
 * Changes of values to a client's loss, which take two persons (rules 14). The kit's proposals decide who proposes and
 * who confirms. `value.ts` and `own-value.ts` decide the change itself, when it is proposed and again when it is
 * confirmed.
 */
import type { Id } from '@seteli/kit/ids';
import type { Proposal } from '@seteli/kit/proposal';
import type { OwnValueChange } from './own-value.ts';
import type { TableWish } from './value.ts';

/** Either a table of the service, or a decision of the voucher's client. */
export type Wish = { readonly table: TableWish; readonly own: null } | { readonly table: null; readonly own: OwnValueChange };

/** A TABLE concerns a service, a DECISION a voucher. */
export type ValueKind = 'TABLE' | 'DECISION';

export type ValueProposal = Proposal<Wish> & { readonly kind: ValueKind; readonly serviceId: Id };

export const voucherOf = ({ kind, subjectId }: Pick<ValueProposal, 'kind' | 'subjectId'>): Id | null =>
  kind === 'DECISION' ? subjectId : null;
