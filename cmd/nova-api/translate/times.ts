/** Nova writes the times of a server in two ways: whole seconds with a zone, and microseconds without. */
export function withoutFraction(timestamp: string): string {
  return `${timestamp.slice(0, 19)}Z`;
}

/** As `2026-01-02T03:04:05.000000`, in UTC. */
export function withMicroseconds(timestamp: string): string {
  const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
  return `${timestamp.slice(0, 19)}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}
