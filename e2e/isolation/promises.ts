/**
 * Nobody gets what is not theirs. Strangers ask every field at the root and every entity for what belongs to others,
 * through the gateway and straight at the subgraphs. The expectations stand in the files beside. Registers the tests.
 */
import { generateKeyPairSync } from 'node:crypto';
import { buildASTSchema, getNamedType, isObjectType, parse, type GraphQLField } from 'graphql';
import { importKey, mintActorToken, type TokenKey } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { COMPANY, type PersonaKey } from '@seteli/local/personas';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changedSince, fingerprintsOf } from '../fingerprints.ts';
import { operationFor, readSchema, rootFieldsOf } from '../operations.ts';
import { post, unfitIn, type Answer } from '../post.ts';
import { factsIn, selectAll } from '../selection.ts';
import type { World } from '../world.ts';
import { actorOf, KINDS, OURS, STRANGERS, withAllRoles } from './actors.ts';
import { makeBelongings, type Belongings } from './belongings.ts';
import { ENTITIES } from './entities.ts';
import { ROOT_FIELDS } from './expectations.ts';
import { whatEverybodySees } from './matrix.ts';
import type { Expectation, Outcome } from './outcomes.ts';
import { isPublic } from './public.ts';
import { deeper, followedIn, references } from './references.ts';

const LIMIT_MS = 300_000;

const WITHDRAW = `mutation ($input: WithdrawInvitationInput!) { withdrawInvitation(input: $input) { refusal { code } } }`;

const codeOf = ({ errors }: Answer): string | undefined => errors[0]?.extensions?.code;

/** The answer in one word. */
function outcomeOf(answer: Answer, fieldName: string): string {
  const value = answer.data?.[fieldName] as Record<string, unknown> | unknown[] | null | undefined;
  if (answer.errors.length > 0) return value ? `half an answer, ${codeOf(answer)}` : String(codeOf(answer));
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'something';
  if (Array.isArray(value.edges)) return value.edges.length === 0 && !value.totalCount ? 'empty' : 'something';
  const codeIn = (each: unknown) => (each as { refusal?: { code: string } | null }).refusal?.code;
  const rows = ((value.results ?? []) as unknown[]).map(codeIn);
  // One row that tells something is enough.
  const refused = codeIn(value) ?? (rows.every((code) => code !== undefined) ? rows[0] : undefined);
  return refused ? `refused ${refused}` : 'something';
}

const entitySchemas = new Map(SERVICES.map((service) => [service, buildASTSchema(parse(subgraphSdl(service)), { assumeValidSDL: true })]));

/** The types that a subgraph resolves by their key. */
const entitiesOf = (service: ServiceName): string[] =>
  Object.values(entitySchemas.get(service)!.getTypeMap())
    .filter(({ astNode }) =>
      astNode?.directives?.some(
        (directive) => directive.name.value === 'key' && !directive.arguments?.some(({ name }) => name.value === 'resolvable'),
      ),
    )
    .map(({ name }) => `${service}.${name}`);

const entityIn = ({ data }: Answer): unknown => (data?.['_entities'] as unknown[] | undefined)?.[0] ?? null;

/**
 * No query of this test reaches these references: this test makes no such thing, or the reference lies deeper or below
 * a mutation.
 */
const NOWHERE: ReadonlySet<string> = new Set([
  'BalanceEntitlement.contents',
  'BookingNotice.service',
  'ChangePreview.left',
  'ContentShare.content',
  'ContractPrice.content',
  'EntitlementCost.contents',
  'InvoiceMatch.visit',
  'RecurringPause.content',
  'ServiceMonth.service',
  'SettlementStatement.billingUnit',
  'SystemAccount.units',
  'VisitEffect.visit',
  'WishedVisit.content',
]);

export function whatStrangersGet(world: World): void {
  let ours: Belongings;
  let rootFields: ReadonlyMap<string, GraphQLField<unknown, unknown>>;
  let before: Map<string, string>;

  beforeAll(async () => {
    ours = await makeBelongings(world);
    rootFields = rootFieldsOf(await readSchema(world.client));
    before = await fingerprintsOf(world.system);
  }, LIMIT_MS);

  // Later tests move the clock past its end, and a chore would note that while they prove that nothing changes.
  afterAll(async () => {
    const input = { idempotencyKey: newId(), invitationId: ours.invitation };
    const { withdrawInvitation } = await world.client.ask('provider-admin', WITHDRAW, { input });
    expect(withdrawInvitation).toEqual({ refusal: null });
  });

  const secretIn = ({ text }: Answer): string | undefined => ours.secrets.find((secret) => text.includes(secret));

  /** Why an answer to a stranger is wrong; nothing when it is right. */
  function wrongWith(
    answer: Answer,
    fieldName: string,
    field: GraphQLField<unknown, unknown>,
    expected: readonly Outcome[],
  ): string | undefined {
    const outcome = outcomeOf(answer, fieldName);
    const leak = unfitIn(answer) ?? secretIn(answer);
    if (leak) return `tells ${leak}`;
    if (outcome !== 'something') return expected.includes(outcome as Outcome) ? undefined : `${outcome} (${answer.text.slice(0, 300)})`;
    if (expected.includes('own')) return undefined;
    if (!expected.includes('public')) return `something (${answer.text.slice(0, 300)})`;
    return factsIn(answer.data![fieldName], getNamedType(field.type)).find(({ coordinate }) => !isPublic(coordinate))?.coordinate;
  }

  /** The first event of the stream, or the refusal to open it. */
  async function listen(token: string | null, body: object): Promise<Answer> {
    const answer = await post(`${world.system.url}/graphql/stream`, token, body);
    const data = /^data: (\{.*\})$/m.exec(answer.text)?.[1];
    return data ? { ...answer, ...(JSON.parse(data) as Answer), errors: (JSON.parse(data) as Answer).errors ?? [] } : answer;
  }

  const send = (coordinate: string, token: string | null, body: object): Promise<Answer> =>
    coordinate.startsWith('Subscription.') ? listen(token, body) : post(`${world.system.url}/graphql`, token, body);

  describe('through the gateway', () => {
    it('every field at the root has an expectation', () => {
      expect(Object.keys(ROOT_FIELDS).toSorted()).toEqual([...rootFields.keys()].toSorted());
    });

    it.each(Object.entries(ROOT_FIELDS))(
      '%s tells strangers nothing of ours',
      { timeout: LIMIT_MS },
      async (coordinate, expectation: Expectation) => {
        const field = rootFields.get(coordinate)!;
        // Also asks queries without what lies below them: a null in a required field below would hide a leak. An answer
        // by rows tells nothing without its rows.
        const type = getNamedType(field.type);
        const hasRows = isObjectType(type) && 'results' in type.getFields();
        const depths = coordinate.startsWith('Query.') && !hasRows ? [0, undefined] : [undefined];
        const asking = KINDS.flatMap((kind) => STRANGERS[kind].flatMap((persona) => depths.map((levels) => ({ kind, persona, levels }))));
        // At the same time: where something may yet come, each of them waits for it.
        const wrong = await Promise.all(
          asking.map(async ({ kind, persona, levels }) => {
            const body = operationFor(coordinate, field, expectation.args(ours), levels);
            const found = wrongWith(await send(coordinate, await world.client.token(persona), body), field.name, field, expectation[kind]);
            return found && `${persona}: ${found}`;
          }),
        );
        expect(wrong.filter((each) => each !== undefined)).toEqual([]);

        const body = operationFor(coordinate, field, expectation.args(ours));
        const toNobody = await send(coordinate, null, body);
        expect([toNobody.status, codeOf(toNobody), toNobody.data]).toEqual([401, 'UNAUTHENTICATED', null]);
        if (!expectation.owner) return;
        const toOwner = await send(coordinate, await world.client.token(expectation.owner), body);
        expect(outcomeOf(toOwner, field.name), `what ${expectation.owner} gets: ${toOwner.text.slice(0, 500)}`).toBe('something');
      },
    );

    it('nobody outside can ask the fields of federation itself', async () => {
      for (const body of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
        const answer = await post(`${world.system.url}/graphql`, await world.client.token('other-system'), { query: body });
        expect([answer.status, codeOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      }
    });
  });

  const key = (): Promise<TokenKey> => importKey(world.system.secrets.actorKey);
  const askEntity = (service: ServiceName, token: string | null, typeName: string, representation: object, levels = 1): Promise<Answer> => {
    const selection = selectAll(entitySchemas.get(service)!.getType(typeName)!, levels);
    return post(`http://127.0.0.1:${world.system.ports[service]}/graphql`, token, {
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typeName} ${selection} } }`,
      variables: { of: [{ __typename: typeName, ...representation }] },
    });
  };

  describe('straight at the subgraphs', () => {
    it('every entity has an expectation', () => {
      expect(Object.keys(ENTITIES).toSorted()).toEqual(SERVICES.flatMap(entitiesOf).toSorted());
    });

    it.each(Object.entries(ENTITIES))('%s gives strangers only what is public', { timeout: LIMIT_MS }, async (name, expectations) => {
      const [service, typeName] = name.split('.') as [ServiceName, string];
      const type = entitySchemas.get(service)!.getType(typeName)!;
      const strangers = [
        ...KINDS.flatMap((kind) => STRANGERS[kind].map((stranger) => actorOf(stranger, ours.teams))),
        ...KINDS.map((kind) => withAllRoles(STRANGERS[kind][0]!, ours.teams)),
      ];
      for (const { id, given, strangers: expected, owner } of expectations) {
        const representation = { ...given?.(ours), id: id(ours) };
        const isMeant = (coordinate: string) =>
          (expected === 'public' && isPublic(coordinate)) || (expected === 'echo' && coordinate === `${typeName}.id`);
        const wrong: string[] = [];
        // Also asks for the entity alone: a null in a required field below would hide a leak.
        for (const levels of [0, 1])
          for (const actor of strangers) {
            const answer = await askEntity(service, await mintActorToken(actor, service, await key()), typeName, representation, levels);
            const entity = entityIn(answer);
            const told = expected === 'echo' ? { ...answer, text: answer.text.replaceAll(representation.id, '') } : answer;
            const leak = unfitIn(answer) ?? secretIn(told);
            const fact = factsIn(entity, type).find(({ coordinate }) => !isMeant(coordinate));
            if (leak ?? fact) wrong.push(`${actor.organisation.kind} ${actor.roles.join()}: ${leak ?? fact?.coordinate}`);
          }
        expect(wrong, `strangers at ${name}`).toEqual([]);
        const toOwner = await askEntity(
          service,
          await mintActorToken(actorOf(owner, ours.teams), service, await key()),
          typeName,
          representation,
        );
        expect(factsIn(entityIn(toOwner), type).length, `facts for ${owner}: ${toOwner.text.slice(0, 300)}`).toBeGreaterThan(1);
      }
    });

    it.each(SERVICES)('%s answers nobody for whom the gateway does not vouch', async (service) => {
      const url = `http://127.0.0.1:${world.system.ports[service]}/graphql`;
      const actor = withAllRoles('other-granter', ours.teams);
      const strange = await importKey(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
      const other = SERVICES.find((each) => each !== service)!;
      const tokens = [
        null,
        '',
        'x.y.z',
        await mintActorToken(actor, other, await key()),
        await mintActorToken(actor, service, strange),
        await world.client.token('granter'),
      ];
      for (const token of tokens)
        for (const body of ['{ _service { sdl } }', '{ __typename }']) {
          const answer = await post(url, token, { query: body });
          expect([answer.status, codeOf(answer), answer.data]).toEqual([401, 'UNAUTHENTICATED', null]);
        }
    });
  });

  it(
    'every reference to an entity of another subgraph leads its readers to it or is null, and never to a fault',
    { timeout: LIMIT_MS },
    async () => {
      const followed = new Set<string>();
      const wrong: string[] = [];
      const asked = Object.entries(ROOT_FIELDS).flatMap(([coordinate, { args }]) =>
        coordinate.startsWith('Query.') ? [[coordinate, operationFor(coordinate, rootFields.get(coordinate)!, args(ours))] as const] : [],
      );
      const below = deeper(ours).map(([name, query]) => [`Query.${name}`, { query }] as const);
      for (const [coordinate, body] of [...asked, ...below]) {
        const field = rootFields.get(coordinate)!;
        const answers = await Promise.all(
          OURS.map(async (persona) => [persona, await send(coordinate, await world.client.token(persona), body)] as const),
        );
        for (const [persona, answer] of answers) {
          const outcome = outcomeOf(answer, field.name);
          if (answer.errors.length > 0 && outcome !== 'FORBIDDEN') wrong.push(`${persona} at ${coordinate}: ${answer.text.slice(0, 300)}`);
          for (const each of followedIn(answer.data?.[field.name], getNamedType(field.type))) followed.add(each);
        }
      }
      expect(wrong).toEqual([]);
      expect(references.filter((each) => !followed.has(each) && !NOWHERE.has(each))).toEqual([]);
    },
  );

  it('a user of our own provider without the team right sees neither voucher nor booking nor visit', async () => {
    const asked =
      '($v: ID!, $n: String!, $b: ID!, $t: ID!) { voucher(id: $v) { id } voucherByNumber(voucherNumber: $n) { id } booking(id: $b) { id } visit(id: $t) { id } }';
    const variables = { v: ours.voucher, n: ours.voucherNumber, b: ours.booking, t: ours.settledVisit };
    const answer = await post(`${world.system.url}/graphql`, await world.client.token('newcomer'), { query: `query ${asked}`, variables });
    expect([answer.data, answer.errors]).toEqual([{ voucher: null, voucherByNumber: null, booking: null, visit: null }, []]);
  });

  it('only its provider sees a draft of a price list, not even the organiser of the service', async () => {
    const asked = 'query ($id: ID!) { provider(id: $id) { units { priceLists { id } } } }';
    const seenBy = async (persona: PersonaKey) =>
      (await post(`${world.system.url}/graphql`, await world.client.token(persona), { query: asked, variables: { id: COMPANY.id } })).text;
    for (const persona of ['organiser-admin', 'granter', 'aku'] as const) expect(await seenBy(persona)).not.toContain(ours.draftPrices);
    expect(await seenBy('service-manager')).toContain(ours.draftPrices);
  });

  describe('the matrix of fields and roles', () => {
    whatEverybodySees(world, () => ours);
  });

  it('all these questions have changed nothing in any database', async () => {
    expect(changedSince(before, await fingerprintsOf(world.system))).toEqual([]);
  });
}
