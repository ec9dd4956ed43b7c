/** A file that somebody has sent: when a command may use it, and when nobody needs it any more. It knows no bytes. */
import type { FileKind } from '@seteli/kit/file-kind';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

/** COMING: its bytes are on their way. LEAVING: nobody may use it, and a chore removes its bytes. */
export const FILE_STATES = ['COMING', 'READY', 'USED', 'LEAVING'] as const;
export type FileState = (typeof FILE_STATES)[number];

export type StoredFile = {
  readonly id: Id;
  /** The person whom it concerns. The key of the file is sealed with theirs. */
  readonly ownerId: Id;
  readonly organisationId: Id;
  readonly sentBy: Id;
  readonly sentAt: Instant;
  readonly sealedKey: string;
  readonly state: FileState;
  readonly kind: FileKind | null;
  readonly bytes: number | null;
};

/** A scan of some pages has a tenth of it. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const FILES_OF_PERSON_MAX = 100;
/** So long a command may use a file after its upload began. */
const USABLE = Temporal.Duration.from({ hours: 1 });

/** A chore removes the files that somebody sent before this moment and no command has used. */
export const unusedSince = (now: Instant): Instant => now.subtract(USABLE);

type Wish = { readonly ownerId: Id; readonly organisationId: Id; readonly userId: Id; readonly now: Instant };

/** Whether the command of this user may use the file: they sent it for this person, and it is whole, new and unused. */
export const isUsable = (file: StoredFile | undefined, { ownerId, organisationId, userId, now }: Wish): boolean =>
  file?.state === 'READY' &&
  file.ownerId === ownerId &&
  file.organisationId === organisationId &&
  file.sentBy === userId &&
  Temporal.Instant.compare(file.sentAt, unusedSince(now)) > 0;
