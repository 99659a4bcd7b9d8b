/** Tests that are not run, and why. */
export interface LeftOut {
  /** A regular expression on the names of tests. */
  readonly pattern: string;
  readonly reason: string;
}

/** Why a test may be left out. Nothing else is a reason. */
export const reasonsToLeaveOut = ['a second compute node', 'Cinder', 'proxied the network service'] as const;

/** Reads lines as `PATTERN # REASON`. Empty ones, and those that begin with `#`, say nothing. Throws RangeError for one that gives no reason. */
export function parseLeftOut(text: string): readonly LeftOut[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [pattern, reason] = line.split(/\s+#\s+/, 2);
      if (!pattern || !reason || !reasonsToLeaveOut.some((known) => reason.includes(known))) {
        throw new RangeError(`"${line}" gives no reason of ${reasonsToLeaveOut.join(', ')}`);
      }
      return { pattern, reason };
    });
}
