/**
 * Gives three people a mandate for Aku each in a running system: to see services, to arrange them, or to see what is
 * paid.
 */
import { openDatabase } from '@seteli/kit/database';
import { dayOf, parseDay } from '@seteli/kit/day';
import { openLog } from '@seteli/kit/log';
import { openClock } from '@seteli/kit/clock';
import { SERVICE } from '@seteli/kit/scope';
import { PERSONAS, type HumanPersona } from '@seteli/local/personas';
import { openRegistersClient } from '@seteli/local/registers/client';
import type { MANDATE_ROLES } from '@seteli/schema/actors';
import { saveMandate } from '../../services/identity/src/commands/mandate.ts';
import { MATTERS } from '../../services/identity/src/domain/mandate.ts';
import { query } from '../books.ts';
import type { World } from '../world.ts';

export type MandateRole = (typeof MANDATE_ROLES)[number];

/** People of ours: a stranger's `me` must not name Aku. */
export const REPRESENTATIVES = {
  MANDATE_SEE: PERSONAS['second-granter'],
  MANDATE_ARRANGE: PERSONAS['second-organiser-admin'],
  MANDATE_PAY: PERSONAS['second-approver'],
} as const satisfies Record<MandateRole, HumanPersona>;

export type Representing = { readonly mandateId: string; readonly userId: string };

/** Suomi.fi-valtuudet agrees, so the gateway lets them in. */
export async function giveMandates({ system }: Pick<World, 'system'>): Promise<Record<MandateRole, Representing>> {
  const registers = openRegistersClient(`http://127.0.0.1:${system.ports.registers}`);
  const clock = openClock(system.clockFile);
  const today = dayOf(clock.now());
  const database = openDatabase({
    url: system.databases.identity.url,
    log: openLog('test', 'error'),
    name: 'test',
  }).within(SERVICE);
  const { person: aku } = PERSONAS.aku;
  const given = {} as Record<MandateRole, Representing>;
  try {
    for (const [role, { person }] of Object.entries(REPRESENTATIVES) as [MandateRole, HumanPersona][]) {
      const pair = { delegate: person.identityCode, principal: aku.identityCode };
      await registers.mandate({ ...pair, codes: [MATTERS[role]], from: '2020-01-01' });
      const decision = await saveMandate(
        { database, clock },
        {
          representativeId: person.id,
          representedId: aku.id,
          kind: 'MANDATE',
          roles: [role],
          firstDay: parseDay('2020-01-01')!,
          lastDay: today.add({ years: 20 }),
          checkedAt: clock.now(),
        },
      );
      if (!decision.accepted) throw new Error(`The mandate was refused: ${decision.refusal.code}`);
      const [user] = await query<{ id: string }>(system, 'identity', 'select user_id id from mandate where id = $1', [decision.value]);
      given[role] = { mandateId: decision.value, userId: user!.id };
    }
  } finally {
    await database.close();
  }
  return given;
}
