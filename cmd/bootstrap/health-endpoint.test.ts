import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { readHealthPlace, serveHealth } from './health-endpoint.ts';
import { StepSequence } from './step-sequence.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-health-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('serveHealth', () => {
  it('tells others where it listens, and ends with the process', async () => {
    const file = join(folder, 'port');
    const place = readHealthPlace({ 'health-listen': '127.0.0.1:0', 'health-port-file': file });
    const metrics = { text: async () => ({ contentType: 'text/plain', text: '' }) };
    const sequence = new StepSequence({ clock: new SystemClock(), logger: silentLogger });

    await sequence.run((lifecycle) => serveHealth({ ...place, logger: silentLogger }, { metrics, obstacles: () => [] }, lifecycle));
    const url = `http://${(await readFile(file, 'utf8')).trim()}/readyz`;
    expect((await fetch(url)).status).toBe(200);

    expect(await sequence.stop()).toEqual([]);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
