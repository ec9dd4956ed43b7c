/**
 * Who may act for another person, by which right, and when that ends. A mandate is of Suomi.fi-valtuudet (MANDATE), of
 * a guardian whom the authority appointed (GUARDIAN, edunvalvoja), of a minor's custodian (CUSTODIAN, huoltaja), or on
 * paper (PAPER).
 */
import type { Acting } from '@seteli/kit/actor';
import { isWithin, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { MANDATE_ROLES } from '@seteli/schema/actors';

export type MandateKind = Acting['by'];
export type MandateRole = (typeof MANDATE_ROLES)[number];
export type Ender = 'REPRESENTED' | 'REPRESENTATIVE' | 'REGISTER' | 'ORGANISER';

export type Mandate = {
  readonly id: Id;
  readonly userId: Id;
  readonly representativeId: Id;
  readonly representedId: Id;
  readonly kind: MandateKind;
  readonly roles: readonly MandateRole[];
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly checkedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBy: Ender | null;
  /** The organiser whose officer recorded it on paper. */
  readonly recordedFor: Id | null;
  /** The file with the scan of the paper. */
  readonly scanId: Id | null;
  readonly version: number;
};

/** The matters (valtuusasia) of Suomi.fi-valtuudet, as agreed with the Digital and Population Data Services Agency. */
export const MATTERS: Readonly<Record<MandateRole, string>> = {
  MANDATE_SEE: 'palvelusetelien-katselu',
  MANDATE_ARRANGE: 'palvelusetelit',
  MANDATE_PAY: 'palvelusetelien-maksut',
};

/** Whether the mandate lets its holder act on that day. It ends with the life of the represented person. */
export const holds = (mandate: Mandate, represented: { readonly diedOn: Day | null } | undefined, today: Day): boolean =>
  mandate.endedAt === null && represented?.diedOn === null && isWithin(mandate, today);

/** The weightiest comes first: an appointment, then the register, then paper. */
const WEIGHT: readonly MandateKind[] = ['GUARDIAN', 'CUSTODIAN', 'MANDATE', 'PAPER'];

/** Of several mandates of one user, the one by which they act; of several papers, the newest. */
export const weightiest = (holding: readonly Mandate[]): Mandate | undefined =>
  holding.toSorted((one, other) => WEIGHT.indexOf(one.kind) - WEIGHT.indexOf(other.kind) || (one.id > other.id ? -1 : 1))[0];

/** Whoever was chosen once stays a user of the person, though no mandate holds any more. */
export type Chosen = Pick<
  Mandate,
  'userId' | 'representativeId' | 'representedId' | 'kind' | 'roles' | 'firstDay' | 'lastDay' | 'checkedAt'
> &
  /** Of a paper. */
  Partial<Pick<Mandate, 'recordedFor' | 'scanId'>>;

/**
 * The mandate as a register or an officer says it now. What the represented person ended stays ended, until they allow
 * it again.
 */
export function sayAgain(known: Mandate | undefined, said: Chosen, newMandateId: Id): Decision<Mandate, 'MANDATE_ENDED' | 'NO_MANDATE'> {
  if (said.roles.length === 0 || said.representativeId === said.representedId) return refuseWhole('NO_MANDATE');
  if (known?.endedBy === 'REPRESENTED') return refuseWhole('MANDATE_ENDED');
  const paper = { recordedFor: said.recordedFor ?? null, scanId: said.scanId ?? null };
  return accept({ ...said, ...paper, id: known?.id ?? newMandateId, endedAt: null, endedBy: null, version: (known?.version ?? 0) + 1 });
}

/** Until the day before they are of age (act 442/1999, 2 §), a person has custodians. */
const OF_AGE = Temporal.Duration.from({ years: 18 });

/** The mandate of somebody who looks after a person by law. It allows all that the person may do. */
export const byLaw = (
  { kind, firstDay, lastDay }: { readonly kind: 'GUARDIAN' | 'CUSTODIAN'; readonly firstDay: Day | null; readonly lastDay: Day | null },
  { birthDay, today }: { readonly birthDay: Day; readonly today: Day },
): Pick<Mandate, 'kind' | 'roles' | 'firstDay' | 'lastDay'> => ({
  kind,
  roles: [...MANDATE_ROLES],
  firstDay: firstDay ?? (kind === 'CUSTODIAN' ? birthDay : today),
  lastDay: kind === 'CUSTODIAN' ? birthDay.add(OF_AGE).subtract({ days: 1 }) : lastDay,
});

/** What a court or the law gave, neither the represented person nor the representative ends here. */
const BY_LAW: readonly MandateKind[] = ['GUARDIAN', 'CUSTODIAN'];

export const canBeEnded = ({ kind, endedAt }: Pick<Mandate, 'kind' | 'endedAt'>): boolean => endedAt === null && !BY_LAW.includes(kind);

/** Ends the mandate. A repetition changes nothing. */
export function endMandate(known: Mandate | undefined, by: Ender, now: Instant): Decision<Mandate, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!known) return refuse('NOT_FOUND', { path: ['mandateId'] });
  if (known.endedAt) return accept(known);
  if (by !== 'REGISTER' && !canBeEnded(known)) return refuse('WRONG_STATE', { path: ['mandateId'] });
  return accept({ ...known, endedAt: now, endedBy: by, version: known.version + 1 });
}

/** Lets the mandate hold again that the represented person ended. A paper mandate needs a new paper. */
export function allowAgain(known: Mandate | undefined): Decision<Mandate, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!known) return refuse('NOT_FOUND', { path: ['mandateId'] });
  if (known.endedAt === null) return accept(known);
  if (known.endedBy !== 'REPRESENTED' || known.kind !== 'MANDATE') return refuse('WRONG_STATE', { path: ['mandateId'] });
  return accept({ ...known, endedAt: null, endedBy: null, version: known.version + 1 });
}

/** So long the last word of a register counts while it does not answer. */
const WORD_LASTS = Temporal.Duration.from({ minutes: 10 });

/** Whether the register's last word still counts at this moment. */
export const isVouchedFor = ({ checkedAt }: Pick<Mandate, 'checkedAt'>, now: Instant): boolean =>
  checkedAt !== null && Temporal.Instant.compare(now, checkedAt.add(WORD_LASTS)) < 0;
