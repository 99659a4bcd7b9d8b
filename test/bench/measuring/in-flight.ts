/** Calls `act` for 0 to `count` - 1, with at most `limit` of them in flight. Rejects at the first failure. */
export async function inFlight(limit: number, count: number, act: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const number = next;
      next += 1;
      await act(number);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, work));
}
