/**
 * Every field of the supergraph, for every role, in our organisation with a team and without one, in another
 * organisation, for the client and for others: through the gateway on every path, and straight at the subgraphs. The
 * expectations stand in matrix/. Registers the tests.
 */
import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { supergraphSdl } from '@seteli/schema/sdl';
import { beforeAll, expect, it } from 'vitest';
import { readSupergraph } from '../../gateway/src/field-facts.ts';
import { ROLES_OF } from '../../services/identity/src/domain/user.ts';
import { operationFor, readSchema, rootFieldsOf } from '../operations.ts';
import type { Answer } from '../post.ts';
import { selectAll } from '../selection.ts';
import type { World } from '../world.ts';
import { limitsOfGateway, openVoices, subgraphSchemas, type Voices } from './asking.ts';
import { castOf, nameOf, type Member } from './cast.ts';
import type { Belongings } from './belongings.ts';
import { ENTITIES } from './entities.ts';
import { ROOT_FIELDS } from './expectations.ts';
import { BOOKINGS_ROWS } from './matrix/bookings.ts';
import { IDENTITY } from './matrix/identity.ts';
import { REGISTRY } from './matrix/registry.ts';
import { MUTATIONS, QUERIES } from './matrix/roots.ts';
import { SETTLEMENT } from './matrix/settlement.ts';
import { SHARED } from './matrix/shared.ts';
import { UNSEEN } from './matrix/unseen.ts';
import { VOUCHERS_ROWS } from './matrix/vouchers.ts';
import { input, type Expectation } from './outcomes.ts';
import { COLUMNS, role, type Rows } from './matrix/who.ts';
import { faultsIn, observe, type Observed } from './observing.ts';
import { count, expectationsOf, wrongIn } from './verdict.ts';
import { queriesFor, walksOf, type Asking, type Root } from './walks.ts';

const LIMIT_MS = 600_000;
/** More at a time would only wait for each other. */
const AT_A_TIME = 4;
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
const ROWS: Rows = { ...SHARED, ...IDENTITY, ...REGISTRY, ...VOUCHERS_ROWS, ...BOOKINGS_ROWS, ...SETTLEMENT };
const STRANGERS = { ORGANISER: 'organiser', PROVIDER: 'provider', PERSON: 'citizen', PLATFORM: 'citizen' } as const;

/** The gateway computes what lies below as if each list were as long as it may be. */
const FEWER: Readonly<Record<string, object>> = { 'Query.ledgerEntries': { first: 1 } };

/** Where the strangers' own input is malformed, so that it changes nothing of theirs. */
const WELL_FORMED: Readonly<Record<string, Expectation['args']>> = {
  'Mutation.exportMyData': input(() => ({})),
  'Mutation.allowOwnAccounts': input(() => ({ allowed: false })),
  'Mutation.publishServiceArea': input(() => ({ code: 'foreign', names: { fi: 'x', sv: 'x', en: 'x' } })),
};

const coordinatesOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && !ROOTS.has(type.name))
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));

/** What somebody gets of a list that all have for themselves is their own, and none of ours. */
const isOwn = ({ kind, relation }: Member, field: string): boolean =>
  relation === 'stranger' && ROOT_FIELDS[`Query.${field}`]![STRANGERS[kind]].includes('own');

/** Runs the work for each member, a few at a time. */
async function forEach(members: readonly Member[], work: (member: Member) => Promise<void>): Promise<void> {
  const waiting = [...members];
  const oneAfterAnother = async () => {
    for (let member = waiting.shift(); member; member = waiting.shift()) await work(member);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, oneAfterAnother));
}

export function whatEverybodySees(world: World, ours: () => Belongings): void {
  let cast: readonly Member[];
  let voices: Voices;
  let schema: GraphQLSchema;
  let askings: readonly Asking[];
  const observed: Observed = new Map();
  /** What each member may not ask at the root. */
  const forbidden = new Map<string, Set<Member>>();
  const faults: string[] = [];

  /** What members see of themselves says nothing about their role, except for the client, whose things these are. */
  const observingOf = (member: Member) => ({
    member,
    observed,
    ignores: (type: string, { id }: Readonly<Record<string, unknown>>) =>
      !(member.relation === 'aku' && member.role === 'CLIENT') &&
      ((type === 'User' && id === member.actor.userId) || (type === 'Person' && id === member.actor.personId)),
  });

  function listen(member: Member, asking: Asking, answer: Answer): void {
    faults.push(...faultsIn(answer).map((fault) => `${nameOf(member)}: ${fault} in ${asking.query.slice(0, 200)}`));
    const told = member.relation === 'stranger' ? ours().secrets.find((secret) => answer.text.includes(secret)) : undefined;
    if (told !== undefined) faults.push(`${nameOf(member)} is told ${told} by ${asking.query.slice(0, 300)}`);
    const query = schema.getQueryType()!;
    for (const [index, { field, args }] of asking.roots.entries()) {
      if (answer.errors.some(({ path, extensions }) => path?.[0] === `r${index}` && extensions?.code === 'FORBIDDEN'))
        forbidden.set(field, (forbidden.get(field) ?? new Set()).add(member));
      if (isOwn(member, field)) continue;
      const value = { [field]: answer.data?.[`r${index}`] };
      observe(observingOf(member), value, query, { path: [], object: `Query ${JSON.stringify(args)}` });
    }
  }

  async function askEntities(member: Member): Promise<void> {
    for (const [name, expectations] of Object.entries(ENTITIES)) {
      const [service, typeName] = name.split('.') as [ServiceName, string];
      const type = subgraphSchemas.get(service)!.getType(typeName)!;
      const of = expectations.map(({ id, given }) => ({ __typename: typeName, ...given?.(ours()), id: id(ours()) }));
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typeName} ${selectAll(type, 1)} } }`;
      const answer = await voices.atSubgraph(service, member, { query, variables: { of } });
      faults.push(...answer.errors.map(({ message }) => `${nameOf(member)} at ${name}: ${message}`));
      for (const [index, { strangers }] of expectations.entries()) {
        const entity = (answer.data?.['_entities'] as Record<string, unknown>[] | undefined)?.[index];
        // An id that only comes back tells nothing.
        const { id, ...others } = entity ?? {};
        const told = strangers === 'echo' ? others : entity;
        const at = { path: [`_entities ${name}`], object: `${typeName} ${String(id)}` };
        observe(observingOf(member), told, type, at);
      }
    }
  }

  beforeAll(async () => {
    cast = castOf(ours().representing, ours().teams);
    voices = await openVoices(world);
    schema = await readSchema(world.client);
    const roots: Root[] = [
      ...Object.entries(ROOT_FIELDS).flatMap(([coordinate, { args }]) =>
        coordinate.startsWith('Query.')
          ? [{ field: coordinate.slice('Query.'.length), args: { ...FEWER[coordinate], ...args(ours()) } }]
          : [],
      ),
      { field: 'visit', args: { id: ours().returnedVisit } },
      { field: 'visit', args: { id: ours().waitingVisit } },
      { field: 'voucher', args: { id: ours().declinedVoucher } },
    ];
    const fits = limitsOfGateway();
    askings = queriesFor(schema, roots, walksOf(schema), fits);
    expect(askings.filter((asking) => !fits(asking))).toEqual([]);
    await forEach(cast, async (member) => {
      const ask = await voices.throughGateway(member);
      for (const asking of askings) listen(member, asking, await ask(asking));
      await askEntities(member);
    });
  }, LIMIT_MS);

  it('every role plays, and every row of docs/rights.md has its columns', () => {
    const roles = Object.entries(ROLES_OF).flatMap(([kind, of]) => of.map((each) => `${kind} ${each}`));
    expect(COLUMNS.map(({ kind, role: each }) => `${kind} ${each}`)).toEqual(expect.arrayContaining(roles));
    const played = new Set(cast.map(({ kind, role: each }) => `${kind} ${each}`));
    expect(COLUMNS.map(({ kind, role: each }) => `${kind} ${each}`).filter((each) => !played.has(each))).toEqual([]);
  });

  it('every field of the supergraph has an expectation', () => {
    const expected = Object.entries(ROWS).flatMap(([type, rows]) =>
      rows.flatMap(([, fields]) => fields.split(' ').map((field) => `${type}.${field}`)),
    );
    expect(expected.toSorted()).toEqual(coordinatesOf(readSupergraph(supergraphSdl())).toSorted());
    const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {}).toSorted();
    expect(Object.keys(QUERIES).toSorted()).toEqual(fieldsOf(schema.getQueryType()));
    expect(Object.keys(MUTATIONS).toSorted()).toEqual(fieldsOf(schema.getMutationType()));
  });

  it('nobody meets a fault, and no stranger is told a word of ours', () => expect(faults).toEqual([]));

  it('only those whose role has the right may ask a field at the root', () => {
    const wrong = Object.entries(QUERIES).flatMap(([field, { may, otherwise }]) =>
      cast.flatMap((member) => {
        const isForbidden = forbidden.get(field)?.has(member) ?? false;
        const expects = otherwise === 'FORBIDDEN' && !may!(member);
        return isForbidden === expects || field === 'me' ? [] : [`${nameOf(member)} at ${field}: ${isForbidden ? 'FORBIDDEN' : 'let in'}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('everybody sees of every field what the matrix says, on every path', () => {
    const expectations = expectationsOf(ROWS, QUERIES);
    const all = coordinatesOf(schema);
    const { paths, cells, outcomes, seen } = count(observed, expectations, cast);
    // Only mutations lead to these, and tests of the mutations look at them.
    const answers = all.filter((coordinate) => !seen.has(coordinate) && /(Payload|Result)\./.test(coordinate));
    const empty = all.filter((coordinate) => !seen.has(coordinate) && UNSEEN.has(coordinate));
    const wrong = wrongIn(observed, expectations);
    console.log(
      `The matrix: ${all.length} fields of types and ${Object.keys(QUERIES).length} queries, all with expectations, for ${cast.length} actors. ` +
        `${cells} cells on ${paths} paths (${outcomes}), ${wrong.length} of them wrong. ` +
        `${empty.length} fields are empty here, and only mutations answer with ${answers.length}.`,
    );
    expect(wrong).toEqual([]);
    const unproven = all.filter((coordinate) => !seen.has(coordinate));
    expect(unproven.filter((coordinate) => !answers.includes(coordinate) && !empty.includes(coordinate))).toEqual([]);
    expect([...UNSEEN].filter((coordinate) => !all.includes(coordinate))).toEqual([]);
  });

  it('nobody carries out what their role may not', { timeout: LIMIT_MS }, async () => {
    const fields = rootFieldsOf(schema);
    const wrong: string[] = [];
    let asked = 0;
    await forEach(cast, async (member) => {
      for (const [name, actions] of Object.entries(MUTATIONS)) {
        if (actions.length === 0 || actions.some((action) => role(action)(member))) continue;
        const service = [...subgraphSchemas].find(([, sdl]) => sdl.getMutationType()?.getFields()[name])![0];
        const coordinate = `Mutation.${name}`;
        const args = WELL_FORMED[coordinate] ?? ROOT_FIELDS[coordinate]!.args;
        const body = operationFor(coordinate, fields.get(coordinate)!, args(ours()), 0);
        const { errors } = await voices.atSubgraph(service, member, body);
        asked += 1;
        if (errors[0]?.extensions?.code !== 'FORBIDDEN')
          wrong.push(`${nameOf(member)} at ${name}: ${JSON.stringify(errors).slice(0, 200)}`);
      }
    });
    console.log(`The matrix: ${Object.keys(MUTATIONS).length} mutations, ${asked} refusals.`);
    expect(wrong).toEqual([]);
  });
}
