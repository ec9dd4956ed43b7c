/**
 * Corrections of published versions and days (virheen korjaus, rules 14). A change from before today may alter what
 * delivered visits cost, so it takes two persons, by the kit's proposals. Bookings tells what it does to visits.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Proposal } from '@seteli/kit/proposal';

/** `SERVICE` corrects a version of a service, `DAYS` what the organiser said about days. */
export type CorrectionKind = 'SERVICE' | 'DAYS';

/**
 * The registry decides `wish` again when a second person confirms. `change` is the data that it would then announce.
 * Both are JSON.
 */
export type Correction = Proposal & {
  readonly kind: CorrectionKind;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly change: unknown;
};

/**
 * One correction of a service, or of an organiser's days, waits at a time: confirming a second one would undo the
 * first.
 */
export const subjectOf = (organiserId: Id, serviceId: Id | null): { readonly kind: CorrectionKind; readonly subjectId: Id } =>
  serviceId === null ? { kind: 'DAYS', subjectId: organiserId } : { kind: 'SERVICE', subjectId: serviceId };
