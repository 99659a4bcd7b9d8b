/** Whether `one` is a later minor release than `other`. What has no version in it, as a build in development, is not. */
export function isNewerRelease(one: string, other: string): boolean {
  const [a, b] = [minorOf(one), minorOf(other)];
  if (a === undefined || b === undefined) return false;
  return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
}

function minorOf(version: string): readonly [number, number] | undefined {
  const found = /^v?(?<major>\d+)\.(?<minor>\d+)\./.exec(version)?.groups;
  return found === undefined ? undefined : [Number(found['major']), Number(found['minor'])];
}
