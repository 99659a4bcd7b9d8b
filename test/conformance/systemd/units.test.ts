import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agentNodeFlags, serviceEnvironment, serviceNodeFlags } from '#cmd/tycho/up/process-plan.ts';

const directory = new URL('../../../manifests/systemd/', import.meta.url);
const root = new URL('../../../', import.meta.url);
const units = readdirSync(directory).filter((name) => name.endsWith('.service'));

function textOf(unit: string): string {
  return readFileSync(new URL(unit, directory), 'utf8').replaceAll('\\\n', ' ');
}

/** The words of the command that a unit runs. */
function commandOf(unit: string): readonly string[] {
  const line = /^ExecStart=(.*)$/m.exec(textOf(unit))?.[1];
  if (line === undefined) throw new Error(`${unit} runs nothing`);
  return line.trim().split(/\s+/);
}

describe('the systemd units', () => {
  it('are there for every process of the control plane and for the agent', () => {
    expect(units.sort()).toEqual([
      'tycho-api-server.service',
      'tycho-controller-manager.service',
      'tycho-gateway.service',
      'tycho-gitops.service',
      'tycho-image-store.service',
      'tycho-node-agent.service',
      'tycho-nova-api.service',
      'tycho-openstack-services.service',
    ]);
  });

  it.each(units)('%s gives its process no flag that the process does not know', (unit) => {
    const [, ...words] = commandOf(unit);
    const at = words.findIndex((word) => word.endsWith('.mjs'));
    const [nodeFlags, parameters] = [words.slice(0, at), words.slice(at + 1)];
    const main = new URL(words[at]!.replace('/usr/lib/tycho/', ''), root);
    const help = execFileSync(process.execPath, [...nodeFlags, main.pathname, '--help'], { encoding: 'utf8' });
    const known = new Set([...help.matchAll(/--[a-z-]+/g)].map(([flag]) => flag));

    const unknown = parameters.filter((parameter) => parameter.startsWith('--')).filter((flag) => !known.has(flag));

    expect(unknown).toEqual([]);
  });

  it.each([
    ['tycho-api-server.service', serviceNodeFlags],
    ['tycho-node-agent.service', agentNodeFlags],
    ['tycho-controller-manager.service', serviceNodeFlags],
    ['tycho-gateway.service', serviceNodeFlags],
    ['tycho-image-store.service', serviceNodeFlags],
    ['tycho-nova-api.service', serviceNodeFlags],
    ['tycho-gitops.service', agentNodeFlags],
    ['tycho-openstack-services.service', agentNodeFlags],
  ])('%s gives Node the flags that `tycho up` gives it', (unit, flags) => {
    const [, ...words] = commandOf(unit);

    expect(
      words.slice(
        0,
        words.findIndex((word) => word.endsWith('.mjs')),
      ),
    ).toEqual(flags);
  });

  it.each(units.filter((unit) => unit !== 'tycho-node-agent.service'))('%s has the environment that `tycho up` gives it', (unit) => {
    const lines = Object.entries(serviceEnvironment).map(([name, value]) => `Environment=${name}=${value}`);

    expect(textOf(unit).split('\n')).toEqual(expect.arrayContaining(lines));
  });

  it('leave guests alone when the agent is stopped or restarted', () => {
    expect(textOf('tycho-node-agent.service')).toMatch(/^KillMode=process$/m);
  });
});
