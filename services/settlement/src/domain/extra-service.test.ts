import { describe, expect, test } from 'vitest';
import { keepExtraService, type ExtraService } from './extra-service.ts';
import type { VisitLine } from './posting.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);

/** R8: 0.75 h are covered, 1.25 h are extra service: 48.12. */
const line = (totalCents: bigint, isExtraService = true, serviceMonth = '2026-06'): VisitLine => ({
  contentId: 'a',
  serviceMonth: month(serviceMonth),
  unit: 'HOUR',
  steps: 75,
  stepsPerUnit: 60,
  totalCents,
  organiserCents: 0n,
  clientCents: totalCents,
  vatPermille: 0,
  totalVatCents: 0n,
  organiserVatCents: 0n,
  isExtraService,
});
const COVERED = line(2888n, false);

type Version = { readonly version: number; readonly lines?: readonly VisitLine[]; readonly locked?: string; readonly recordedAt?: string };

/** Keeps the versions of a visit in sequence, each with the months that are locked by then. */
const play = (...versions: readonly Version[]): readonly ExtraService[] =>
  versions.reduce<readonly ExtraService[]>((kept, { version, lines, locked, recordedAt = '2026-06-20T09:00:00Z' }) => {
    const facts = {
      kept: new Map([['v', kept]]),
      posted: new Map(),
      months: new Map([['o', { cutOffDay: 3, lockedThrough: locked ? month(locked) : null }]]),
    };
    const visit = {
      visitId: 'v',
      version,
      organiserId: 'o',
      providerId: 'p',
      personId: 'c',
      voucherId: 'x',
      ...(lines && { lines, recordedAt: Temporal.Instant.from(recordedAt) }),
    };
    return [...kept, ...keepExtraService(facts, [visit])];
  }, []);

const shown = (rows: readonly ExtraService[]) =>
  rows.map(({ serviceMonth, accountingMonth, amountCents }) => [serviceMonth.toString(), accountingMonth.toString(), amountCents]);

describe('R8 extra service', () => {
  test.each<[string, readonly Version[], ReturnType<typeof shown>]>([
    [
      'is kept in its service month, without the covered part',
      [{ version: 1, lines: [COVERED, line(4812n)] }],
      [['2026-06', '2026-06', 4812n]],
    ],
    ['is nothing where all is covered', [{ version: 1, lines: [COVERED] }], []],
    [
      'is kept in each month over a month’s end',
      [{ version: 1, lines: [line(4812n), line(100n, true, '2026-07')] }],
      [
        ['2026-06', '2026-06', 4812n],
        ['2026-07', '2026-07', 100n],
      ],
    ],
    [
      'appears with the next month when recorded after the cut-off',
      [{ version: 1, lines: [line(4812n)], recordedAt: '2026-07-04T09:00:00Z' }],
      [['2026-06', '2026-07', 4812n]],
    ],
    [
      'appears with the earliest open month when approved after the lock',
      [{ version: 1, lines: [line(4812n)], locked: '2026-07' }],
      [['2026-06', '2026-08', 4812n]],
    ],
    [
      'is corrected in its month while that is open',
      [
        { version: 1, lines: [line(4812n)] },
        { version: 2, lines: [line(1000n)] },
      ],
      [
        ['2026-06', '2026-06', 4812n],
        ['2026-06', '2026-06', -3812n],
      ],
    ],
    [
      'is taken back in the next statement after the lock',
      [
        { version: 1, lines: [line(4812n)] },
        { version: 2, locked: '2026-06' },
      ],
      [
        ['2026-06', '2026-06', 4812n],
        ['2026-06', '2026-07', -4812n],
      ],
    ],
    [
      'that stays the same is not kept again',
      [
        { version: 1, lines: [line(4812n)] },
        { version: 2, lines: [COVERED, line(4812n)], locked: '2026-06' },
      ],
      [['2026-06', '2026-06', 4812n]],
    ],
    [
      'of an older or repeated version is ignored',
      [
        { version: 2, lines: [line(4812n)] },
        { version: 2, lines: [line(4812n)] },
        { version: 1, lines: [line(1000n)] },
      ],
      [['2026-06', '2026-06', 4812n]],
    ],
  ])('%s', (_, versions, expected) => expect(shown(play(...versions))).toEqual(expected));
});
