/** Tasks and notices about a locked run. They follow its freezing within the transaction. */
import type { Tx } from '@seteli/kit/db';
import type { Cause } from '@seteli/kit/outbox';
import type { Run } from '../domain/run.ts';
import type { Statement } from '../domain/statement.ts';
import { giveNotices, openTasks } from '../events.ts';
import { rolesFor } from '../policy.ts';

/** A locked run waits for a second person. Whoever locked it sees the task too, and the command refuses them. */
export const openLocked = (tx: Tx, { id, organiserId }: Run, cause: Cause): Promise<void> =>
  openTasks(
    tx,
    [
      {
        partition: organiserId,
        kind: 'RUN_TO_APPROVE',
        subjectId: id,
        organisation: { kind: 'ORGANISER', id: organiserId },
        roles: rolesFor('settleRuns', 'ORGANISER'),
        serviceId: null,
        dueDay: null,
      },
    ],
    cause,
  );

export const tellStated = (tx: Tx, statements: readonly Statement[], cause: Cause): void =>
  giveNotices(
    tx,
    statements.map(({ id, organiserId, providerId }) => ({
      partition: organiserId,
      kind: 'STATEMENT_READY',
      subjectId: id,
      organisation: { kind: 'PROVIDER', id: providerId },
      roles: rolesFor('seeStatements', 'PROVIDER'),
      serviceId: null,
      dueDay: null,
    })),
    cause,
  );
