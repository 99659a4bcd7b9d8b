/** Collects the values of an option that may be given several times; it is absent when it was never given. */
export function repeatable(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
