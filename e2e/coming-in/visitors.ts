/**
 * People at the doors of a system in which nobody is known: each has a browser, identifies themselves at the provider,
 * takes up invitations, and chooses in Suomi.fi-valtuudet. They ask through the gateway.
 */
import { form, json, openBrowser, type Browser } from '@seteli/local/browser';
import { onceKnown, type Reply } from '@seteli/local/client';
import { madeUpPerson, type MadeUpPerson } from '@seteli/local/made-up-person';
import { httpUrl } from '@seteli/local/processes';
import { openRegistersClient, type RegistersClient } from '@seteli/local/registers/client';
import { fieldsOf } from '@seteli/local/sign-in-person';
import { newId } from '@seteli/kit/ids';
import { ownOperations } from '@seteli/schema/operations';
import { PATIENCE_MS, until } from '../waiting.ts';
import type { World } from '../world.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- callers know what they asked for
type Data = any;
type Payload = { refusal: { code: string; path?: string[] } | null } & Data;

/** A door to Suomi.fi-valtuudet: for another person, or for a company. */
export type Way = 'represent' | 'company';

/** Whoever asks by one access token. */
export type Asker = {
  readonly token: string;
  send(query: string, variables?: object): Promise<Reply>;
  /** Returns the data, and throws when there are errors. */
  ask(query: string, variables?: object): Promise<Data>;
  /** One of the operations of our own clients. */
  own(name: string, variables?: object): Promise<Data>;
  /** A mutation, again while a service has not heard what it needs. Throws when it is refused. */
  change(field: string, selection: string, input: object): Promise<Payload>;
  /** A mutation, once, with whatever comes of it. */
  tryTo(field: string, selection: string, input: object): Promise<Payload>;
};

export type Visitor = {
  readonly who: MadeUpPerson;
  readonly browser: Browser;
  /** Identifies themselves, and comes back to the system. */
  signIn(): Promise<Response>;
  /** The address with which the provider sends them back, before they have followed it. */
  wayBack(start?: string): Promise<URL>;
  /** Identifies themselves with the link of an invitation. */
  takeUp(secret: string): Promise<Response>;
  openLink(secret: string): Promise<{ status: number; url?: string; error?: string }>;
  /** Presses the button with this text in Suomi.fi-valtuudet, and comes back. */
  choose(way: Way, text: string): Promise<Response>;
  /** The address with which Suomi.fi-valtuudet sends them back, before they have followed it. */
  chosen(way: Way, text: string): Promise<URL>;
  /** What `/sign-in/token` answers to their cookies. */
  wishToken(organisation?: string): Promise<{ status: number; answer: Data }>;
  /** Asks from now on for this organisation or person. */
  as(organisation?: string): Promise<Asker>;
};

export type Town = {
  /** A person whom nobody here has met, with a number of their own; the population register knows them. */
  invent(givenNames: string, familyName: string): Promise<Visitor>;
  /** The secret of the newest link that came to this address. */
  linkIn(address: string): Promise<string>;
  readonly registers: RegistersClient;
};

/** `world` may start later. */
export function openTown(world: World): Town {
  let invented = 0;
  const registers = (): RegistersClient => openRegistersClient(httpUrl(world.system.ports.registers));
  return {
    get registers() {
      return registers();
    },
    async invent(givenNames, familyName) {
      const who = madeUpPerson(invented++, givenNames, familyName);
      await registers().person(who);
      return openVisitor(world.system.url, who);
    },
    async linkIn(address) {
      const [mail] = await until(`an e-mail comes to ${address}`, async () => {
        const messages = await registers().messages(address);
        return messages.length > 0 && messages;
      });
      return /#([\w-]{43})$/m.exec(mail!.text)![1]!;
    },
  };
}

function openVisitor(baseUrl: string, who: MadeUpPerson): Visitor {
  const browser = openBrowser();
  const at = (path: string) => `${baseUrl}${path}`;
  const chooseAt = async (page: URL | string, stopBefore?: string) =>
    await browser.follow((await browser.follow(page)).url, form(fieldsOf(who)), stopBefore);

  async function press(way: Way, text: string, stopBefore?: string) {
    const { url, response } = await browser.follow(at(`/sign-in/${way}/start`));
    const page = await response.text();
    const [, choice] = new RegExp(`value="(\\d+)">${text}`).exec(page) ?? [];
    if (choice === undefined) throw new Error(`There is no "${text}" on the page of ${response.status}: ${page}`);
    return await browser.follow(url, form({ choice }), stopBefore);
  }

  async function openLink(secret: string) {
    const answer = await browser.send(at('/sign-in/invitation/identify'), json({ secret }));
    return { status: answer.status, ...((await answer.json()) as { url?: string; error?: string }) };
  }

  async function wishToken(organisation?: string) {
    const answer = await browser.send(at('/sign-in/token'), json({ organisation }));
    return { status: answer.status, answer: (await answer.json()) as Data };
  }

  return {
    who,
    browser,
    signIn: async () => (await chooseAt(at('/sign-in/start'))).response,
    wayBack: async (start = at('/sign-in/start')) => (await chooseAt(start, at('/sign-in/callback'))).url,
    openLink,
    async takeUp(secret) {
      const { url, error } = await openLink(secret);
      if (url === undefined) throw new Error(`The link did not open: ${error}`);
      return (await chooseAt(url)).response;
    },
    choose: async (way, text) => (await press(way, text)).response,
    chosen: async (way, text) => (await press(way, text, at(`/sign-in/${way}/callback`))).url,
    wishToken,
    async as(organisation) {
      const { status, answer } = await wishToken(organisation);
      if (status !== 200) throw new Error(`${who.givenNames} got no token: ${status} ${JSON.stringify(answer)}`);
      return openAsker(baseUrl, who.givenNames, answer.access_token as string);
    },
  };
}

function openAsker(baseUrl: string, name: string, token: string): Asker {
  async function send(query: string, variables: object = {}): Promise<Reply> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${baseUrl}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Reply;
  }
  async function ask(query: string, variables?: object): Promise<Data> {
    const { data, errors } = await send(query, variables);
    if (errors) throw new Error(`${name} was answered: ${JSON.stringify(errors)}`);
    return data;
  }
  async function tryTo(field: string, selection: string, wish: object): Promise<Payload> {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} refusal { code path } } }`;
    return (await ask(mutation, { input: { idempotencyKey: newId(), ...wish } }))[field];
  }
  return {
    token,
    send,
    ask,
    tryTo,
    own: (operation, variables) => ask(ownOperations().get(operation)!, variables),
    async change(field, selection, wish) {
      const payload = await onceKnown<Payload>(() => tryTo(field, selection, wish), PATIENCE_MS);
      if (payload.refusal) throw new Error(`${field} of ${name} was refused: ${JSON.stringify(payload.refusal)}`);
      return payload;
    },
  };
}
