import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { PortRecords } from './port-records.ts';

describe('records of ports', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tycho-records-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('lose what a writer that was killed has left, and nothing else', async () => {
    const records = new PortRecords({ directory, logger: silentLogger });
    await records.load();
    const said = { networkUID: 'red', said: { Tap: ['192.0.2.2'] } };
    await records.keepPeers('red', () => said);
    for (const folder of ['ports', 'peers']) await writeFile(join(directory, folder, 'half.json.3.new'), '{"networ');

    const found = await new PortRecords({ directory, logger: silentLogger }).load();

    expect(found).toEqual({ ports: [], peers: [said] });
    expect([await readdir(join(directory, 'ports')), (await readdir(join(directory, 'peers'))).length]).toEqual([[], 1]);
  });
});
