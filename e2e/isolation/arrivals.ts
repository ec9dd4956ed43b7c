/** What comes in with people and organisations: an account that waits, an invitation, and somebody else's app. */
import { randomUUID } from 'node:crypto';
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
