import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';

let tycho: CommandLine;

/** A control plane that has no image store. What happens with one is tried in test/conformance/image-store and test/end-to-end. */
beforeEach(async () => {
  const server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  tycho = new CommandLine({ transport: server.transport() });
  tycho.write('disk.raw', 'bytes');
  tycho.write('elsewhere.yaml', elsewhere);
});

const elsewhere = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: elsewhere }
spec: { format: Raw, source: { url: 'https://images.example/x', sha256: '${'ab'.repeat(32)}' } }
`;

describe('tycho image', () => {
  it('makes the image that bytes are for when it is told their format, and says what the server says', async () => {
    const { exitCode, errors } = await tycho.run('image', 'upload', 'mine', 'disk.raw', '--format', 'Raw');

    expect([exitCode, errors]).toEqual([1, expect.stringContaining('this control plane has no image store')]);
    expect((await tycho.run('get', 'image', 'mine', '-o', 'jsonpath={.spec.format}')).output).toBe('Raw');
  });

  it('makes none otherwise, nor of a format that there is not', async () => {
    expect((await tycho.run('image', 'upload', 'mine', 'disk.raw')).errors).toContain('"mine" not found');
    expect((await tycho.run('image', 'upload', 'mine', 'disk.raw', '--format', 'ISO')).errors).toContain('spec.format');
  });

  it('says at once what is wrong with a file', async () => {
    expect((await tycho.run('image', 'upload', 'mine', 'nowhere.raw')).errors).toContain('nowhere.raw: there is no such file');
    expect((await tycho.run('image', 'download', 'mine', 'disk.raw')).errors).toContain('it is there already');
  });

  it('leaves images alone whose bytes are elsewhere, and what is no image', async () => {
    await tycho.run('apply', '-f', 'elsewhere.yaml');

    expect((await tycho.run('image', 'upload', 'elsewhere', 'disk.raw')).errors).toContain('its bytes are where spec says');
    expect((await tycho.run('image', 'download', 'elsewhere')).errors).toContain('not in the image store');
    expect((await tycho.run('image', 'upload', 'flavor/small', 'disk.raw')).errors).toContain('is no image');
    expect(existsSync(join(tycho.directory, 'elsewhere'))).toBe(false);
  });
});
