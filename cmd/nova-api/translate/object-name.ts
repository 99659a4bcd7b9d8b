/** Longest name that is made of what somebody calls an object; a suffix for others of the same name has room behind it. */
const longest = 50;

/** The name that an object gets which people call `displayName`: as near to it as RFC 1123 allows. */
export function objectNameOf(displayName: string, fallback: string): string {
  const name = displayName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? fallback : name;
}
