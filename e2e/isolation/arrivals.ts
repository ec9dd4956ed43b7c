/** What comes in with people and organisations: an account that waits, an invitation, and somebody else's app. */
import { randomUUID } from 'node:crypto';
import { demonstrationId } from '@seteli/local/personas';
import type { World } from '../world.ts';

const PROPOSE_IBAN = `mutation ($input: ProposeIbanInput!) { proposeIban(input: $input) { proposal { id } refusal { code } } }`;
/** Nobody confirms it. */
export const PROPOSED_IBAN = 'FI4950009420028730';
const INVITE = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { invitation { id } refusal { code } } }`;
/** Nobody takes it up. */
const invitee = () => ({
  idempotencyKey: randomUUID(),
  roles: ['RECORDER'],
  teamIds: [demonstrationId(1)],
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

export async function makeArrivals(client: World['client']): Promise<{ readonly ibanProposal: string; readonly invitation: string }> {
  const another = { input: { idempotencyKey: randomUUID(), iban: PROPOSED_IBAN } };
  const ibanProposal = (await client.ask('provider-admin', PROPOSE_IBAN, another)).proposeIban.proposal.id as string;
  const invitation = (await client.ask('provider-admin', INVITE, { input: invitee() })).inviteUser.invitation.id as string;
  await client.ask('operator', SAVE_APP, { input: ANOTHER_APP() });
  return { ibanProposal, invitation };
}
