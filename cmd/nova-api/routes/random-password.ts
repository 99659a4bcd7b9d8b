import type { Random } from '#apis/machinery/random.ts';

/** A password for whoever said none: told in the answer, and stored nowhere. Twelve letters. */
export function randomPassword(random: Random): string {
  return Buffer.from(random.bytes(9)).toString('base64url');
}
