import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitSyncKind, type GitSync } from '#apis/gitops/git-sync.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { healthy, withHealth, type Health } from '#apis/machinery/health.ts';
import { aGitSync } from '#test/builders/git-sync.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';

describe('tycho sync', () => {
  const clock = new SystemClock();
  const key = { namespace: 'default', name: 'cloud' };
  let server: InProcessApiServer;
  let commands: CommandLine;

  beforeEach(async () => {
    server = new InProcessApiServer({ clock });
    await server.ready;
    commands = new CommandLine({ transport: server.transport() });
    const { apiVersion, kind, spec } = aGitSync();
    await server.client().resource(gitSyncKind).create({ apiVersion, kind, metadata: key, spec });
  });

  afterEach(() => {
    server.close();
    commands[Symbol.dispose]();
  });

  const requestOf = (sync: GitSync): string | undefined => sync.metadata.annotations?.['gitops.tycho.dev/sync-requested-at'];
  /** Says once what became of the first request. */
  const answer = async (health: Health): Promise<void> => {
    for await (const event of server.client().resource(gitSyncKind).watch()) {
      if (event.type !== 'MODIFIED' || requestOf(event.object) === undefined) continue;
      const status = { lastHandledSyncRequest: requestOf(event.object), conditions: withHealth([], health, 1, clock) };
      await server.client().resource(gitSyncKind).patchStatus(key, { status });
      return;
    }
  };

  it('asks for a look and waits until what stands in the repository is true', async () => {
    const [{ exitCode, output }] = await Promise.all([commands.run('sync', 'cloud'), answer(healthy('Synced', 'commit abc is applied'))]);

    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: 'gitsync.gitops.tycho.dev/cloud is in sync: Synced, commit abc is applied\n',
    });
  });

  it('fails with the reason when somebody has to do something', async () => {
    const stalled: Health = { ready: 'False', reason: 'InvalidManifests', message: 'web.yaml:3: not YAML', outlook: 'Stalled' };

    const [{ exitCode, errors }] = await Promise.all([commands.run('sync', 'gitsync/cloud'), answer(stalled)]);

    expect(exitCode).not.toBe(0);
    expect(errors).toContain('is not in sync: InvalidManifests, web.yaml:3: not YAML');
  });

  it('need not wait, and takes nothing else than a GitSync', async () => {
    expect((await commands.run('sync', 'cloud', '--no-wait')).output).toBe('gitsync.gitops.tycho.dev/cloud is asked to look\n');
    expect(requestOf((await server.client().resource(gitSyncKind).get(key)) as GitSync)).toMatch(/^\d{4}-.*Z$/);
    expect((await commands.run('sync', 'server/web')).errors).toContain('is no GitSync');
  });
});
