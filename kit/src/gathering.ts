/**
 * Carries out together what callers ask at the same time: while a batch is under way, further items gather. A lone item
 * does not wait.
 */
import type { Patience } from './db.ts';

export type GatheringOptions<Item> = {
  /**
   * The next batch waits for the one before, but no longer than this: that one may wait for what the next does not
   * need.
   */
  readonly patienceMs: number;
  /** The most batches under way at a time. */
  readonly sideBySide: number;
  /** How much a batch may weigh. An item that weighs more goes alone. */
  readonly limit: number;
  readonly weightOf: (item: Item) => number;
  /** Two items with the same key never share a batch. */
  readonly keyOf: (item: Item) => string;
};

/**
 * Answers each item as `carryOut` answers it in its batch. A batch of several is carried out without patience. When it
 * fails, its halves are tried in turn, down to single items. A single item that fails is tried once more with patience.
 * Such tries count as batches under way and leave one place free, so no fault and no waiting harms another item.
 */
export function gather<Item, Result>(
  carryOut: (items: readonly Item[], patience: Patience) => Promise<readonly Result[]>,
  { patienceMs, sideBySide, limit, weightOf, keyOf }: GatheringOptions<Item>,
): (item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; readonly answer: (result: Result) => void; readonly refuse: (fault: unknown) => void };
  const waiting: Waiting[] = [];
  const stuck: Waiting[] = [];
  let underWay = 0;
  let awaited: readonly Waiting[] | undefined;

  const takeBatch = (): Waiting[] => {
    const keys = new Set<string>();
    let weight = 0;
    const left = waiting.splice(0);
    return left.filter((each) => {
      const key = keyOf(each.item);
      const fits = keys.size === 0 || (!keys.has(key) && weight + weightOf(each.item) <= limit);
      if (fits) {
        keys.add(key);
        weight += weightOf(each.item);
      } else waiting.push(each);
      return fits;
    });
  };

  const run = async (batch: readonly Waiting[], patience: Patience): Promise<void> => {
    const [outcome] = await Promise.allSettled([
      carryOut(
        batch.map(({ item }) => item),
        patience,
      ),
    ]);
    if (outcome.status === 'fulfilled') return batch.forEach(({ answer }, index) => answer(outcome.value[index]!));
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await run(batch.slice(0, half), 'impatient');
      await run(batch.slice(half), 'impatient');
    } else if (patience === 'patient') batch[0]!.refuse(outcome.reason);
    else {
      stuck.push(batch[0]!);
      next();
    }
  };

  const begin = (batch: readonly Waiting[], patience: Patience, onEnd: () => void): void => {
    underWay++;
    void run(batch, patience).finally(() => {
      underWay--;
      onEnd();
    });
  };

  const next = (): void => {
    while (stuck.length > 0 && underWay < Math.max(1, sideBySide - 1)) begin([stuck.shift()!], 'patient', next);
    if (awaited || underWay >= sideBySide || waiting.length === 0) return;
    const batch = takeBatch();
    awaited = batch;
    const goOn = () => {
      clearTimeout(patience);
      if (awaited === batch) awaited = undefined;
      next();
    };
    const patience = setTimeout(goOn, patienceMs);
    begin(batch, batch.length > 1 ? 'impatient' : 'patient', goOn);
  };

  return (item) =>
    new Promise<Result>((answer, refuse) => {
      waiting.push({ item, answer, refuse });
      next();
    });
}
