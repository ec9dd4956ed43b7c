/** What comes in with people and organisations: an account that waits, an invitation, and somebody else's app. */
import { randomUUID } from 'node:crypto';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import type { World } from '../world.ts';

const PROPOSE_IBAN = `mutation ($input: ProposeIbanInput!) { proposeIban(input: $input) { proposal { id } refusal { code } } }`;
/** Nobody confirms it. */
export const PROPOSED_IBAN = 'FI4950009420028730';
const INVITE = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { invitation { id } refusal { code } } }`;
/** Nobody takes it up. */
const invitee = (teamId: string) => ({
  idempotencyKey: randomUUID(),
  roles: ['RECORDER'],
  teamIds: [teamId],
  email: 'kutsuttu@example.fi',
  language: 'FI',
  byOwnAccount: false,
});
const SAVE_APP = `mutation ($input: SaveAppInput!) { saveApp(input: $input) { app { id } refusal { code } } }`;
const ANOTHER_APP = () => ({
  idempotencyKey: randomUUID(),
  kind: 'BROWSER',
  names: { fi: 'Kotiapu', sv: 'Hemhjälp', en: 'Help at home' },
  redirectUris: ['https://kotiapu.example/paluu'],
  origins: ['https://kotiapu.example'],
});

type Arrivals = { readonly ibanProposal: string; readonly invitation: string };

/** `teamId`: the team of the company that the invited user joins. */
export async function makeArrivals(client: World['client'], teamId: string): Promise<Arrivals> {
  const another = { input: { idempotencyKey: randomUUID(), iban: PROPOSED_IBAN } };
  const ibanProposal = (await client.ask('provider-admin', PROPOSE_IBAN, another)).proposeIban.proposal.id as string;
  const invitation = (await client.ask('provider-admin', INVITE, { input: invitee(teamId) })).inviteUser.invitation.id as string;
  await client.ask('operator', SAVE_APP, { input: ANOTHER_APP() });
  return { ibanProposal, invitation };
}

/** The name under which the teams of an organisation have the one that is for another client only. */
export const limitedOf = (organisationId: string): string => `${organisationId} limited`;

const TEAMS = '{ serviceTeams { id services { id } } }';
const SAVE_TEAM = `mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } refusal { code } } }`;

/** Teams with the same services as ours, for Bea and nobody else. */
export async function makeLimitedTeams(client: World['client'], teams: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [by, { id }] of [
    ['provider-admin', COMPANY],
    ['organiser-admin', PIRKANMAA],
  ] as const) {
    type Known = { id: string; services: { id: string }[] };
    const ours = ((await client.ask(by, TEAMS)).serviceTeams as Known[]).find((team) => team.id === teams.get(id))!;
    const serviceIds = ours.services.map((service) => service.id);
    const wish = { name: 'Vain Bean tiimi', serviceIds, clientIds: [PERSONAS['other-client'].person.id], memberIds: [] };
    const saved = await client.ask(by, SAVE_TEAM, { input: { idempotencyKey: randomUUID(), ...wish } });
    made.set(limitedOf(id), saved.saveServiceTeam.serviceTeam.id);
  }
  return made;
}
