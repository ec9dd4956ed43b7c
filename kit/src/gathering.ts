/** Carries out together what comes at the same time: while some of it is under way, the rest gathers. Alone, nothing waits. */

export type GatheringOptions<Item> = {
  /** The next batch waits for the one before, but not longer than this: it may wait for something that the next does not need. */
  readonly patienceMs: number;
  /** Batches under way at a time, at most. */
  readonly sideBySide: number;
  /** What a batch may weigh; one item that weighs more goes alone. */
  readonly limit: number;
  readonly weightOf: (item: Item) => number;
  /** Two items with the same key are never in one batch. */
  readonly keyOf: (item: Item) => string;
};

/**
 * Answers each item as `carryOut` answers it in its batch. When a batch fails, each of its items is carried out alone, so
 * that the fault of one is its own.
 */
export function gather<Item, Result>(
  carryOut: (items: readonly Item[]) => Promise<readonly Result[]>,
  { patienceMs, sideBySide, limit, weightOf, keyOf }: GatheringOptions<Item>,
): (item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; readonly answer: (result: Promise<Result>) => void };
  const waiting: Waiting[] = [];
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

  const alone = async (item: Item): Promise<Result> => (await carryOut([item]))[0]!;

  const run = async (batch: readonly Waiting[]): Promise<void> => {
    if (batch.length === 1) {
      const result = alone(batch[0]!.item);
      batch[0]!.answer(result);
      await Promise.allSettled([result]);
      return;
    }
    const [outcome] = await Promise.allSettled([carryOut(batch.map(({ item }) => item))]);
    for (const [place, { item, answer }] of batch.entries())
      answer(outcome.status === 'fulfilled' ? Promise.resolve(outcome.value[place]!) : alone(item));
  };

  const next = (): void => {
    if (awaited || underWay >= sideBySide || waiting.length === 0) return;
    const batch = takeBatch();
    awaited = batch;
    underWay++;
    const goOn = () => {
      clearTimeout(patience);
      if (awaited === batch) awaited = undefined;
      next();
    };
    const patience = setTimeout(goOn, patienceMs);
    void run(batch).finally(() => {
      underWay--;
      goOn();
    });
  };

  return (item) =>
    new Promise<Result>((resolve) => {
      waiting.push({ item, answer: resolve });
      next();
    });
}
