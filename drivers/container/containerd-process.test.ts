import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { containerdConfiguration, endContainerd, ownSocketPath } from './containerd-process.ts';

describe('containerdConfiguration', () => {
  it('keeps everything of an agent’s own containerd in its directories, and leaves out what guests do not need', async () => {
    const text = containerdConfiguration({
      stateDirectory: '/var/lib/tycho/agent/containers/containerd',
      runDirectory: '/run/tycho/tycho-1234abcd',
    });

    await expect(text).toMatchFileSnapshot('goldens/containerd-config.toml');
    expect(text).toContain(ownSocketPath('/run/tycho/tycho-1234abcd'));
  });
});

describe('endContainerd', () => {
  it('leaves a process alone that only has the number of ours', async () => {
    const runDirectory = await mkdtemp(join(tmpdir(), 'tycho-run-'));
    await writeFile(join(runDirectory, 'containerd.pid'), String(process.pid));

    await endContainerd({ stateDirectory: '/nowhere', runDirectory });

    expect(process.exitCode).toBeUndefined();
    await rm(runDirectory, { recursive: true });
  });
});
