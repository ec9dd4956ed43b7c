/** Tasks and notices about accounts that wait for a second person. They follow a decision within its transaction. */
import type { Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import type { IbanProposal } from '../domain/iban.ts';
import { closeTasks, giveNotices, openTasks } from '../events.ts';
import { rolesFor } from '../policy.ts';

type Proposed = Pick<IbanProposal, 'id' | 'kind' | 'organisationId'>;

const holderOf = ({ kind, organisationId: id }: Proposed) => ({ kind: kind === 'ORGANISER_IBAN' ? 'ORGANISER' : 'PROVIDER', id }) as const;
const ALL_TEAMS = { serviceId: null, dueDay: null } as const;

/** `approvers`: the organisers that approve the provider. People of theirs may confirm its account, too. */
export async function openWaiting(tx: Tx, proposed: Proposed, approvers: readonly Id[], cause: Cause): Promise<void> {
  const holder = holderOf(proposed);
  const own = {
    partition: holder.kind === 'ORGANISER' ? holder.id : NATIONAL,
    kind: 'IBAN_TO_CONFIRM',
    subjectId: proposed.id,
    organisation: holder,
    roles: rolesFor('confirmIban', holder.kind),
    ...ALL_TEAMS,
  } as const;
  const theirs = approvers.map(
    (id) =>
      ({
        partition: id,
        kind: 'PROVIDER_IBAN_TO_CONFIRM',
        subjectId: proposed.id,
        organisation: { kind: 'ORGANISER', id },
        roles: rolesFor('confirmProviderIban', 'ORGANISER'),
        ...ALL_TEAMS,
      }) as const,
  );
  await openTasks(tx, [own, ...theirs], cause);
}

/** It waits no longer: somebody confirmed it, took it back or proposed another. */
export async function closeWaiting(tx: Tx, proposalId: Id, cause: Cause): Promise<void> {
  for (const kind of ['IBAN_TO_CONFIRM', 'PROVIDER_IBAN_TO_CONFIRM'] as const) await closeTasks(tx, kind, [proposalId], cause);
}

/** Whoever sees the account hears that it is another: a thief of one user's account would rather have it quiet. */
export function tellChanged(tx: Tx, proposed: Proposed, cause: Cause): void {
  const holder = holderOf(proposed);
  const partition = holder.kind === 'ORGANISER' ? holder.id : NATIONAL;
  const roles = rolesFor('seeIban', holder.kind);
  giveNotices(tx, [{ partition, kind: 'IBAN_CHANGED', subjectId: proposed.id, organisation: holder, roles, ...ALL_TEAMS }], cause);
}
