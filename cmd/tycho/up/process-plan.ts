import type { Environment } from '#cmd/bootstrap/environment.ts';
import { nameOfFurtherHost } from '#cmd/bootstrap/host-names.ts';
import { identityURL, novaUser } from './openstack-files.ts';
import { loopback, type PortName } from './ports.ts';
import type { Programs } from './prerequisites.ts';
import type { ProgramFiles } from './program-files.ts';
import type { Driver, Settings } from './settings.ts';
import type { StateDirectory } from './state-directory.ts';

/** One process of the control plane: what to run, and how to tell that it is ready. */
export interface PlannedProcess {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  /** Beside what everything here inherits. */
  readonly environment?: Environment;
  /** Where it listens, for people. */
  readonly address?: string;
  readonly readiness: Readiness;
  /** The services that it runs, each in a thread of its own, for people; absent: it is one by itself. */
  readonly services?: readonly Pick<PlannedProcess, 'name' | 'address'>[];
}

export type Readiness =
  /** It says so in its log, as every process of ours does. Where several write to the log, `process` is the one whose word counts. */
  | { readonly kind: 'SaysSo'; readonly process?: string }
  /** A request over mutual TLS is answered with 200. File names. */
  | { readonly kind: 'Answers'; readonly url: string; readonly authority: string; readonly certificate: string; readonly key: string };

export interface PlanInput {
  readonly state: StateDirectory;
  readonly settings: Settings;
  readonly programs: Programs;
  readonly programFiles: ProgramFiles;
  /** The Node that runs our processes. */
  readonly node: string;
}

/** The processes of one machine: the groups start one after the other, and the members of a group together. */
export interface ProcessPlan {
  readonly storage: PlannedProcess;
  readonly apiServer: PlannedProcess;
  /** Clients of the api-server. */
  readonly services: readonly PlannedProcess[];
  /** One for the drivers of this machine's guests, which share its networks, and one for the fake driver. */
  readonly agents: readonly PlannedProcess[];
}

export function planProcesses(input: PlanInput): ProcessPlan {
  return {
    storage: etcd(input),
    apiServer: processOf(input, apiServer(input)),
    services: planServices(input),
    agents: plannedAgents(input.settings.drivers).map((agent) => processOf(input, nodeAgent(input, agent))),
  };
}

/** Clients of the api-server: in one process, which spares the machine a Node for each, unless they are wanted apart. */
function planServices(input: PlanInput): readonly PlannedProcess[] {
  const services = [controllerManager, gateway, imageStore, gitops, openStackServices, novaAPI].map((plan) => plan(input));
  return input.settings.separateServices ? services.map((service) => processOf(input, service)) : [sharedProcessOf(input, services)];
}

/** One agent of a machine. */
export interface PlannedAgent {
  readonly name: string;
  /** In the order in which they were named. */
  readonly drivers: readonly Driver[];
}

/**
 * The agents of a machine. Wherever a driver is named, and whatever is named beside it later, its hosts are found where they were: those of the machine
 * itself in `agent`, as when there was one driver only, and fake ones beside them apart. Fake ones alone are in `agent` too.
 */
export function plannedAgents(drivers: readonly Driver[]): readonly PlannedAgent[] {
  const [real, fake] = [drivers.filter((driver) => driver !== 'fake'), drivers.filter((driver) => driver === 'fake')];
  if (real.length === 0) return [{ name: 'agent', drivers: fake }];
  return [{ name: 'agent', drivers: real }, ...(fake.length === 0 ? [] : [{ name: 'agent-fake', drivers: fake }])];
}

/** All of them, in the order in which they start. */
export function allProcesses({ storage, apiServer, services, agents }: ProcessPlan): readonly PlannedProcess[] {
  return [storage, apiServer, ...services, ...agents];
}

/** Twice what etcd allows itself by default. */
const etcdQuotaBytes = 4 * 1024 ** 3;

function etcd({ state, settings, programs }: PlanInput): PlannedProcess {
  const clientURL = `https://${address(settings, 'etcdClient')}`;
  const peerURL = `https://${address(settings, 'etcdPeer')}`;
  const [server, peer, client] = [state.credentials('etcd-server'), state.credentials('etcd-peer'), state.credentials('etcd-client')];
  const authority = state.credentials('etcd-ca').certificate;
  return {
    name: 'etcd',
    command: programs.etcd,
    parameters: flags({
      name: 'tycho',
      'data-dir': state.etcdData,
      'listen-client-urls': clientURL,
      'advertise-client-urls': clientURL,
      'listen-peer-urls': peerURL,
      'initial-advertise-peer-urls': peerURL,
      'initial-cluster': `tycho=${peerURL}`,
      'client-cert-auth': 'true',
      'trusted-ca-file': authority,
      'cert-file': server.certificate,
      'key-file': server.key,
      'peer-client-cert-auth': 'true',
      'peer-trusted-ca-file': state.credentials('etcd-peer-ca').certificate,
      'peer-cert-file': peer.certificate,
      'peer-key-file': peer.key,
      'quota-backend-bytes': String(etcdQuotaBytes),
      logger: 'zap',
      'log-outputs': 'stderr',
      'enable-v2': 'false',
    }),
    address: address(settings, 'etcdClient'),
    readiness: { kind: 'Answers', url: `${clientURL}/health`, authority, ...client },
  };
}

function apiServer(input: PlanInput): OurProcess {
  const { state, settings } = input;
  const [own, etcdClient, gatewayClient] = [
    state.credentials('api-server'),
    state.credentials('etcd-client'),
    state.credentials('gateway-client'),
  ];
  return {
    name: 'api-server',
    program: 'api-server',
    address: `https://${address(settings, 'apiServer')}`,
    parameters: flags({
      listen: address(settings, 'apiServer'),
      'etcd-endpoint': `https://${address(settings, 'etcdClient')}`,
      'etcd-quota-bytes': String(etcdQuotaBytes),
      'etcd-ca': state.credentials('etcd-ca').certificate,
      'etcd-certificate': etcdClient.certificate,
      'etcd-key': etcdClient.key,
      certificate: own.certificate,
      key: own.key,
      'client-ca': state.credentials('api-ca').certificate,
      'gateway-ca': state.credentials('agent-ca').certificate,
      'gateway-client-certificate': gatewayClient.certificate,
      'gateway-client-key': gatewayClient.key,
      'image-store-url': `https://${address(settings, 'imageStore')}`,
      'image-store-link-key': state.imageLinkKey,
      'image-store-ca': state.credentials('agent-ca').certificate,
      'service-account-signing-key-file': state.accountSigningKey,
      'encryption-config': state.encryptionConfiguration,
      'audit-log-path': state.auditLog,
    }),
  };
}

function controllerManager(input: PlanInput): OurProcess {
  return {
    name: 'controller-manager',
    program: 'controller-manager',
    parameters: flags({
      kubeconfig: input.state.kubeconfigOf('controller-manager'),
      'replica-name': `controller-manager-${input.settings.hostName}`,
    }),
  };
}

function gateway(input: PlanInput): OurProcess {
  const { state, settings } = input;
  const [own, agents] = [state.credentials('gateway'), state.credentials('agent-ca')];
  return {
    name: 'gateway',
    program: 'controller-manager',
    address: address(settings, 'gateway'),
    parameters: flags({
      kubeconfig: state.kubeconfigOf('gateway'),
      loops: 'instance',
      'gateway-listen': address(settings, 'gateway'),
      'gateway-certificate': own.certificate,
      'gateway-key': own.key,
      'agent-ca': agents.certificate,
      'agent-ca-key': agents.key,
      'console-listen': address(settings, 'console'),
      'image-store-url': `https://${address(settings, 'imageStore')}`,
    }),
  };
}

function imageStore(input: PlanInput): OurProcess {
  const { state, settings } = input;
  const own = state.credentials('image-store');
  return {
    name: 'image-store',
    program: 'image-store',
    address: `https://${address(settings, 'imageStore')}`,
    parameters: flags({
      kubeconfig: state.kubeconfigOf('image-store'),
      directory: state.imageStoreData,
      listen: address(settings, 'imageStore'),
      url: `https://${address(settings, 'imageStore')}`,
      certificate: own.certificate,
      key: own.key,
      'agent-ca': state.credentials('agent-ca').certificate,
      'link-key': state.imageLinkKey,
    }),
  };
}

function gitops(input: PlanInput): OurProcess {
  const { state, settings } = input;
  return {
    name: 'gitops',
    program: 'gitops',
    // It waits nearly all of the time.
    nodeFlags: agentNodeFlags,
    parameters: [
      ...flags({
        kubeconfig: state.kubeconfigOf('gitops'),
        directory: state.gitopsData,
        'replica-name': `gitops-${settings.hostName}`,
      }),
      ...(settings.repositoryNetworks ?? []).map((range) => `--allow-repository-network=${range}`),
      ...(settings.repositoryProtocols ?? []).map((protocol) => `--allow-repository-protocol=${protocol}`),
    ],
  };
}

function openStackServices(input: PlanInput): OurProcess {
  const { state, settings } = input;
  return {
    name: 'openstack-services',
    program: 'openstack-services',
    nodeFlags: agentNodeFlags,
    address: `http://${address(settings, 'identity')}`,
    parameters: flags({
      kubeconfig: state.kubeconfigOf('openstack-services'),
      listen: address(settings, 'identity'),
      'users-file': state.openStackUsers,
      'token-key': state.openStackTokenKey,
      'compute-url': `http://${address(settings, 'novaApi')}/v2.1`,
    }),
  };
}

/** It asks about tokens when somebody brings one: which of the two is there first is all the same. */
function novaAPI(input: PlanInput): OurProcess {
  const { state, settings } = input;
  return {
    name: 'nova-api',
    program: 'nova-api',
    address: `http://${address(settings, 'novaApi')}`,
    parameters: flags({
      kubeconfig: state.kubeconfigOf('nova-api'),
      listen: address(settings, 'novaApi'),
      'identity-url': identityURL(settings.ports),
      'identity-user': novaUser.name,
      'identity-password-file': state.openStackPasswordOf(novaUser.name),
      'identity-project': novaUser.project,
    }),
  };
}

function nodeAgent(input: PlanInput, { name, drivers }: PlannedAgent): OurProcess {
  const { state, settings } = input;
  const isFake = drivers.includes('fake');
  return {
    name: `node-${name}`,
    program: 'node-agent',
    // Fake hosts are many to a process, and have no guests to make room for.
    nodeFlags: isFake ? [collecting] : agentNodeFlags,
    parameters: [
      ...flags({
        gateway: address(settings, 'gateway'),
        'gateway-ca': state.credentials('agent-ca').certificate,
        'state-directory': state.agentData(name),
        'join-token-file': state.joinToken(name),
        'host-name': name === 'agent' ? settings.hostName : nameOfFurtherHost(settings.hostName, drivers[0]!),
        driver: drivers.join(','),
        ...(isFake ? { 'fake-hosts': String(settings.fakeHostCount) } : {}),
        // For agents that are started beside it, as to try out what goes from host to host.
        'transfer-address': '127.0.0.1',
        ...(isFake || settings.uplinkInterface === undefined ? {} : { 'uplink-interface': settings.uplinkInterface }),
      }),
      ...settings.imageDirectories.flatMap((directory) => ['--allow-image-directory', directory]),
      ...(settings.imageAddresses ?? []).flatMap((range) => ['--allow-image-address', range]),
    ],
  };
}

/** Lets a process collect its garbage when it has little to do (cmd/bootstrap/quiet-collection.ts). */
const collecting = '--expose-gc';

/**
 * The processes of the control plane hold copies of everything, and Node lets the memory of a process grow to several times of what it holds before it looks
 * for what can go. When it may grow twofold, an api-server with 10,000 servers takes a fifth less of it, for a few percent of CPU
 * (test/bench/api-server.ts); a young generation of 2 MiB, where Node takes 16, takes a tenth off the whole control plane's (test/bench/nova-api.ts).
 */
export const serviceNodeFlags: readonly string[] = ['--max-semi-space-size=2', '--heap-growing-percent=100', collecting];

/**
 * Whatever is freed stays in the arena of the C library that it came from, of which there are eight for each CPU. With two there is a third less of it in a
 * process with many threads, and requests are answered as fast (test/bench/nova-api.ts). Agents go without, since their guests would inherit it.
 */
export const serviceEnvironment: Environment = { MALLOC_ARENA_MAX: '2' };

/**
 * An agent shares its host with guests. A young generation of 1 MiB, where Node takes 16, takes a third off its memory (test/bench/agent-memory.ts), and
 * nothing off the requests that it answers (test/bench/metadata.ts).
 */
export const agentNodeFlags: readonly string[] = ['--max-semi-space-size=1', collecting];

interface OurProcess {
  readonly name: string;
  /** Its folder in `cmd/`. */
  readonly program: string;
  /** For Node itself, where it is a process of its own. */
  readonly nodeFlags?: readonly string[];
  readonly parameters: readonly string[];
  readonly address?: string;
}

function processOf(
  { programFiles, node }: PlanInput,
  { name, program, nodeFlags = serviceNodeFlags, parameters, address: place }: OurProcess,
): PlannedProcess {
  return {
    name,
    command: node,
    parameters: [...nodeFlags, programFiles(program), ...parameters],
    ...(program === 'node-agent' ? {} : { environment: serviceEnvironment }),
    ...(place === undefined ? {} : { address: place }),
    readiness: { kind: 'SaysSo' },
  };
}

/** One that runs each of them in a thread of its own (cmd/services). */
function sharedProcessOf({ programFiles, node }: PlanInput, services: readonly OurProcess[]): PlannedProcess {
  const name = 'services';
  return {
    name,
    command: node,
    parameters: [
      ...serviceNodeFlags,
      programFiles(name),
      ...services.flatMap(({ name: service, program, parameters }) => ['--', service, programFiles(program), ...parameters]),
    ],
    environment: serviceEnvironment,
    readiness: { kind: 'SaysSo', process: name },
    services: services.map(({ name: service, address: place }) => ({ name: service, ...(place === undefined ? {} : { address: place }) })),
  };
}

function address(settings: Settings, port: PortName): string {
  return `${loopback}:${settings.ports[port]}`;
}

function flags(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
