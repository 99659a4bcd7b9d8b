import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { secretKind } from '#apis/kubernetes/core.ts';
import type { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';
import { publishGatewayLocation } from '../up/gateway-location.ts';
import { ApiClient } from '../api/api-client.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

describe('tycho join-token', () => {
  it('prints the token alone and stores no more than its hash and its end', async () => {
    const { exitCode, output } = await commands.run('join-token', '--ttl', '1h');
    const [, id = '', secret = ''] = /^([0-9a-f]{8})\.([\w-]{32})\n$/.exec(output) ?? [];

    const stored = await server
      .client()
      .resource(secretKind)
      .get({ namespace: 'tycho-system', name: `join-token-${id}` });
    const data = Object.fromEntries(
      Object.entries(stored.data ?? {}).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('utf8')]),
    );

    expect(exitCode).toBe(0);
    expect(stored.type).toBe('bootstrap.tycho.dev/token');
    expect(data['hash']).toBe(createHash('sha256').update(secret).digest('hex'));
    expect((Date.parse(data['expiration'] ?? '') - Date.now()) / 1000).toBeCloseTo(3600, -2);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('says what to run on the new machine, with the authority to trust', async () => {
    const client = new ApiClient({ transport: server.transport(), headers: {}, onWarning: () => {} });
    await publishGatewayLocation(client, { address: '10.0.0.1:7000', authorityPEM: 'OLD' });
    await publishGatewayLocation(client, { address: '10.0.0.1:7443', authorityPEM: 'AUTHORITY' });

    const { errors } = await commands.run('join-token');

    expect(errors).toContain('good for one machine, for 24h');
    expect(errors).toContain('AUTHORITY\nEND');
    expect(errors).toContain('--gateway 10.0.0.1:7443 --gateway-ca gateway-ca.crt');
  });

  it('warns that a gateway on loopback is for this machine only', async () => {
    const client = new ApiClient({ transport: server.transport(), headers: {}, onWarning: () => {} });
    await publishGatewayLocation(client, { address: '127.0.0.1:7443', authorityPEM: 'A' });

    expect((await commands.run('join-token')).errors).toContain('that machine has to be this one');
  });

  it('refuses a validity that nobody could use', async () => {
    expect(await commands.run('join-token', '--ttl', '5s')).toMatchObject({ exitCode: 2, output: '' });
  });
});
