/**
 * Counts what one operation really fetches: bytes and objects of all subgraphs' answers together. Too much ends the
 * operation with a public error. From then on nothing of it is asked for, read, repeated or kept.
 */
import type { GraphQLError } from 'graphql';
import { ANSWER_BYTES_MAX } from '@seteli/kit/answers';
import { fillIn, say } from '@seteli/kit/language';
import { badInput, rateLimited } from './errors.ts';
import type { Room } from './room.ts';

/** For all answers of an operation. An entity that stands at several places counts at each. */
export const OPERATION_BYTES_MAX = 2 * ANSWER_BYTES_MAX;
/** Above this size an operation needs a place for large answers. */
export const LARGE_BYTES = 256 * 1024;

export type Counted = {
  add(chunk: Uint8Array, ending: { readonly signal: AbortSignal }): Promise<void> | undefined;
  /** Takes the whole answer. */
  end(text: string): void;
};

export type Meter = {
  readonly objects: number;
  /** The error that ended the operation. */
  readonly fault: GraphQLError | undefined;
  /**
   * Counts one answer of a subgraph. Throws when the answer is too large, or the operation is over. A promise from
   * `add` means: read no more before it resolves.
   */
  answer(): Counted;
  /** Counts entities of an answer that stand at several places of the response. */
  repeat(entities: readonly unknown[], times: readonly number[]): void;
  /** The operation was answered, or nobody waits for it: it reads nothing large any more. */
  close(): void;
};

const TOO_LARGE = say(
  'Vastaus olisi suurempi kuin {one} yhdestä palvelusta tai {all} kaikkiaan. Kysy pienempiä sivuja tai vähemmän kenttiä. Muutos on silti tehty.',
  'Svaret skulle vara större än {one} från en tjänst eller {all} sammanlagt. Fråga mindre sidor eller färre fält. En ändring har gjorts ändå.',
  'The answer would be larger than {one} from one service or {all} in all. Ask for smaller pages or fewer fields; a mutation has been carried out all the same.',
);
const NO_ROOM = say(
  'Liian monta suurta vastausta kerralla. Kysy myöhemmin uudelleen tai pienempiä sivuja.',
  'För många stora svar på en gång. Fråga igen senare eller mindre sidor.',
  'Too many large answers at a time. Ask again later, or for smaller pages.',
);

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;
const tooLarge = () => badInput(fillIn(TOO_LARGE, { one: megabytes(ANSWER_BYTES_MAX), all: megabytes(OPERATION_BYTES_MAX) }));
const noRoom = () => rateLimited(NO_ROOM, 1);

export function openMeter(room: Room, callerKey: string): Meter {
  let bytes = 0;
  let objects = 0;
  let fault: GraphQLError | undefined;
  let isClosed = false;
  let isInside = false;
  let place: Promise<() => void> | undefined;

  const over = (error: GraphQLError): GraphQLError => (fault ??= error);

  function unlessOver(): void {
    if (fault) throw fault;
  }

  async function settleIn(signal: AbortSignal): Promise<void> {
    place ??= room.enter(callerKey, signal);
    try {
      const leave = await place;
      isInside = !isClosed;
      if (isClosed) leave();
    } catch {
      // The signal ended the wait, because large answers of this caller or of all callers took so long.
    }
    if (!isInside) throw over(noRoom());
    unlessOver();
  }

  return {
    get objects() {
      return objects;
    },
    get fault() {
      return fault;
    },
    answer() {
      if (fault) throw fault;
      let own = 0;
      return {
        add(chunk, ending) {
          own += chunk.length;
          bytes += chunk.length;
          if (own > ANSWER_BYTES_MAX || bytes > OPERATION_BYTES_MAX) throw over(tooLarge());
          if (bytes > LARGE_BYTES && !isInside) return settleIn(ending.signal);
          unlessOver();
          return undefined;
        },
        end(text) {
          objects += objectsIn(text);
        },
      };
    },
    repeat(entities, times) {
      for (const [index, entity] of entities.entries()) {
        const more = times[index]! - 1;
        if (more > 0) bytes += more * (JSON.stringify(entity)?.length ?? 0);
      }
      if (bytes > OPERATION_BYTES_MAX) throw over(tooLarge());
    },
    close() {
      isClosed = true;
      isInside = false;
      // An operation that got no place has none to leave.
      void place?.then(
        (leave) => leave(),
        () => undefined,
      );
    },
  };
}

const OPENING = '{"';
/** The answer itself, and its `data`. */
const OUTERMOST = 2;

/**
 * Counts the objects in a JSON text: each is a brace with a quote after it. Inside a string that quote can only be its
 * end.
 */
function objectsIn(text: string): number {
  let found = 0;
  for (let at = text.indexOf(OPENING); at !== -1; at = text.indexOf(OPENING, at + OPENING.length)) found++;
  return Math.max(0, found - OUTERMOST);
}
