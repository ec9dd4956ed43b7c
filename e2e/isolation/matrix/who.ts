/**
 * The words in which the matrix says who sees a field of ours. Roles come from the tables of docs/rights.md, which
 * people read, and not from the policies: whoever changes only a policy fails here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';
import { MANDATE_ROLES, SYSTEM_SCOPES } from '@seteli/schema/actors';
import type { Kind, Member, Relation } from '../cast.ts';

/** Whether a member sees the field of an object that they reach, and that holds something. */
export type Who = (member: Member) => boolean;
/** Whoever sees the object sees the field: the fields that lead to the object have expectations of their own. */
export const BELOW = 'BELOW';
/** The same, where the value also depends on what each reader has: their own, a page of what they see, a refusal. */
export const OWN = 'OWN';
/** Fields of a type by who sees them, separated by spaces. */
export type Rows = Readonly<Record<string, readonly (readonly [who: Who | typeof BELOW | typeof OWN, fields: string])[]>>;

/** The columns of docs/rights.md. */
export const COLUMNS: readonly { readonly kind: Kind; readonly role: string }[] = (
  [
    ['ORGANISER', ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'AUDITOR', ...SYSTEM_SCOPES.ORGANISER]],
    ['PROVIDER', ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER', ...SYSTEM_SCOPES.PROVIDER]],
    ['PERSON', ['CLIENT', ...MANDATE_ROLES]],
    ['PLATFORM', ['OPERATOR']],
  ] as const
).flatMap(([kind, roles]) => roles.map((role) => ({ kind, role })));

const page = readFileSync(path.join(REPOSITORY, 'docs/rights.md'), 'utf8');

/** `vouchers.seeVoucher` … with the cells of its row. */
const RIGHTS: ReadonlyMap<string, readonly string[]> = new Map(
  page.split('\n## ').flatMap((section) => {
    const [service = '', ...lines] = section.split('\n');
    return lines
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, action = '', ...cells]) => [`${service}.${action.replaceAll('`', '')}`, cells.slice(0, -1)] as const);
  }),
);

function cellOf(action: string, { kind, role }: Member): string {
  const cells = RIGHTS.get(action);
  if (cells?.length !== COLUMNS.length) throw new Error(`docs/rights.md has no row for ${action} with ${COLUMNS.length} cells.`);
  return cells[COLUMNS.findIndex((column) => column.kind === kind && column.role === role)] ?? '';
}

const stand =
  (...relations: Relation[]): Who =>
  ({ relation }) =>
    relations.includes(relation);

/** Whoever has the role, in whichever organisation. */
export const role =
  (action: string): Who =>
  (member) =>
    cellOf(action, member) !== '';
/** What belongs to a client of ours: the teams count, except for the roles that reach beyond them. */
export const clients =
  (action: string): Who =>
  (member) =>
    ({
      team: cellOf(action, member) !== '',
      teamless: cellOf(action, member) === 'all',
      aku: role(action)(member),
      unit: false,
      stranger: false,
    })[member.relation];
/** Names, and what people wrote: nobody sees these beyond their teams. */
export const named = (action: string): Who => both(stand('team', 'aku'), role(action));
/** What belongs to the organisation: no team counts. */
export const staff = (action: string): Who => both(stand('team', 'teamless'), role(action));
/** Also for a system that is limited to some units, because this belongs to no unit. */
export const alsoLimited = (action: string, who: Who): Who => either(who, both(stand('unit'), role(action)));

export const either =
  (...whos: readonly Who[]): Who =>
  (member) =>
    whos.some((who) => who(member));
export const both =
  (...whos: readonly Who[]): Who =>
  (member) =>
    whos.every((who) => who(member));
const of =
  (kind: Kind): Who =>
  (member) =>
    member.kind === kind;

export const EVERYBODY: Who = () => true;
/** Our organiser's people and our provider's, and their systems. */
export const OUR_STAFF: Who = stand('team', 'teamless', 'unit');
export const OUR_ORGANISER: Who = both(OUR_STAFF, of('ORGANISER'));
export const OUR_PROVIDER: Who = both(OUR_STAFF, of('PROVIDER'));
/** The client, and all who act for them. */
export const FOR_AKU: Who = stand('aku');
export const AKU: Who = both(FOR_AKU, ({ role: played }) => played === 'CLIENT');
export const ADMINISTRATORS: Who = staff('identity.seeColleagues');

const partial = new WeakSet<Who>();
/** These people at most: what the list holds differs by what they can do. */
export function some(who: Who): Who {
  const atMost: Who = (member) => who(member);
  partial.add(atMost);
  return atMost;
}
export const isPartial = (who: Who): boolean => partial.has(who);
