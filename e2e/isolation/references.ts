/**
 * Reads from the SDL every place where a subgraph refers to an entity of another one, and finds these places in an
 * answer. The owner gives a reference only to those who may follow it.
 */
import { buildASTSchema, getNamedType, isObjectType, parse, type GraphQLNamedType } from 'graphql';
import { COMPANY } from '@seteli/local/personas';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import type { Belongings } from './belongings.ts';

/** The types of which a subgraph knows only the key. */
function stubsOf(service: ServiceName): { readonly types: readonly GraphQLNamedType[]; readonly stubs: ReadonlySet<string> } {
  const types = Object.values(buildASTSchema(parse(subgraphSdl(service)), { assumeValidSDL: true }).getTypeMap());
  const isStub = ({ astNode }: GraphQLNamedType) =>
    astNode?.directives?.some(
      ({ name, arguments: given }) => name.value === 'key' && given?.some((each) => each.name.value === 'resolvable'),
    );
  return { types, stubs: new Set(types.filter(isStub).map(({ name }) => name)) };
}

/** `Booking.voucher`, `LedgerEntry.visit` … */
export const references: readonly string[] = [
  ...new Set(
    SERVICES.flatMap((service) => {
      const { types, stubs } = stubsOf(service);
      return types
        .filter(isObjectType)
        .flatMap((type) =>
          Object.values(type.getFields()).flatMap((field) =>
            stubs.has(getNamedType(field.type).name) ? [`${type.name}.${field.name}`] : [],
          ),
        );
    }),
  ),
].toSorted();

/** Operations that reach deeper than a query which selects everything, by their field at the root. */
export const deeper = ({
  booking,
  settledVisit,
  returnedVisit,
  service,
}: Belongings): readonly (readonly [field: string, query: string])[] => [
  [
    'booking',
    `{ booking(id: "${booking}") { consents { givenThrough { organisationKind roles user { roles } } } recurringVisits { content { code } booking { voucher { client { familyName } } } } notices { service { code } } } }`,
  ],
  [
    'visit',
    `{ visit(id: "${returnedVisit}") { content { code } accessories { content { code } } booking { recurringVisits { content { code } } } } }`,
  ],
  [
    'explainVisit',
    `{ explainVisit(visitId: "${settledVisit}") { voucher { client { familyName } } shares { lines { content { code } } pieces { content { code } } } } }`,
  ],
  [
    'settlementStatements',
    '{ settlementStatements { edges { node { run { lockedBy { roles user { active } } } lines { content { code } } } } } }',
  ],
  ['ledgerEntries', '{ ledgerEntries(first: 2) { edges { node { visit { start } provider { name } lines { content { code } } } } } }'],
  [
    'clientShareStatements',
    '{ clientShareStatements { edges { node { client { familyName } voucher { voucherNumber client { familyName } } } } } }',
  ],
  ['provider', `{ provider(id: "${COMPANY.id}") { units { priceLists { service { code } unit { name } prices { content { code } } } } } }`],
  [
    'decisionsToReplace',
    `{ decisionsToReplace(serviceId: "${service}", firstDay: "2036-07-01") { edges { node { voucher { client { familyName } } falls { content { code } } } } } }`,
  ],
  ['valueProposals', '{ valueProposals { edges { node { proposedBy { roles user { active person { familyName } } } } } } }'],
  [
    'declinedVouchers',
    '{ declinedVouchers { edges { node { declinedBy { id roles user { active } } voucher { client { familyName } } } } } }',
  ],
];

/** The references in an answer that led to something. */
export function followedIn(value: unknown, type: GraphQLNamedType): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => followedIn(each, type));
  if (value === null || value === undefined || !isObjectType(type)) return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([name, told]) => {
    const field = type.getFields()[name];
    if (!field || told === null || typeof told !== 'object' || (Array.isArray(told) && told.length === 0)) return [];
    return [`${type.name}.${name}`, ...followedIn(told, getNamedType(field.type))];
  });
}
