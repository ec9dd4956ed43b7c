/**
 * Corrections of what was published (virheen korjaus, rules 14): what begins before today may change what delivered visits cost,
 * so it takes two persons, as the kit's proposals say. What it does to visits, others say.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Proposal } from '@seteli/kit/proposal';

/** Of a version of a service, or of what was said of days. */
export type CorrectionKind = 'SERVICE' | 'DAYS';

/** `wish` is what is decided about again when it is confirmed; `change`, what would be announced. Both are JSON. */
export type Correction = Proposal & {
  readonly kind: CorrectionKind;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly change: unknown;
};

/** Of a service, and of an organiser's days, one waits at a time: who confirmed a second one would undo the first. */
export const subjectOf = (organiserId: Id, serviceId: Id | null): { readonly kind: CorrectionKind; readonly subjectId: Id } =>
  serviceId === null ? { kind: 'DAYS', subjectId: organiserId } : { kind: 'SERVICE', subjectId: serviceId };
