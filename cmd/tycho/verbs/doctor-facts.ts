import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Host } from '#apis/infrastructure/host.ts';
import { ApiError, ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { ConnectionError } from '#apis/client/transport.ts';
import { connectionFrom, readKubeconfig } from '#cmd/bootstrap/kubeconfig.ts';
import { readProductVersion } from '#cmd/bootstrap/product-version.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiResource } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { conditionsOf, type AnyCondition } from '../printing/standing.ts';
import type { ApiConnection, Session } from '../session.ts';
import { systemNamespace } from '../up/first-objects.ts';
import { stateDirectoryAt } from '../up/state-directory.ts';
import { readSupervisionStatus, type SupervisionStatus } from '../up/supervision-status.ts';
import { runningSupervisor } from '../up/supervisor-lock.ts';
import { absentIfHidden, readLeases, type LeaseFact } from './leases.ts';

/** What `tycho doctor` judges from. Parts that the caller may not see, or that are not on this machine, are undefined. */
export interface DoctorFacts {
  readonly clientVersion: string;
  readonly server: ServerFact;
  readonly certificates: readonly CertificateFact[];
  readonly supervision: SupervisionFact | undefined;
  readonly leases: readonly LeaseFact[] | undefined;
  /** What the api-server says of its store. */
  readonly storage: AnyCondition | undefined;
  readonly hosts: readonly Host[] | undefined;
  /** Of the kinds that get stuck, those that may be seen. */
  readonly objects: readonly AnyObject[];
}

export type ServerFact =
  | { readonly kind: 'Silent'; readonly url: string; readonly why: string }
  | {
      readonly kind: 'Answers';
      readonly url: string;
      readonly version: string;
      /** What its `/readyz` says. */
      readonly isReady: boolean;
      /** By how many seconds the server's clock is ahead of ours, as far as can be seen. */
      readonly clockAheadSeconds: number | undefined;
    };

export interface CertificateFact {
  /** Where it is, as people would say it. */
  readonly name: string;
  readonly endsAt: Date;
}

/** What `tycho up` runs on this machine. */
export interface SupervisionFact {
  readonly isSupervised: boolean;
  readonly status: SupervisionStatus;
}

/** Reads them. What the network or the machine does not give is a fact too; only a wrong kubeconfig is thrown. */
export async function observeInstallation(session: Session): Promise<DoctorFacts> {
  const connection = await session.connect();
  const stateDirectory = connection.kubeconfigFiles.map(dirname).find((directory) => existsSync(stateDirectoryAt(directory).settings));
  const server = await readServer(session, connection);
  const isThere = server.kind === 'Answers';
  const [leases, storage, hosts, objects] = await Promise.all([
    isThere ? readLeases(connection.client) : undefined,
    isThere ? readStorageCondition(connection) : undefined,
    isThere ? (listAll(connection, 'hosts') as Promise<readonly Host[] | undefined>) : undefined,
    isThere ? Promise.all(kindsThatGetStuck.map((plural) => listAll(connection, plural))) : [],
  ]);
  return {
    clientVersion: await readProductVersion(),
    server,
    certificates: await readCertificates(session, connection, stateDirectory),
    supervision: stateDirectory === undefined ? undefined : readSupervision(stateDirectory),
    leases,
    storage,
    hosts,
    objects: objects.flatMap((each) => each ?? []),
  };
}

const kindsThatGetStuck = ['servers', 'serveractions', 'volumes', 'volumeattachments', 'images', 'ports', 'gitsyncs'] as const;

async function readServer({ world }: Session, { client, server: url }: ApiConnection): Promise<ServerFact> {
  try {
    const { text, date } = await client.send({ path: '/version' });
    const isReady = await client.send({ path: '/readyz', accept: 'text/plain' }).then(
      () => true,
      (error: unknown) => unreadyIfRefused(error),
    );
    const clockAheadSeconds = date === undefined ? undefined : (date.getTime() - world.clock.now().getTime()) / 1_000;
    return {
      kind: 'Answers',
      url,
      version: productVersion((JSON.parse(text) as { readonly gitVersion: string }).gitVersion),
      isReady,
      clockAheadSeconds,
    };
  } catch (error) {
    if (error instanceof ConnectionError) return { kind: 'Silent', url, why: error.message };
    throw error;
  }
}

/** Ours, which stands behind that of the Kubernetes API that is spoken: `v1.32.0+tycho-0.2.0`. */
function productVersion(gitVersion: string): string {
  return gitVersion.replace(/^.*\+tycho-/, '');
}

function unreadyIfRefused(error: unknown): false {
  if (error instanceof ApiError) return false;
  throw error;
}

async function readStorageCondition({ client }: ApiConnection): Promise<AnyCondition | undefined> {
  const namespace = await client.json<AnyObject>({ path: `/api/v1/namespaces/${systemNamespace}` }).catch(absentIfHidden);
  return namespace === undefined ? undefined : conditionsOf(namespace).find(({ type }) => type === 'StorageHealthy');
}

/** In all namespaces; undefined if there is no such kind, or it may not be seen. */
async function listAll({ client, resources }: ApiConnection, plural: string): Promise<readonly AnyObject[] | undefined> {
  const isOurs = (each: ApiResource): boolean => each.plural === plural && each.group.endsWith('.tycho.dev');
  const resource = (await resources.all()).find(isOurs);
  if (resource === undefined) return undefined;
  try {
    const pages = await listPages<ObjectList>(client, { resource }, { chunkSize: 500, accept: 'application/json' });
    // Items of a list do not repeat what they are.
    return pages.flatMap(({ items }) => items.map((item) => ({ ...item, kind: resource.kind })));
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** The caller's own, and all that `tycho up` has made beside the kubeconfig. */
async function readCertificates(
  { world }: Session,
  { kubeconfigFiles }: ApiConnection,
  stateDirectory: string | undefined,
): Promise<readonly CertificateFact[]> {
  const { credentials } = await connectionFrom(await readKubeconfig(kubeconfigFiles));
  const own =
    credentials.kind === 'Certificate' ? [{ name: 'your own, in the kubeconfig', endsAt: endOf(credentials.certificatePEM) }] : [];
  if (stateDirectory === undefined) return own;
  const { keys } = stateDirectoryAt(stateDirectory);
  const files = (await readdir(keys)).filter((name) => name.endsWith('.crt')).toSorted();
  const kept = files.map(async (name) => {
    const file = join(keys, name);
    return { name: relative(world.workingDirectory, file), endsAt: endOf(await readFile(file, 'utf8')) };
  });
  return [...own, ...(await Promise.all(kept))];
}

function endOf(certificatePEM: string): Date {
  return new Date(new X509Certificate(certificatePEM).validTo);
}

function readSupervision(stateDirectory: string): SupervisionFact | undefined {
  const state = stateDirectoryAt(stateDirectory);
  const status = readSupervisionStatus(state.status);
  return status === undefined ? undefined : { isSupervised: runningSupervisor(state.lock)?.pid === status.supervisorPID, status };
}
