import { describe, expect, it } from 'vitest';
import { allProcesses, planProcesses, type PlanInput, type PlannedProcess } from './process-plan.ts';
import { sourcesAt } from './program-files.ts';
import { stateDirectoryAt } from './state-directory.ts';

const input: PlanInput = {
  state: stateDirectoryAt('/s'),
  settings: {
    format: 1,
    ports: { etcdClient: 1, etcdPeer: 2, apiServer: 3, gateway: 4, console: 5, imageStore: 6, identity: 7, novaApi: 8 },
    drivers: ['kvm'],
    fakeHostCount: 7,
    hostName: 'h',
    imageDirectories: ['/images', '/more'],
    separateServices: true,
  },
  programs: { etcd: '/usr/bin/etcd' },
  programFiles: sourcesAt('/i/cmd'),
  node: '/node',
};

const processes = (from: PlanInput = input): readonly PlannedProcess[] => allProcesses(planProcesses(from));

const parameters = (name: string, from: PlanInput = input): readonly string[] =>
  processes(from).find((plan) => plan.name === name)?.parameters ?? [];

describe('planProcesses', () => {
  it('starts storage first and hosts last', () => {
    expect(processes().map(({ name }) => name)).toEqual([
      'etcd',
      'api-server',
      'controller-manager',
      'gateway',
      'image-store',
      'gitops',
      'openstack-services',
      'nova-api',
      'node-agent',
    ]);
  });

  it('tells etcd and the api-server, which warns before the store is full, the same size of it', () => {
    const [etcd, apiServer] = processes();
    const sizeIn = (parameters: readonly string[] = [], flag: string): string | undefined =>
      parameters.find((each) => each.startsWith(`--${flag}=`))?.split('=')[1];

    expect(sizeIn(apiServer?.parameters, 'etcd-quota-bytes')).toBe(sizeIn(etcd?.parameters, 'quota-backend-bytes'));
    expect(sizeIn(etcd?.parameters, 'quota-backend-bytes')).toMatch(/^\d+$/);
  });

  it('runs the services in one process unless they are wanted apart, each as it would be by itself', () => {
    const shared = { ...input, settings: { ...input.settings, separateServices: false } };
    const plan = processes(shared).find(({ name }) => name === 'services')!;
    const apart = processes().slice(2, -1);

    expect(processes(shared).map(({ name }) => name)).toEqual(['etcd', 'api-server', 'services', 'node-agent']);
    expect(plan.services).toEqual(apart.map(({ name, address }) => (address === undefined ? { name } : { name, address })));
    expect(plan.readiness).toEqual({ kind: 'SaysSo', process: 'services' });
    const at = plan.parameters.indexOf('--');
    expect(plan.parameters[at - 1]).toBe('/i/cmd/services/main.ts');
    expect(plan.parameters.slice(at)).toEqual(
      apart.flatMap(({ name, parameters: words }) => ['--', name, ...words.slice(words.findIndex((word) => word.endsWith('/main.ts')))]),
    );
  });

  it('lets guests inherit nothing that was meant for services', () => {
    expect(processes().filter(({ name, environment }) => name.startsWith('node-') && environment !== undefined)).toEqual([]);
  });

  it('lets nothing listen outside loopback', () => {
    const addresses = processes().flatMap((plan) => plan.parameters.filter((parameter) => /listen|urls/.test(parameter)));

    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((parameter) => !/=(https?:\/\/)?127\.0\.0\.1:\d+$/.test(parameter))).toEqual([]);
  });

  it('lets etcd take nobody without a certificate, neither clients nor peers', () => {
    expect(parameters('etcd')).toEqual(
      expect.arrayContaining(['--client-cert-auth=true', '--peer-client-cert-auth=true', '--trusted-ca-file=/s/keys/etcd-ca.crt']),
    );
  });

  it('tells the agent its driver, and where images may be read', () => {
    expect(parameters('node-agent')).toEqual(
      expect.arrayContaining(['/i/cmd/node-agent/main.ts', '--driver=kvm', '--allow-image-directory', '/images', '/more']),
    );
    expect(parameters('node-agent').join(' ')).not.toContain('fake-hosts');
    expect(parameters('node-agent', { ...input, settings: { ...input.settings, drivers: ['fake'] } })).toContain('--fake-hosts=7');
  });

  it('lets repositories be nowhere but where the operator said', () => {
    const settings = { ...input.settings, repositoryNetworks: ['127.0.0.0/8'], repositoryProtocols: ['file'] } as const;

    expect(parameters('gitops').join(' ')).not.toContain('allow');
    expect(parameters('gitops', { ...input, settings })).toEqual(
      expect.arrayContaining(['--allow-repository-network=127.0.0.0/8', '--allow-repository-protocol=file']),
    );
  });

  it('tells agents of real guests by which interface those reach the world, if one is named', () => {
    const settings = { ...input.settings, drivers: ['kvm', 'fake'], uplinkInterface: 'eth0' } as const;

    expect(parameters('node-agent').join(' ')).not.toContain('uplink');
    expect(parameters('node-agent', { ...input, settings })).toContain('--uplink-interface=eth0');
    expect(parameters('node-agent-fake', { ...input, settings }).join(' ')).not.toContain('uplink');
  });

  const agentsWith = (...drivers: PlanInput['settings']['drivers']): readonly string[] =>
    processes({ ...input, settings: { ...input.settings, drivers } })
      .filter(({ name }) => name.startsWith('node-agent'))
      .map((agent) => [agent.name, ...agent.parameters.filter((each) => /^--(driver|state-dir|join|host-name)/.test(each))].join(' '));

  it('gives the drivers of a machine one agent, so that their guests share its networks', () => {
    expect(agentsWith('kvm', 'container')).toEqual([
      'node-agent --state-directory=/s/agent --join-token-file=/s/keys/join-token --host-name=h --driver=kvm,container',
    ]);
  });

  it('gives the fake driver an agent with a directory, a token and a name of its own', () => {
    expect(agentsWith('kvm', 'fake', 'container')).toEqual([
      'node-agent --state-directory=/s/agent --join-token-file=/s/keys/join-token --host-name=h --driver=kvm,container',
      'node-agent-fake --state-directory=/s/agent-fake --join-token-file=/s/keys/join-token-fake --host-name=h-fake --driver=fake',
    ]);
    expect(agentsWith('fake')).toEqual([
      'node-agent --state-directory=/s/agent --join-token-file=/s/keys/join-token --host-name=h --driver=fake',
    ]);
  });

  it('leaves the agents where they are, in whatever order drivers are named and whichever come later', () => {
    const placeOf = (agent: string | undefined) => agent?.split(' ').filter((each) => !each.startsWith('--driver'));
    const [machine, fake] = agentsWith('kvm', 'fake').map(placeOf);

    expect(agentsWith('fake', 'kvm').map(placeOf)).toEqual([machine, fake]);
    expect(agentsWith('fake', 'container', 'kvm').map(placeOf)).toEqual([machine, fake]);
    expect(agentsWith('container').map(placeOf)).toEqual([machine]);
  });
});
