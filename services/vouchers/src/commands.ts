/** What people do with vouchers. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import { lock, type Database } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { GrantVoucherInput, PublishValuesInput, RevokeVoucherInput } from '@seteli/schema/generated/vouchers';
import { checkValues } from './domain/value.ts';
import { grant, revoke } from './domain/voucher.ts';
import { valuesPublished, voucherGranted, voucherRevoked } from './events.ts';
import * as store from './store/voucher.ts';
import type { ClientCard } from './tables.ts';

export type Desk = { readonly database: Database; readonly clock: Clock };

export async function grantVoucher({ database, clock }: Desk, actor: Actor, input: GrantVoucherInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'grantVoucher', input, now },
    async (tx) => {
      await lock(tx, 'voucher numbers');
      const contents = await store.findContents(tx, organiserId, input.serviceId);
      const isNumberTaken = input.voucherNumber ? await store.isNumberTaken(tx, input.voucherNumber) : false;
      const decision = grant({ contents, isNumberTaken }, input);
      if (!decision.accepted) return decision;
      const voucher: store.StoredVoucher = {
        id: newId(),
        voucherNumber: input.voucherNumber ?? (await store.nextVoucherNumber(tx)),
        organiserId,
        serviceId: input.serviceId,
        personId: input.personId,
        state: 'ACTIVE',
        firstDay: input.firstDay,
        lastDay: input.lastDay,
        clientCard: toClientCard(input.clientCard),
        grantedBy: actor.userId,
        grantedAt: now,
        version: 1,
      };
      await store.insertVoucher(tx, voucher, decision.value);
      const contentIds = decision.value.flatMap((entitlement) => entitlement.contentIds);
      publish(tx, organiserId, [voucherGranted(voucher, contentIds)], { now, actor: actor.userId });
      return accept(voucher.id);
    },
  );
}

const toClientCard = ({ name, streetAddress, postalCode, municipality, phone, email }: GrantVoucherInput['clientCard']): ClientCard => ({
  name,
  streetAddress: streetAddress ?? null,
  postalCode: postalCode ?? null,
  municipality,
  phone: phone ?? null,
  email: email ?? null,
});

export async function revokeVoucher({ database, clock }: Desk, actor: Actor, input: RevokeVoucherInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'revokeVoucher', input, now },
    async (tx) => {
      const voucher = await store.lockVoucher(tx, organiserId, input.voucherId);
      const decision = revoke(voucher, input.lastDay, now);
      if (!decision.accepted) return decision;
      const entitlements = await store.listEntitlements(tx, [decision.value.id]);
      await store.saveRevocation(tx, decision.value);
      const contentIds = entitlements.flatMap((entitlement) => entitlement.contentIds);
      publish(tx, organiserId, [voucherRevoked(decision.value, contentIds)], { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}

export async function publishValues(
  { database, clock }: Desk,
  actor: Actor,
  input: PublishValuesInput,
): Promise<Decision<store.UnitValue[]>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const { serviceId, firstDay } = input;
  return await database.transaction(async (tx): Promise<Decision<store.UnitValue[]>> => {
    const wished = input.values.map(({ contentId, value }) => ({ contentId, valueCents: value }));
    const decision = checkValues(await store.findContents(tx, organiserId, serviceId), wished);
    if (!decision.accepted) return decision;
    const { value: values } = decision;
    const table = { id: newId(), serviceId, firstDay, publishedBy: actor.userId, publishedAt: now };
    if (!(await store.insertValueTable(tx, table, values))) return refuse('VERSION_EXISTS', { path: ['firstDay'] });
    publish(tx, organiserId, [valuesPublished({ ...table, organiserId }, values)], { now, actor: actor.userId });
    return accept(values.map((value) => ({ ...value, firstDay })));
  });
}
