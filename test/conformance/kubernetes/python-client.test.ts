import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';

const program = fileURLToPath(new URL('python-client.py', import.meta.url));

describe('Debian’s python3-kubernetes', () => {
  let server: ApiServerProcess;
  let folder: string;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
    folder = await mkdtemp(join(tmpdir(), 'tycho-python-'));
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists, creates, changes and watches our kinds by its dynamic client, and Kubernetes’ own by its typed one', async () => {
    const words = [program, await server.kubeconfig(), join(folder, 'discovery.json')];

    const { stdout } = await promisify(execFile)('/usr/bin/python3', words, { timeout: 60_000 });

    expect(JSON.parse(stdout)).toEqual({
      resource: ['servers', 'server', true, expect.arrayContaining(['status'])],
      patched: 'hello',
      replaced: 'replaced',
      conflict: [409, 'Conflict'],
      invalid: [422, 'Invalid'],
      missing: [404, 'NotFound'],
      events: [
        ['ADDED', null, null],
        ['MODIFIED', 'hello', null],
        ['MODIFIED', 'replaced', null],
        ['MODIFIED', 'replaced', 'Running'],
        ['MODIFIED', 'replaced', 'Running'],
        ['DELETED', 'replaced', 'Running'],
      ],
      selected: ['a', 'c'],
      secret: 'geheim',
      'typed events': [
        ['ADDED', { a: '1' }],
        ['MODIFIED', { b: '2' }],
        ['DELETED', { b: '2' }],
      ],
      exists: [409, 'AlreadyExists'],
      page: 2,
      allowed: true,
    });
  });
});
