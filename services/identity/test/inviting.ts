/** Invitations as tests use them: administrators send them, and holders of a link take them up in a browser. */
import { eq } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { form, json, openBrowser, type Browser } from '@seteli/local/browser';
import type { PersonaKey } from '@seteli/local/personas';
import { readMail } from '../src/commands/invitation.ts';
import { outgoingMail } from '../src/tables/invitation.ts';
import { actorOf, SERVICE_ID, type World } from './world.ts';

export const INVITATION = `id version state roles teams { id } email givenNames familyName language byOwnAccount delivery endedAt
  user { id } invitedBy { id }`;
export const INVITE = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { invitation { ${INVITATION} } refusal { code path } } }`;
export const INVITE_AGAIN = `mutation ($input: InviteUserAgainInput!) { inviteUserAgain(input: $input) {
  invitation { ${INVITATION} } refusal { code path } } }`;

export const strongly = (key: PersonaKey): Actor => ({ ...actorOf(key), assurance: 'STRONG' });
export const organiserAdmin = strongly('organiser-admin');

export async function makeTeam({ identity }: World, by: Actor = organiserAdmin): Promise<string> {
  const { data } = await identity.ask(
    by,
    `mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } } }`,
    {
      input: { idempotencyKey: newId(), name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds: [] },
    },
  );
  return data.saveServiceTeam.serviceTeam.id;
}

export const granterWish = (teamId: string) => ({
  idempotencyKey: newId(),
  roles: ['GRANTER'],
  teamIds: [teamId],
  email: 'mia.myontaja@example.fi',
  language: 'FI',
  byOwnAccount: false,
});

/** The secret of the link in the e-mail that waits to go out. */
export async function secretOf({ desk }: World, invitationId: string): Promise<string> {
  const [mail] = await desk.database.reader.select().from(outgoingMail).where(eq(outgoingMail.invitationId, invitationId));
  return readMail(desk, mail!).secret;
}

/** Invites, and answers the invitation's id and the secret of its link. */
export async function invited(world: World, wish: object, by: Actor = organiserAdmin): Promise<{ id: string; secret: string }> {
  const { data, errors } = await world.identity.ask(by, INVITE, { input: wish });
  const { invitation, refusal } = data?.inviteUser ?? {};
  if (!invitation) throw new Error(`Nobody was invited: ${JSON.stringify(refusal ?? errors)}`);
  return { id: invitation.id, secret: await secretOf(world, invitation.id) };
}

export const post = (world: World, path: string, body: unknown, browser: Browser = openBrowser()) =>
  browser.send(world.url(path), json(body));
export const look = (world: World, secret: string) => post(world, '/sign-in/invitation/look', { secret });

/** Opens the link and identifies as this person. Stops before the browser comes back to identity. */
export async function identifiedWith(world: World, secret: string, persona: PersonaKey): Promise<{ browser: Browser; callback: URL }> {
  const browser = openBrowser();
  const response = await post(world, '/sign-in/invitation/identify', { secret }, browser);
  if (response.status !== 200) throw new Error(`The link does not open: ${await response.text()}`);
  const { url } = (await response.json()) as { url: string };
  const list = await browser.follow(url);
  return { browser, callback: (await browser.follow(list.url, form({ person: persona }), world.identity.url)).url };
}

export async function takenUp(world: World, secret: string, persona: PersonaKey): Promise<{ browser: Browser; response: Response }> {
  const { browser, callback } = await identifiedWith(world, secret, persona);
  return { browser, response: await browser.send(callback) };
}

/** What the users of the organisation are. */
export async function usersOf({ identity }: World, by: Actor = organiserAdmin) {
  const { data } = await identity.ask(
    by,
    '{ users(first: 200) { edges { node { id roles active version invitedAt lastSignInAt teams { id } person { id givenNames familyName } } } } }',
  );
  return data.users.edges.map(({ node }: { node: object }) => node) as {
    id: string;
    roles: string[];
    active: boolean;
    version: number;
    invitedAt: string | null;
    lastSignInAt: string | null;
    teams: { id: string }[];
    /** A system has none. */
    person: { id: string; givenNames: string; familyName: string } | null;
  }[];
}

/** What administrators and operators do with invitations. `world` answers the world of the test. */
export function officeOf(world: () => World) {
  const ask = async (by: Actor, query: string, variables: Record<string, unknown>) =>
    (await world().identity.ask(by, query, variables)).data;
  const LIST = `query ($states: [InvitationState!]) {
    invitations(filter: { states: $states }, first: 200) { edges { node { ${INVITATION} } } totalCount } }`;
  const listed = async (by = organiserAdmin, states: string[] | null = null) =>
    (await ask(by, LIST, { states })).invitations.edges.map(({ node }: { node: object }) => node) as {
      id: string;
      state: string;
      email: string | null;
      version: number;
    }[];
  return {
    listed,
    invite: async (wish: object, by = organiserAdmin) => (await ask(by, INVITE, { input: wish })).inviteUser,
    one: async (id: string, by = organiserAdmin) => (await listed(by)).find((each) => each.id === id),
    async act(mutation: 'withdrawInvitation' | 'sendInvitationAgain', invitationId: string, change: object = {}, by = organiserAdmin) {
      const type = mutation === 'withdrawInvitation' ? 'WithdrawInvitationInput' : 'SendInvitationAgainInput';
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
        invitation { ${INVITATION} } refusal { code path details { state } } } }`;
      return (await ask(by, query, { input: { idempotencyKey: newId(), invitationId, ...change } }))[mutation];
    },
  };
}

/** The status and the whole answer. */
export const refusedAs = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) });
