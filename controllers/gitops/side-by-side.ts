/** Does something with each item, at most `limit` at a time, and gives the outcomes in order. After a rejection nothing new is begun. */
export async function sideBySide<Item, Outcome>(
  items: readonly Item[],
  limit: number,
  act: (item: Item) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      try {
        outcomes[index] = await act(items[index]!);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return outcomes;
}
