/**
 * Lets the demonstration's teams cover more services: a user sees a service's clients only through a team that covers
 * it.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from '@seteli/local/client';
import type { PersonaKey } from '@seteli/local/personas';

type Team = { readonly id: string; readonly name: string; readonly services: { id: string }[]; readonly members: { id: string }[] };

const TEAMS = '{ serviceTeams { id name services { id } members { id } } }';
const SAVE = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { refusal { code path } } }';

const idsOf = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id);

/**
 * Adds these services to the first team of each administrator's organisation. Other services hear of it in a moment.
 */
export async function coverServices(client: Client, serviceIds: readonly string[], administrators: readonly PersonaKey[]): Promise<void> {
  for (const administrator of administrators) {
    const [{ id, name, services, members }] = (await client.ask(administrator, TEAMS)).serviceTeams as [Team];
    const covered = [...new Set([...idsOf(services), ...serviceIds])];
    const input = { idempotencyKey: randomUUID(), id, name, serviceIds: covered, memberIds: idsOf(members) };
    const { refusal } = (await client.ask(administrator, SAVE, { input })).saveServiceTeam;
    if (refusal) throw new Error(`The team was refused: ${JSON.stringify(refusal)}`);
  }
}
