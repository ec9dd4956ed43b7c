/**
 * Records a mandate on paper, for an officer of an organiser that serves the represented person. The mandate, its scan
 * and the representative who was unknown before become known together. Ending one is in mandate.ts.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { SERVICE } from '@seteli/kit/scope';
import { refuse, type Decision } from '@seteli/kit/result';
import type { RecordPaperMandateInput } from '@seteli/schema/generated/identity';
import { isUsable } from '../domain/file.ts';
import { parseCodeOf, type IdentityCode } from '../domain/identity-code.ts';
import { endMandate } from '../domain/mandate.ts';
import { namesAgree, obstacleTo, rolesIn } from '../domain/paper-mandate.ts';
import { findServed } from '../loads/served.ts';
import { lockFile, saveFile } from '../store/file.ts';
import * as store from '../store/mandate.ts';
import { insertAccess } from '../store/person.ts';
import type { Desk } from './desk.ts';
import { mandatesOf, sayMandate } from './mandate.ts';
import { enrolIdentified, findIdentified, hideCode } from './person.ts';

/**
 * The database keeps a keyed mark of the code in place of the input: a plain hash of eleven characters tells them to
 * whoever tries all codes.
 */
export async function recordPaperMandate(desk: Desk, actor: Actor, input: RecordPaperMandateInput): Promise<Decision<Id>> {
  const { idempotencyKey: key, representative, ...rest } = input;
  const code = parseCodeOf(desk.identityCodes, representative.identityCode);
  if (!code) return refuse('INVALID_IDENTITY_CODE', { path: ['representative', 'identityCode'] });
  const now = desk.realTime.now();
  const kept = { ...rest, representative: { ...representative, identityCode: hideCode(desk, code) } };
  const use = { organisation: actor.organisation.id, key, command: 'recordPaperMandate', input: kept, now };
  // The representative may be nobody's client, and no other person's rows are the officer's.
  return await once<Decision<Id>>(desk.database.within(SERVICE), use, (tx) => record(tx, desk, { actor, input, code, now }));
}

type Recording = { readonly actor: Actor; readonly input: RecordPaperMandateInput; readonly code: IdentityCode; readonly now: Instant };

async function record(tx: Tx, desk: Desk, { actor, input, code, now }: Recording): Promise<Decision<Id>> {
  const { representedId, representative: names, firstDay, lastDay, scanId } = input;
  const { userId, organisation } = actor;
  const represented = await findServed(tx, actor, representedId);
  if (!represented) return refuse('NOT_FOUND', { path: ['representedId'] });
  const known = await findIdentified(tx, desk, code);
  if (known && !namesAgree(known, names)) return refuse('NAMES_DIFFER', { path: ['representative', 'familyName'] });
  if (known) await lock(tx, mandatesOf(known.id, representedId));
  const before = known ? await store.listMandatesBetween(tx, known.id, representedId) : [];
  const obstacle = obstacleTo(input, { represented, representativeId: known?.id, before, today: dayOf(now) });
  if (obstacle) return obstacle;
  const scan = await lockFile(tx, scanId);
  if (!scan || !isUsable(scan, { ownerId: representedId, organisationId: organisation.id, userId, now }))
    return refuse('NOT_FOUND', { path: ['scanId'] });
  const { id: representativeId } = known ?? (await enrolIdentified(tx, desk, code, names));
  // A new paper takes the place of the earlier one that the same organiser recorded.
  const earlier = before.filter(({ kind, recordedFor, endedAt }) => kind === 'PAPER' && recordedFor === organisation.id && !endedAt);
  for (const each of earlier) {
    const ended = endMandate(each, 'ORGANISER', now);
    if (!ended.accepted) continue;
    await store.saveMandate(tx, ended.value);
    await insertAccess(tx, actor, [{ action: 'MANDATE_ENDED', outcome: 'DONE', personId: representedId, subjectId: each.id }]);
  }
  await saveFile(tx, { ...scan, state: 'USED' });
  const said = { representativeId, representedId, kind: 'PAPER', roles: rolesIn(input.roles), firstDay, lastDay, checkedAt: null } as const;
  return await sayMandate(tx, { ...said, recordedFor: organisation.id, scanId }, now, actor);
}
