/** Notices to the inbox of a voucher's client. They follow a decision within its transaction. */
import type { Day } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Cause } from '@seteli/kit/outbox';
import type { NoticeKind } from '@seteli/schema/tasks';
import type { Voucher } from '../domain/voucher.ts';
import { giveNotices } from '../events.ts';
import { rolesFor } from '../policy.ts';

type ToldVoucher = Pick<Voucher, 'id' | 'organiserId' | 'serviceId' | 'personId'> & { readonly dueDay: Day | null };

export const tellClients = (tx: Tx, kind: NoticeKind, vouchers: readonly ToldVoucher[], cause: Cause): void =>
  giveNotices(
    tx,
    vouchers.map(({ id, organiserId, serviceId, personId, dueDay }) => ({
      partition: organiserId,
      kind,
      subjectId: id,
      organisation: { kind: 'PERSON', id: personId },
      roles: rolesFor('seeVoucher', 'PERSON'),
      serviceId,
      dueDay,
    })),
    cause,
  );
