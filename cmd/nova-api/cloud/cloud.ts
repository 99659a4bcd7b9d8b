import { ApiClient } from '#apis/client/api-client.ts';
import { ImpersonatingTransport } from '#apis/client/impersonation.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { Transport } from '#apis/client/transport.ts';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { Port } from '#apis/compute/port.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { formatKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { groupsOf, openStackUser, roleGroup, type Caller } from '#apis/openstack/caller.ts';
import type { GlanceClient } from '#apis/openstack/glance-client.ts';
import type { ProjectSetup } from '#apis/openstack/project-setup.ts';
import type { KnownObjects, KnownServer } from './known-objects.ts';

export interface CloudOptions {
  readonly known: KnownObjects;
  readonly transport: Transport;
  readonly projects: ProjectSetup;
  /** What URLs of consoles begin with: where people reach the api-server. */
  readonly consoleURL: string;
  /** Whose images servers may be made from, beside ours. Absent: nobody’s. */
  readonly glance?: Pick<GlanceClient, 'describe'> | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** The cloud as one caller after the other sees and changes it: read from copies, changed as the caller. */
export class Cloud {
  readonly known: KnownObjects;
  readonly clock: Clock;
  readonly random: Random;
  readonly #options: CloudOptions;
  readonly #byUID: Readonly<Record<keyof KnownObjects, ObjectIndex<ApiObject>>>;
  readonly #portsByServer: ObjectIndex<Port>;
  readonly #attachmentsByServer: ObjectIndex<VolumeAttachment>;
  readonly #actionsByServer: ObjectIndex<ServerAction>;
  readonly #actionsByUID: ObjectIndex<ServerAction>;
  readonly #serversByProject: ObjectIndex<KnownServer>;
  readonly #keyPairsByUser: ObjectIndex<KeyPair>;
  readonly #instancesByHost: ObjectIndex<Instance>;

  constructor(options: CloudOptions) {
    const { known } = options;
    this.#options = options;
    this.known = known;
    this.clock = options.clock;
    this.random = options.random;
    const uidOf = ({ metadata }: ApiObject): readonly string[] => [metadata.uid];
    // An index is by a function of the metadata alone, whatever the kind.
    this.#byUID = Object.fromEntries(
      Object.entries(known).map(([name, informer]) => [name, (informer as KnownObjects['flavors']).index('uid', uidOf)]),
    ) as unknown as Record<keyof KnownObjects, ObjectIndex<ApiObject>>;
    this.#actionsByServer = known.actions.index('server', ({ metadata, spec }) => [
      formatKey({ namespace: metadata.namespace ?? '', name: spec.server }),
    ]);
    this.#portsByServer = known.ports.index('server', ({ status }) => (status?.serverUID === undefined ? [] : [status.serverUID]));
    this.#attachmentsByServer = known.attachments.index('server', ({ metadata, spec }) => [
      formatKey({ namespace: metadata.namespace ?? '', name: spec.server }),
    ]);
    this.#actionsByUID = known.actions.index('server-uid', ({ status }) => (status?.serverUID === undefined ? [] : [status.serverUID]));
    this.#serversByProject = known.servers.index('project', ({ metadata }) => [metadata.namespace ?? '']);
    this.#keyPairsByUser = known.keyPairs.index('user', ({ spec }) => (spec.user === undefined ? [] : [spec.user]));
    this.#instancesByHost = known.instances.index('host', ({ spec }) => [spec.host.name]);
  }

  /** Acts with the rights of the caller, in a project that is there from then on. */
  async as(caller: Caller): Promise<ApiClient> {
    const { transport, projects } = this.#options;
    await projects.ensure(caller);
    const impersonation = { transport, userName: openStackUser(caller.userID), groups: groupsOf(caller) };
    return new ApiClient({ transport: new ImpersonatingTransport(impersonation) });
  }

  /** Has a project be there that nobody of it may have been seen of yet. */
  ensureProject(projectID: string): Promise<void> {
    return this.#options.projects.ensure({ projectID, projectName: projectID });
  }

  /** Acts as the caller on what is the caller's own in another project, whatever the caller may do there otherwise: a user's key pairs. */
  asOwner({ userID }: Caller, projectID: string): ApiClient {
    const { transport } = this.#options;
    const impersonation = { transport, userName: openStackUser(userID), groups: [roleGroup(projectID, 'member')] };
    return new ApiClient({ transport: new ImpersonatingTransport(impersonation) });
  }

  /** An object by its uid, which is the id that clients of OpenStack's know it by. */
  byUID<Name extends keyof KnownObjects>(kind: Name, uid: string): ReturnType<KnownObjects[Name]['get']> {
    return this.#byUID[kind].get(uid)[0] as ReturnType<KnownObjects[Name]['get']>;
  }

  /** Key pairs of a user, by the name that the api-server knows the user by. */
  keyPairsOf(userName: string): readonly KeyPair[] {
    return this.#keyPairsByUser.get(userName);
  }

  serversOf(projectID: string): readonly KnownServer[] {
    return this.#serversByProject.get(projectID);
  }

  get glance(): CloudOptions['glance'] {
    return this.#options.glance;
  }

  get consoleURL(): string {
    return this.#options.consoleURL;
  }

  /** Ports that a server has, or is to get, by its id. */
  portsOf(serverUID: string): readonly Port[] {
    return this.#portsByServer.get(serverUID);
  }

  /** What volumes a server is to have. */
  attachmentsOf(server: ObjectKey): readonly VolumeAttachment[] {
    return this.#attachmentsByServer.get(formatKey(server));
  }

  /** What a server was asked to do, the oldest first. */
  actionsOf({ metadata }: Pick<Server, 'metadata'>): readonly ServerAction[] {
    return this.#actionsByServer.get(formatKey({ namespace: metadata.namespace ?? '', name: metadata.name }));
  }

  /** What a server was asked to do that may be gone by now, by its id. */
  actionsOfUID(uid: string): readonly ServerAction[] {
    return this.#actionsByUID.get(uid);
  }

  /** Everything that takes room on a host. */
  instancesOn(hostName: string): readonly Instance[] {
    return this.#instancesByHost.get(hostName);
  }

  /** The incarnation that has the right to run. */
  instanceOf({ metadata, status }: Server): Instance | undefined {
    if (status?.instance === undefined || metadata.namespace === undefined) return undefined;
    return this.known.instances.get({ namespace: metadata.namespace, name: status.instance });
  }

  /** An object that a name in a project stands for: the project's own, or else that of everybody. */
  named<Name extends 'images' | 'networks'>(kind: Name, { namespace, name }: ObjectKey): ReturnType<KnownObjects[Name]['get']> {
    const informer = this.known[kind];
    const own = namespace === undefined ? undefined : informer.get({ namespace, name });
    return (own ?? informer.get({ namespace: publicNamespace, name })) as ReturnType<KnownObjects[Name]['get']>;
  }
}
