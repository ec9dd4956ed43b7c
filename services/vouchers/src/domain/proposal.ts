/**
 * What two persons change of values to a client's loss (rules 14). That takes two and how, the kit's proposals say; what the change itself may
 * be, `value.ts` and `own-value.ts` decide, when it is proposed and again when it is confirmed.
 */
import type { Id } from '@seteli/kit/ids';
import type { Proposal } from '@seteli/kit/proposal';
import type { OwnValueChange } from './own-value.ts';
import type { TableWish } from './value.ts';

/** Either a table of the service, or a decision of the voucher's client. */
export type Wish = { readonly table: TableWish; readonly own: null } | { readonly table: null; readonly own: OwnValueChange };

/** Tables are about a service, decisions about a voucher. */
export type ValueKind = 'TABLE' | 'DECISION';

export type ValueProposal = Proposal<Wish> & { readonly kind: ValueKind; readonly serviceId: Id };

export const voucherOf = ({ kind, subjectId }: Pick<ValueProposal, 'kind' | 'subjectId'>): Id | null =>
  kind === 'DECISION' ? subjectId : null;
