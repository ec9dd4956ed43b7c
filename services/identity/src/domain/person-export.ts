/** A copy of a person's data: whom identity asks in which order, how much it takes, and how long it keeps the copy. */
import type { Instant } from '@seteli/kit/day';
import { refuseWhole, type Refusal, type Refused } from '@seteli/kit/result';
import { HOLDERS } from '@seteli/schema/person-data';

/** Who answers: identity itself first, then the others. The registry keeps no data of clients. */
export const ANSWERERS = ['identity', ...HOLDERS] as const;
export type Answerer = (typeof ANSWERERS)[number];

/** The page that comes next. `after` is null at the beginning of a service's part. */
export type ExportStep = { readonly answerer: Answerer; readonly after: string | null; readonly number: number };

export const FIRST_STEP: ExportStep = { answerer: ANSWERERS[0], after: null, number: 1 };

/** The most pages of a copy: 100,000 records. Nobody has that many; a service that never ends shall end the job. */
export const MOST_PAGES = 2_000;

/** A person has at most so many copies at a time from one asker: themselves, or an organiser. */
export const MOST_COPIES = 3;

export const KEPT_HOURS = 30 * 24;
export const expiryOf = (askedAt: Instant): Instant => askedAt.add({ hours: KEPT_HOURS });

export const stepAfter = ({ answerer, number }: ExportStep, next: string | null): ExportStep | null => {
  if (next !== null) return { answerer, after: next, number: number + 1 };
  const following = ANSWERERS[ANSWERERS.indexOf(answerer) + 1];
  return following === undefined ? null : { answerer: following, after: null, number: number + 1 };
};

/** How many services have given their whole part. */
export const doneBefore = (step: ExportStep | null): number => (step === null ? ANSWERERS.length : ANSWERERS.indexOf(step.answerer));

export const checkPages = (step: ExportStep | null): Refusal | undefined =>
  step !== null && step.number > MOST_PAGES ? refuseWhole('LIMIT_REACHED', { details: { count: MOST_PAGES } }).refusal : undefined;

export const checkCopies = (copies: number): Refused<'LIMIT_REACHED'> | undefined =>
  copies < MOST_COPIES ? undefined : refuseWhole('LIMIT_REACHED', { details: { count: MOST_COPIES } });
