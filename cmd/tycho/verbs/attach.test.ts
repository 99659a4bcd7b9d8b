import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind, type ServerSpec, type ServerStatus } from '#apis/compute/server.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

const web = { namespace: 'default', name: 'web' };

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  commands.write(
    'web.yaml',
    '{apiVersion: compute.tycho.dev/v1alpha1, kind: Server, metadata: {name: web}, spec: {flavor: small, image: debian}}\n',
  );
  await commands.run('apply', '-f', 'web.yaml');
});

const networks = async (): Promise<ServerSpec['networks']> => (await server.client().resource(serverKind).get(web)).spec.networks;

async function hasCards(...addresses: NonNullable<ServerStatus['addresses']>): Promise<void> {
  await server.client().resource(serverKind).patchStatus(web, { status: { addresses } });
}

describe('the cards of a server that says nothing of networks', () => {
  it('stay when another one is attached, if the network is the default one', async () => {
    await hasCards({ macAddress: 'fa:16:3e:00:00:01', ipAddress: '10.0.0.5', network: 'default', port: 'web-0' });

    await commands.run('attach', 'web', '--network', 'backend', '--no-wait');

    expect(await networks()).toEqual([{ network: 'default' }, { network: 'backend' }]);
  });

  it('go by name', async () => {
    await hasCards({ macAddress: 'fa:16:3e:00:00:01', ipAddress: '10.0.0.5', network: 'default', port: 'web-0' });

    await commands.run('detach', 'web', '--network', 'default', '--no-wait');

    expect(await networks()).toEqual([]);
  });

  it('are none of a network where it has the card that reaches nobody', async () => {
    await hasCards({ macAddress: 'fa:16:3e:00:00:01', ipAddress: '10.0.2.15' });

    const { errors } = await commands.run('detach', 'web', '--network', 'default', '--no-wait');
    expect(errors).toContain('server "web" is not plugged into the network "default"');

    await commands.run('attach', 'web', '--network', 'backend', '--no-wait');
    expect(await networks()).toEqual([{ network: 'backend' }]);
  });
});
