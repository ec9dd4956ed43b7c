/**
 * docs/rights.md and the policies agree on who may do what, for every action and every role. A new action or role fails
 * here until the page names it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROLES_OF } from '../services/identity/src/domain/user.ts';
import type { Policy } from '@seteli/kit/policy';
import { REPOSITORY } from '@seteli/local/places';
import { SYSTEM_SCOPES } from '@seteli/schema/actors';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { describe, expect, test } from 'vitest';

const policyOf = async (service: ServiceName): Promise<Policy<string>> =>
  (await import(path.join(REPOSITORY, 'services', service, 'src/policy.ts'))).policy;
const POLICIES = await Promise.all(SERVICES.map(async (service) => [service, await policyOf(service)] as const));
const KINDS = ['ORGANISER', 'PROVIDER', 'PERSON', 'PLATFORM'] as const;
const COLUMNS = KINDS.flatMap((kind) => {
  const ofSystems = kind === 'PERSON' || kind === 'PLATFORM' ? [] : SYSTEM_SCOPES[kind];
  return [...ROLES_OF[kind], ...ofSystems].map((role) => ({ kind, role }));
});

const page = readFileSync(path.join(import.meta.dirname, '../docs/rights.md'), 'utf8');

/** The rows of the table below a heading: the first cell, with the text of the others. */
function tableOf(service: string): Map<string, readonly string[]> {
  const [, section = ''] = page.split(`\n## ${service}\n`);
  const rows = section
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(cells.slice(2).map(([action = '', ...said]) => [action.replaceAll('`', ''), said]));
}

describe.each(POLICIES)('the rights in %s', (service, policy) => {
  const table = tableOf(service);

  test('every action has a row', () => {
    expect([...table.keys()].toSorted()).toEqual(Object.keys(policy).toSorted());
  });

  test.each(Object.entries(policy))('%s has a cell for every role', (action, right) => {
    const cellOf = ({ kind, role }: (typeof COLUMNS)[number]) => {
      if (!right[kind]?.includes(role)) return '';
      return right.beyondTeams?.[kind]?.includes(role) ? 'all' : 'yes';
    };
    expect(table.get(action)).toEqual(COLUMNS.map(cellOf));
  });

  test('a role belongs to its kind of organisation, and roles that reach beyond teams have the right', () => {
    const given = Object.values(policy).flatMap((right) =>
      KINDS.flatMap((kind) => [...(right[kind] ?? [])].map((role) => `${kind} ${role}`)),
    );
    const known = new Set(COLUMNS.map(({ kind, role }) => `${kind} ${role}`));
    expect(given.filter((each) => !known.has(each))).toEqual([]);
    for (const right of Object.values(policy))
      for (const kind of KINDS) expect(right[kind] ?? []).toEqual(expect.arrayContaining([...(right.beyondTeams?.[kind] ?? [])]));
  });
});
