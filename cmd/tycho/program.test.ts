import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectionError, type TransportRequest, type TransportResponse } from '#apis/client/transport.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
});

/** Fails each request as the system did. */
function unreachable(code: string): { request(request: TransportRequest): Promise<TransportResponse> } {
  const cause = Object.assign(new Error('no'), { code });
  return {
    request: ({ path }) => Promise.reject(new ConnectionError(`GET https://127.0.0.1:6443${path}: no`, { cause, outcome: 'NotDone' })),
  };
}

describe('tycho', () => {
  it('prints help for all and for each verb, with the exit codes', async () => {
    const help = await commands.run('--help');

    expect(help.exitCode).toBe(0);
    for (const verb of [
      'up',
      'down',
      'get',
      'describe',
      'apply',
      'create',
      'delete',
      'wait',
      'logs',
      'why',
      'explain-placement',
      'join-token',
      'api-resources',
      'version',
    ]) {
      expect(help.output).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
      expect(await commands.run(verb, '--help')).toMatchObject({ exitCode: 0, errors: '' });
    }
    expect(help.output).toContain('4  it did not come true within --timeout');
    expect(help.output).not.toContain('supervise');
  });

  it('proposes the verb or option that was probably meant and exits with 2', async () => {
    expect(await commands.run('gte')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Did you mean get?') as string });
    expect(await commands.run('get', 'servers', '--ouput', 'json')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('--output') as string,
    });
    expect(await commands.run('get')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('`tycho help get` says more') as string,
    });
  });

  it('takes the common options before and after the verb', async () => {
    expect((await commands.run('-n', 'public', 'get', 'servers')).errors).toBe('No resources found in public namespace.\n');
    expect((await commands.run('get', '-n', 'public', 'servers')).errors).toBe('No resources found in public namespace.\n');
  });

  it('says how to start an api-server that does not answer, and exits with 5', async () => {
    using refused = new CommandLine({ transport: unreachable('ECONNREFUSED') });
    using untrusted = new CommandLine({ transport: unreachable('SELF_SIGNED_CERT_IN_CHAIN') });

    expect(await refused.run('get', 'servers')).toEqual({
      exitCode: 5,
      output: '',
      errors: 'error: no api-server answers at https://127.0.0.1:6443: is it running? `tycho up` starts one on this machine\n',
    });
    expect((await untrusted.run('get', 'servers')).errors).toContain(
      'is not the one that the kubeconfig trusts (SELF_SIGNED_CERT_IN_CHAIN)',
    );
  });

  it('says what is wrong with a kubeconfig', async () => {
    expect(await commands.run('get', 'servers', '--context', 'prod')).toEqual({
      exitCode: 1,
      output: '',
      errors: `error: ${join(commands.directory, 'kubeconfig')}: there is no context "prod"; there is test\n`,
    });
  });

  it('lists the types of the server, and both versions', async () => {
    expect((await commands.run('api-resources')).output).toMatch(
      /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\n(?:.*\n)*servers +srv +compute\.tycho\.dev\/v1alpha1 +true +Server\n/,
    );
    expect((await commands.run('version')).output).toMatch(/^Client: \d+\.\d+\.\d+ \(Node \d+.*\)\nServer: /);
    expect(JSON.parse((await commands.run('version', '--client', '-o', 'json')).output)).toMatchObject({
      clientVersion: { node: process.versions.node },
    });
  });

  it('keeps what it discovered, asks again for a word it does not know, and does without the copy', async () => {
    const requested: string[] = [];
    const transport = server.transport();
    using recorded = new CommandLine({
      transport: { request: (request) => (requested.push(request.path), transport.request(request)) },
    });
    const copy = join(recorded.directory, '.cache', 'tycho', 'discovery', '127.0.0.1%3A1@admin.json');
    const discoveries = (): number => requested.splice(0).filter((path) => path === '/apis').length;

    await recorded.run('get', 'servers');
    expect(discoveries()).toBe(1);
    await recorded.run('get', 'flavors');
    expect(discoveries()).toBe(0);
    await recorded.run('get', 'unheard');
    expect(discoveries()).toBe(1);
    expect(readFileSync(copy, 'utf8')).toContain('"servers"');
    recorded.write('.cache/tycho/discovery/127.0.0.1%3A1@admin.json', 'damaged');
    await recorded.run('get', 'servers');
    expect(discoveries()).toBe(1);
    rmSync(copy);
    expect((await recorded.run('get', 'servers')).exitCode).toBe(0);
  });
});
