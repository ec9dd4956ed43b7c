/** Vouchers gives back the values, formulas, prices and proposals that it saved: every field of them. */
import { expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { saveDecided } from '@seteli/kit/proposals';
import { newId } from '@seteli/kit/ids';
import type { Unit } from '@seteli/schema/quantity';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { ContentVersion } from '../src/domain/decide.ts';
import type { IncomeFormula } from '../src/domain/income.ts';
import type { ValueProposal } from '../src/domain/proposal.ts';
import type { OwnValueChange } from '../src/domain/own-value.ts';
import type { ContentValue, TableWish } from '../src/domain/value.ts';
import { findContentFacts } from '../src/store/allocation.ts';
import { saveContents, saveServiceVersions } from '../src/store/known.ts';
import { listHeardPriceLists, savePriceLists, type AcceptedList } from '../src/store/price.ts';
import { findProposal, insertProposal } from '../src/store/proposal.ts';
import * as values from '../src/store/value.ts';
import type { serviceVersion } from '../src/tables/known.ts';

const { inTransaction, givesBack } = storesOf('vouchers');

const officer: Actor = { userId: newId(), organisation: { kind: 'ORGANISER', id: newId() }, roles: ['GRANTER'], teamIds: [] };
const sight = { ...officer, beyondTeams: true };

const prices = () => new Map([some.id(), some.id()].map((id) => [id, some.cents()]));

type Table = values.ValueTable & { readonly values: readonly ContentValue[] };
const valueOf = (coefficient: number | null): Required<ContentValue> => ({ contentId: some.id(), valueCents: some.cents(), coefficient });
givesBack<Table>('a table of values', {
  seenByAll: 'it is public',
  full: () => ({
    id: some.id(),
    serviceId: some.id(),
    firstDay: some.day(),
    version: some.number(),
    publishedBy: some.id(),
    publishedAt: some.instant(),
    values: [valueOf(some.number()), valueOf(null)],
  }),
  sparse: () => ({ values: [] }),
  save: (tx, { values: said, ...table }) => values.insertValueTable(tx, table, said),
  read: async (tx, { serviceId, firstDay }) => ({
    ...(await values.findValueTable(tx, serviceId, firstDay)),
    values: (await values.listUnitValues(tx, serviceId, firstDay)).map(({ firstDay: _, ...value }) => value),
  }),
});

type Formula = IncomeFormula & { readonly serviceId: string; readonly publishedBy: string; readonly publishedAt: Temporal.Instant };
givesBack<Formula>('a formula by income', {
  seenByAll: 'it is public',
  full: () => ({
    serviceId: some.id(),
    firstDay: some.day(),
    maxCents: some.cents(),
    floorCents: some.cents(),
    households: [
      { limitCents: some.cents(), percent: some.number() },
      { limitCents: some.cents(), percent: some.number() },
    ],
    furtherLimitCents: some.cents(),
    furtherPercent: some.number(),
    roundUpToCents: 10,
    publishedBy: some.id(),
    publishedAt: some.instant(),
  }),
  sparse: () => ({ roundUpToCents: null }),
  save: (tx, { serviceId, publishedBy, publishedAt, ...formula }) =>
    values.insertFormula(tx, formula, { serviceId, publishedBy, publishedAt }),
  read: (tx, { serviceId, firstDay }) => values.findFormula(tx, serviceId, firstDay),
});

givesBack<AcceptedList>('an accepted price list', {
  seenByAll: 'it is public',
  full: () => ({
    serviceId: some.id(),
    unitId: some.id(),
    firstDay: some.day(),
    providerId: some.id(),
    prices: prices(),
    acceptedAt: some.instant(),
  }),
  sparse: () => ({ prices: new Map() }),
  save: (tx, list) => savePriceLists(tx, [list]),
  read: async (tx, { serviceId }) => (await listHeardPriceLists(tx, new Set([serviceId])))[0],
});

type Proposed = Pick<ValueProposal, 'kind' | 'subjectId' | 'serviceId' | 'wish' | 'previewId'>;

const table: Required<TableWish> = {
  firstDay: some.day(),
  baseCents: some.cents(),
  values: [
    {
      contentId: some.id(),
      valueCents: some.cents(),
      coefficient: some.number(),
      share: { ofContentId: some.id(), percent: some.number() },
    },
    { contentId: some.id(), valueCents: null, coefficient: null, share: null },
  ],
  reason: 'CORRECTION_OF_ERROR',
};
const own: Required<OwnValueChange> = {
  firstDay: some.day(),
  ownValue: {
    baseCents: some.cents(),
    contents: [{ contentId: some.id(), valueCents: some.cents() }],
    income: { monthlyIncomeCents: some.cents(), persons: some.number() },
  },
  reason: 'CORRECTION_OF_ERROR',
};
const bare = { baseCents: null, reason: null };
const proposed = (given: Pick<Proposed, 'kind' | 'wish' | 'previewId'>): Proposed => ({
  ...given,
  subjectId: some.id(),
  serviceId: some.id(),
});

test.each([
  ['a table', { kind: 'TABLE', wish: { table, own: null }, previewId: some.text() }],
  ['a decision', { kind: 'DECISION', wish: { table: null, own }, previewId: some.text() }],
  ['a bare table', { kind: 'TABLE', wish: { table: { ...table, ...bare }, own: null }, previewId: null }],
  [
    'a bare decision',
    {
      kind: 'DECISION',
      wish: { table: null, own: { ...own, ownValue: { baseCents: null, contents: [], income: null }, reason: null } },
      previewId: null,
    },
  ],
] as const)('a proposal of %s is read as it was proposed, and as it was decided', async (_, wished) => {
  const given = proposed(wished);
  const find = (id: string) => inTransaction((tx) => findProposal(tx, { actor: sight, tables: true, decisions: true }, id));
  const [proposedAt, decidedBy, decidedAt] = [some.instant(), some.id(), some.instant()];
  const { organisation, userId: proposedBy } = officer;
  const id = await inTransaction((tx) => insertProposal(tx, officer, given, proposedAt));
  const undecided = { state: 'PROPOSED', decidedBy: null, decidedAt: null } as const;
  const waiting = { ...given, id, organisationId: organisation.id, proposedBy, proposedAt, ...undecided } satisfies Required<ValueProposal>;
  expect(shown(await find(id))).toEqual(shown(waiting));
  const decided: ValueProposal = { ...waiting, state: 'CONFIRMED', decidedBy, decidedAt };
  await inTransaction((tx) => saveDecided(tx, { ...officer, userId: decidedBy }, decided));
  expect(shown(await find(id))).toEqual(shown(decided));
});

type KnownContent = ContentVersion & { readonly id: string; readonly unit: Unit };
givesBack<KnownContent>('a content that registry published', {
  seenByAll: 'it is public',
  full: () => ({
    id: some.id(),
    unit: 'KILOMETRE',
    version: some.number(),
    firstDay: some.day(),
    kind: 'TRAVEL',
    vatTreatment: 'LOW',
    deductibleAllowed: true,
    extraServiceAllowed: true,
    parallelAllowed: true,
    overlapPolicy: 'REFUSED',
  }),
  sparse: () => ({
    unit: 'HOUR',
    kind: 'SERVICE',
    vatTreatment: 'EXEMPT',
    deductibleAllowed: false,
    extraServiceAllowed: false,
    parallelAllowed: false,
    overlapPolicy: 'REASON_NEEDED',
  }),
  save: (tx, content) => saveContents(tx, [{ ...content, serviceId: some.id() }]),
  read: async (tx, { id }) => {
    const { contents, units } = await findContentFacts(tx, [id]);
    return { id, unit: units.get(id), ...contents.get(id)![0] };
  },
});

givesBack<typeof serviceVersion.$inferSelect>('the terms of a service that registry published', {
  seenByAll: 'it is public',
  full: () => ({
    serviceId: some.id(),
    version: some.number(),
    firstDay: some.day(),
    arrangementKind: 'PURCHASED',
    valueNoticeDays: some.number(),
    tailDays: some.number(),
  }),
  sparse: () => ({ arrangementKind: 'PERMISSION' }),
  save: (tx, one) => saveServiceVersions(tx, [one]),
  read: (tx, { serviceId, firstDay }) => values.findTerms(tx, serviceId, firstDay),
});
