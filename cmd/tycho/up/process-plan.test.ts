import { describe, expect, it } from 'vitest';
import { planProcesses, type PlanInput } from './process-plan.ts';
import { stateDirectoryAt } from './state-directory.ts';

const input: PlanInput = {
  state: stateDirectoryAt('/s'),
  settings: {
    format: 1,
    ports: { etcdClient: 1, etcdPeer: 2, apiServer: 3, gateway: 4, console: 5 },
    driver: 'kvm',
    fakeHostCount: 7,
    hostName: 'h',
    imageDirectories: ['/images', '/more'],
  },
  programs: { etcd: '/usr/bin/etcd' },
  installation: '/i',
  node: '/node',
};

const parameters = (name: string, from: PlanInput = input): readonly string[] =>
  planProcesses(from).find((plan) => plan.name === name)?.parameters ?? [];

describe('planProcesses', () => {
  it('starts storage first and hosts last', () => {
    expect(planProcesses(input).map(({ name }) => name)).toEqual(['etcd', 'api-server', 'controller-manager', 'gateway', 'node-agent']);
  });

  it('lets nothing listen outside loopback', () => {
    const addresses = planProcesses(input).flatMap((plan) => plan.parameters.filter((parameter) => /listen|urls/.test(parameter)));

    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((parameter) => !/=(https:\/\/)?127\.0\.0\.1:\d+$/.test(parameter))).toEqual([]);
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
    expect(parameters('node-agent', { ...input, settings: { ...input.settings, driver: 'fake' } })).toContain('--fake-hosts=7');
  });
});
