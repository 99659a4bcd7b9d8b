import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient } from '#apis/client/api-client.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { AgentCertificateSigner } from '#cmd/controller-manager/agent-certificate-signer.ts';
import { GatewayDirectory } from '#cmd/node-agent/gateway-directory.ts';
import { HostIdentityFiles, type HostIdentity } from '#cmd/node-agent/host-identity.ts';
import { joinHost } from '#cmd/node-agent/join-host.ts';
import { FileJournalStorage } from '#cmd/node-agent/journal/file-journal-storage.ts';
import { createNodeAgent, type NodeAgent, type NodeAgentDependencies } from '#cmd/node-agent/node-agent.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { createGateway, type Gateway, type GatewayDependencies } from '#controllers/instance/gateway.ts';
import { hashJoinTokenSecret, joinTokenSecretName, joinTokenType, systemNamespace } from '#controllers/instance/join-token.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import type { JoinRequest, JoinResponse } from '#proto/transport/agent-wire.ts';
import { serveGateway, type GatewayServer } from '#proto/transport/serve-gateway.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { agentCertificates, type AgentCertificates } from './agent-certificates.ts';

const clock = new SystemClock();
const random = new SystemRandom();

/** A gateway on an api-server of this process, and agents that reach it over real gRPC and mutual TLS on loopback. */
export class AgentWorld {
  readonly api: InProcessApiServer;
  readonly client: ApiClient;
  readonly certificates: AgentCertificates;
  readonly directory: string;
  readonly #informers: SharedInformers;
  readonly #stopping = new AbortController();
  readonly #runningInformers: Promise<void>;
  readonly #gateways = new Set<RunningGateway>();
  readonly #hosts: TestHost[] = [];

  private constructor(parts: Pick<AgentWorld, 'api' | 'certificates' | 'directory'>) {
    ({ api: this.api, certificates: this.certificates, directory: this.directory } = parts);
    this.client = this.api.client();
    this.#informers = new SharedInformers({ client: this.client, clock, random, logger: silentLogger });
    this.#informers.for(hostKind);
    this.#informers.for(instanceKind);
    this.#runningInformers = this.#informers.run(this.#stopping.signal);
  }

  static async start({ storage }: { readonly storage?: Storage } = {}): Promise<AgentWorld> {
    const api = new InProcessApiServer({ clock, ...(storage === undefined ? {} : { storage }) });
    await api.ready;
    const directory = await mkdtemp(join(tmpdir(), 'tycho-agent-test-'));
    return new AgentWorld({ api, certificates: await agentCertificates(), directory });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.stop()));
    await Promise.all([...this.#gateways].map((running) => running.stop()));
    this.#stopping.abort(new Error('the test is over'));
    await this.#runningInformers;
    this.api.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  async startGateway(name = 'gateway-a', overrides: Partial<GatewayDependencies> = {}, port = 0): Promise<RunningGateway> {
    const { authority, gateway: credentials } = this.certificates;
    const signer = new AgentCertificateSigner({ authority, clock });
    const parts = { client: this.client, informers: this.#informers, clock, random, logger: silentLogger, metrics: discardedMetrics };
    const gateway = createGateway({ ...parts, name, signer, ...overrides });
    await gateway.start();
    const listen = { host: '127.0.0.1', port };
    const agentAuthorityPEM = authority.certificatePEM;
    const server = await serveGateway({ listen, ...credentials, agentAuthorityPEM, service: gateway, clock, logger: silentLogger });
    const running = new RunningGateway(gateway, server, () => this.#gateways.delete(running));
    this.#gateways.add(running);
    return running;
  }

  /** A token that lets one machine join. */
  async joinToken({ expiresInSeconds = 60 } = {}): Promise<string> {
    const [id, secret] = [random.uuid().slice(0, 8), random.uuid()];
    const expiration = new Date(clock.now().getTime() + expiresInSeconds * 1000).toISOString();
    await this.client.resource(secretKind).create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: joinTokenSecretName(id), namespace: systemNamespace },
      type: joinTokenType,
      data: { hash: base64(hashJoinTokenSecret(secret)), expiration: base64(expiration) },
    });
    return `${id}.${secret}`;
  }

  /** The files of a host's identity, in a directory of its own. */
  async hostFiles(directoryName: string): Promise<HostIdentityFiles> {
    const directory = await mkdtemp(join(this.directory, `${directoryName}-`));
    return new HostIdentityFiles({ directory, random });
  }

  /** What {@link joinHost} gives for these files, with that token, at those gateways. */
  join(files: HostIdentityFiles, hostName: string, token: string, gateways: readonly RunningGateway[]): Promise<HostIdentity> {
    const directory = this.#directoryOf(gateways);
    const ask = directory.join.bind(directory);
    const readToken = (): Promise<string> => Promise.resolve(token);
    return joinHost({
      files,
      hostName,
      readToken,
      ask,
      agentVersion: 'test',
      clock,
      random,
      logger: silentLogger,
      signal: this.#stopping.signal,
    });
  }

  /** What a gateway answers to one request to join, whatever is in it. */
  ask(request: JoinRequest, gateway: RunningGateway): Promise<JoinResponse> {
    return this.#directoryOf([gateway]).join(request);
  }

  #directoryOf(gateways: readonly RunningGateway[]): GatewayDirectory {
    const addresses = gateways.map(({ address }) => address);
    return new GatewayDirectory({ addresses, authorityPEM: this.certificates.authority.certificatePEM, clock, random });
  }

  /** A machine that has joined; its agent is not started yet. */
  async addHost(hostName: string, gateways: readonly RunningGateway[]): Promise<TestHost> {
    const identity = await this.join(await this.hostFiles(hostName), hostName, await this.joinToken(), gateways);
    const host = new TestHost({ identity, gateways, authorityPEM: this.certificates.authority.certificatePEM, directory: this.directory });
    this.#hosts.push(host);
    return host;
  }

  /** Places an instance on a host, as a placement would. */
  async createInstance(host: TestHost, overrides: InstanceOverrides = {}): Promise<Instance> {
    const server = { name: 'web', uid: random.uuid() };
    const { hostName: name, hostUID: uid } = host.identity;
    const instance = anInstance({ ...overrides, spec: { server, host: { name, uid }, ...overrides.spec } });
    const { namespace, name: instanceName } = instance.metadata;
    return this.client
      .resource(instanceKind)
      .create({ ...instance, metadata: { name: instanceName, ...(namespace === undefined ? {} : { namespace }) } });
  }

  /** Waits until a host's record is as `isSo` says. */
  hostWhen(hostName: string, isSo: (host: Host) => boolean): Promise<Host> {
    return eventually(async () => {
      const host = await this.client.resource(hostKind).get({ name: hostName });
      if (!isSo(host)) throw new Error(`host ${hostName} is not so: ${JSON.stringify(host.status)}`);
      return host;
    });
  }

  /** Waits until an instance's status is as `isSo` says. */
  instanceWhen(instance: Instance, isSo: (status: NonNullable<Instance['status']>) => boolean): Promise<Instance> {
    return eventually(async () => {
      const current = await this.client.resource(instanceKind).get(keyOf(instance));
      if (!isSo(current.status ?? {})) throw new Error(`the instance is not so: ${JSON.stringify(current.status)}`);
      return current;
    });
  }

  /** Waits until an instance's record is gone. */
  gone(instance: Instance): Promise<void> {
    return eventually(async () => {
      try {
        await this.client.resource(instanceKind).get(keyOf(instance));
      } catch (error) {
        if (error instanceof NotFoundError) return;
        throw error;
      }
      throw new Error(`instance ${instance.metadata.name} is still there`);
    });
  }
}

export class RunningGateway {
  readonly gateway: Gateway;
  readonly server: GatewayServer;
  readonly #onStop: () => void;

  constructor(gateway: Gateway, server: GatewayServer, onStop: () => void) {
    this.gateway = gateway;
    this.server = server;
    this.#onStop = onStop;
  }

  get address(): string {
    return `127.0.0.1:${this.server.address.port}`;
  }

  async stop(): Promise<void> {
    this.#onStop();
    await this.gateway.stop();
    await this.server.close();
  }
}

/** A machine: what stays when its agent is killed. */
export class TestHost {
  readonly identity: HostIdentity;
  readonly machine = new FakeHost({ clock });
  readonly journalPath: string;
  readonly #gateways: readonly RunningGateway[];
  readonly #authorityPEM: string;
  #agent: NodeAgent | undefined;

  constructor(options: {
    readonly identity: HostIdentity;
    readonly gateways: readonly RunningGateway[];
    readonly authorityPEM: string;
    readonly directory: string;
  }) {
    this.identity = options.identity;
    this.#gateways = options.gateways;
    this.#authorityPEM = options.authorityPEM;
    this.journalPath = join(options.directory, `${options.identity.hostUID}.journal`);
  }

  async startAgent(overrides: Partial<NodeAgentDependencies> = {}): Promise<void> {
    const { identity } = this;
    const addresses = this.#gateways.map(({ address }) => address);
    this.#agent = createNodeAgent({
      identity,
      bootID: 'boot-1',
      dialer: new GatewayDirectory({ addresses, authorityPEM: this.#authorityPEM, identity, clock, random }),
      journalStorage: new FileJournalStorage({ path: this.journalPath }),
      driver: new FakeDriver({ host: this.machine, clock }),
      images: { acquire: () => Promise.resolve({ format: 'Raw', path: '/dev/null', virtualSizeBytes: 0 }) },
      configDriveDocuments: ({ userData }) => new Map(userData === undefined ? [] : [['openstack/latest/user_data', userData]]),
      clock,
      random,
      logger: silentLogger,
      agentVersion: 'test',
      limits: { mostDialDelaySeconds: 1 },
      ...overrides,
    });
    await this.#agent.start();
  }

  killAgent(): void {
    this.#agent?.kill();
    this.#agent = undefined;
  }

  async stop(): Promise<void> {
    await this.#agent?.stop();
    this.#agent = undefined;
  }

  stateOf(instance: Instance): string {
    return this.machine.observe(instance.metadata.uid).kind;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
