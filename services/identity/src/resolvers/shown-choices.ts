/** Shows a person for whom they may act. A represented person’s name is theirs, so the access log hears of it first. */
import type { Choice } from '../loads/choices.ts';
import type { Doors } from './doors.ts';

/** Notes whose names the person is about to read. */
export async function noteNames({ noteLooks }: Pick<Doors, 'noteLooks'>, choices: readonly Choice[]): Promise<void> {
  for (const { user, mandate } of choices) {
    if (!mandate) continue;
    const { id: userId, organisation, personId } = user;
    const acting = { by: mandate.kind, mandateId: mandate.id };
    const actor = { userId, organisation, roles: mandate.roles, teamIds: [], personId: personId ?? undefined, acting };
    await noteLooks(actor, [{ action: 'PERSON_READ', outcome: 'SEEN', personId: organisation.id }]);
  }
}

/** The choices in the words of the API. */
export async function showChoices(doors: Pick<Doors, 'noteLooks'>, choices: readonly Choice[]) {
  await noteNames(doors, choices);
  return choices.map(({ user: { organisation, roles }, name, mandate }) => ({
    ...organisation,
    name,
    roles: mandate?.roles ?? roles,
    ...(mandate && { mandate: { kind: mandate.kind, lastDay: mandate.lastDay?.toString() ?? null } }),
  }));
}
