import { NovaFault } from '../http/nova-fault.ts';

/** What may be in a request before 2.57. */
export interface WithFiles {
  readonly personality?: readonly { readonly path: string; readonly contents: string }[];
}

/**
 * Nobody puts files into servers here: user data does. The quota of them is 0, so that whoever sends some is told as by a Nova with that quota, rather than to
 * miss them in the server. Throws Nova's 403 (OnsetFileLimitExceeded of nova/exception.py).
 */
export function refuseFiles({ personality = [] }: WithFiles): void {
  if (personality.length > 0) throw new NovaFault(403, 'Personality file limit exceeded');
}
