/** The teams that identity announces, as services keep them. Each service saves them in a table of its own. */
import { on, type Reaction } from '@seteli/kit/inbox';
import type { DataOf } from '@seteli/kit/events';
import type { Tx } from '@seteli/kit/db';
import { teamChanged } from './events/identity.ts';

type KnownTeam = Pick<DataOf<typeof teamChanged>, 'organisationId' | 'serviceIds' | 'unitIds' | 'personIds' | 'closed' | 'version'> & {
  readonly id: DataOf<typeof teamChanged>['teamId'];
};

/** The teams that `sight.ts` reads. */
export const keepTeams = (save: (tx: Tx, teams: KnownTeam[]) => Promise<void>): Reaction =>
  on(teamChanged, (tx, events) =>
    save(
      tx,
      events.map(({ data: { teamId, organisationId, serviceIds, unitIds, personIds, closed, version } }) => ({
        id: teamId,
        organisationId,
        serviceIds,
        unitIds,
        personIds,
        closed,
        version,
      })),
    ),
  );
