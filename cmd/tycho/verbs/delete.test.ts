import { beforeEach, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { openCommandLine } from '#test/harness/open-command-line.ts';

let server: InProcessApiServer;
let commands: CommandLine;

/** A server is held by its finalizer; a ConfigMap goes at once. */
const manifests = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, labels: { app: x } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: b, labels: { app: x } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: web }
spec: { flavor: small, image: guest }
`;

beforeEach(async () => {
  ({ server, commands } = await openCommandLine());
  commands.write('all.yaml', manifests);
  await commands.run('apply', '-f', 'all.yaml');
});

const release = (): Promise<unknown> =>
  server
    .client()
    .resource(serverKind)
    .patch({ namespace: 'default', name: 'web' }, { metadata: { finalizers: null } });

describe('tycho delete', () => {
  it('deletes by name, by label and by file', async () => {
    expect((await commands.run('delete', 'configmap', 'c')).output).toBe('configmap "c" deleted\n');
    expect((await commands.run('delete', 'cm', '-l', 'app=x')).output).toBe('configmap "a" deleted\nconfigmap "b" deleted\n');
    expect(await commands.run('delete', '-f', 'all.yaml', '--no-wait')).toMatchObject({
      exitCode: 3,
      output: 'server.compute.tycho.dev "web" deleted\n',
    });
  });

  it('says what is not there and exits with 3, unless that is fine', async () => {
    expect(await commands.run('delete', 'cm/nobody')).toEqual({
      exitCode: 3,
      output: '',
      errors: 'error: configmaps "nobody" not found\n',
    });
    expect(await commands.run('delete', 'cm/nobody', '--ignore-not-found')).toEqual({ exitCode: 0, output: '', errors: '' });
  });

  it('asks for a name, labels or --all rather than delete everything', async () => {
    expect(await commands.run('delete', 'cm')).toMatchObject({ exitCode: 2, errors: 'error: give a name, labels with -l, or --all\n' });
    expect((await commands.run('delete', 'cm', '--all')).output.split('\n')).toHaveLength(4);
  });

  it('waits until what it deleted is gone', async () => {
    const deleting = commands.start(['delete', 'server', 'web']);
    await eventually(() => expect(deleting.soFar().output).toBe('server.compute.tycho.dev "web" deleted\n'));
    expect(await Promise.race([deleting.ended, Promise.resolve('still waiting')])).toBe('still waiting');

    await release();

    expect((await deleting.ended).exitCode).toBe(0);
  });

  it('gives up after --timeout with 4 and says what holds it', async () => {
    const { exitCode, errors } = await commands.run('delete', 'server', 'web', '--timeout=50ms');

    expect(exitCode).toBe(4);
    expect(errors).toMatch(
      /^error: time is up, and server\.compute\.tycho\.dev\/web is not gone yet: is being deleted for \d+s; held by compute\.tycho\.dev\/instances\n$/,
    );
  });

  it('does not wait for another object that took the name', async () => {
    const deleting = commands.start(['delete', 'server', 'web']);
    await eventually(() => expect(deleting.soFar().output).not.toBe(''));
    await release();
    await commands.run('apply', '-f', 'all.yaml');

    expect((await deleting.ended).exitCode).toBe(0);
  });

  it('shows on a terminal what it waits for', async () => {
    using terminal = new CommandLine({ transport: server.transport(), isTerminal: true });
    const deleting = terminal.start(['delete', 'server', 'web']);

    await eventually(() => expect(deleting.soFar().errors).toContain('waiting for server.compute.tycho.dev/web: is being deleted for'));
    await release();

    expect((await deleting.ended).exitCode).toBe(0);
  });

  it('deletes nothing in a dry run', async () => {
    expect((await commands.run('delete', 'cm', 'a', '--dry-run=server')).output).toBe('configmap "a" deleted (server dry run)\n');
    expect((await commands.run('get', 'cm', 'a', '-o', 'name')).output).toBe('configmap/a\n');
  });
});
