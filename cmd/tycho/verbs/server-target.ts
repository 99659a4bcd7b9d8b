import { namespaceFor, parseSelection } from '../api/resource-arguments.ts';
import { UsageFailure } from '../command-failure.ts';
import type { ApiConnection } from '../session.ts';
import type { Target } from './targets.ts';

/** The server that `NAME` or `server/NAME` means. Throws a {@link UsageFailure} for other types. */
export async function serverTarget(word: string, connection: ApiConnection): Promise<Target> {
  const target = await objectTarget(word, connection);
  if (target.resource.kind !== 'Server') throw new UsageFailure(`"${word}" is no server: give the name of one`);
  return target;
}

/** The object that `TYPE/NAME` means; a name alone means a server. */
export async function objectTarget(word: string, connection: ApiConnection): Promise<Target> {
  const selection = await parseSelection(word.includes('/') ? [word] : ['servers.compute.tycho.dev', word], connection);
  const [address] = selection.kind === 'Named' ? selection.addresses : [];
  if (address === undefined) throw new UsageFailure(`"${word}" names nothing: give NAME or TYPE/NAME`);
  return { ...address, ...namespaceFor(address.resource, connection.namespace) };
}
