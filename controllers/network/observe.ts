import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import type { Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { PortObservation, ServerObservation } from './observation.ts';

export interface NetworkInformers {
  readonly servers: Informer<Server>;
  readonly instances: Informer<Instance>;
  readonly networks: Informer<Network>;
  readonly ports: Informer<Port>;
}

/** The namespace whose networks are there for all projects. */
const sharedNamespace = 'public';

/** Reads the world for the network loop, and knows whom a change concerns. */
export class Observer {
  readonly #informers: NetworkInformers;
  readonly #instancesByServer: ObjectIndex<Instance>;
  readonly #instancesByPort: ObjectIndex<Instance>;
  readonly #portsByServer: ObjectIndex<Port>;
  readonly #portsByUID: ObjectIndex<Port>;
  readonly #serversByNetwork: ObjectIndex<Server>;
  readonly #serversByPort: ObjectIndex<Server>;

  constructor(informers: NetworkInformers) {
    this.#informers = informers;
    const { servers, instances, ports } = informers;
    this.#instancesByServer = instances.index('server', (instance) => [instance.spec.server.uid]);
    this.#instancesByPort = instances.index('port', portUIDsOf);
    this.#portsByServer = ports.index('server', ({ status }) => (status?.serverUID === undefined ? [] : [status.serverUID]));
    this.#portsByUID = ports.index('uid', ({ metadata }) => [metadata.uid]);
    this.#serversByNetwork = servers.index('network', networksOf);
    this.#serversByPort = servers.index('port', (server) =>
      (server.spec.networks ?? []).flatMap(({ port }) => (port === undefined ? [] : [`${server.metadata.namespace}/${port}`])),
    );
  }

  /** Undefined if there is no such server. */
  observeServer(key: ObjectKey): ServerObservation | undefined {
    const { servers, ports, networks } = this.#informers;
    const server = servers.get(key);
    if (server === undefined) return undefined;
    const { namespace = '', uid } = server.metadata;
    return {
      server,
      ports: this.#portsByServer.get(uid).filter((port) => port.metadata.namespace === namespace),
      instances: this.#instancesByServer.get(uid),
      portNamed: (name) => ports.get({ namespace, name }),
      networkNamed: (name) => networks.get({ namespace, name }) ?? networks.get({ namespace: sharedNamespace, name }),
    };
  }

  /** Undefined if there is no such Port. */
  observePort(key: ObjectKey): PortObservation | undefined {
    const port = this.#informers.ports.get(key);
    if (port === undefined) return undefined;
    const { server: name, serverUID } = port.status ?? {};
    const named = name === undefined ? undefined : this.#informers.servers.get({ namespace: key.namespace!, name });
    const ofServer = serverUID === undefined ? [] : this.#instancesByServer.get(serverUID);
    return {
      port,
      server: named?.metadata.uid === serverUID ? named : undefined,
      instances: [...new Set([...ofServer, ...this.#instancesByPort.get(port.metadata.uid)])],
    };
  }

  /** Servers that may have waited for this network, or have been plugged into another of its name. */
  serversNaming({ metadata }: Network): readonly ObjectKey[] {
    return this.#serversByNetwork
      .get(metadata.name)
      .filter((server) => metadata.namespace === sharedNamespace || server.metadata.namespace === metadata.namespace)
      .map(keyOf);
  }

  /** The server that has the Port, and those that name it. */
  serversOf(port: Port): readonly ObjectKey[] {
    const { namespace } = port.metadata;
    const holder = port.status?.server;
    const naming = this.#serversByPort.get(formatKey(keyOf(port))).map(keyOf);
    return holder === undefined ? naming : [{ namespace: namespace!, name: holder }, ...naming];
  }

  /** Ports of a server, whether it is there or gone. */
  portsOf(server: Server): readonly ObjectKey[] {
    return this.#portsByServer.get(server.metadata.uid).map(keyOf);
  }

  /** Ports that what an incarnation is, or was, says something of. */
  portsIn(instance: Instance): readonly ObjectKey[] {
    const ofServer = this.#portsByServer.get(instance.spec.server.uid);
    const named = portUIDsOf(instance).flatMap((uid) => this.#portsByUID.get(uid));
    return [...new Set([...ofServer, ...named])].map(keyOf);
  }
}

function portUIDsOf({ spec, status }: Instance): readonly string[] {
  return [...new Set([...(spec.machine.ports ?? []).map(({ uid }) => uid), ...(status?.ports ?? [])])];
}

/** Names of the networks that a change of may concern the server. */
function networksOf({ spec, status }: Server): readonly string[] {
  if (spec.networks === undefined) return (status?.epoch ?? 0) > 0 ? [] : [defaultNetworkName];
  return [...new Set(spec.networks.flatMap(({ network }) => (network === undefined ? [] : [network])))];
}
