import { randomUUID } from 'node:crypto';
import { Keystone, keystoneAdmin } from '../../harness/keystone.ts';
import { RealNova } from '../../harness/nova.ts';
import { ComputeClient } from './compute-client.ts';
import { bootOne, measureCompute, type ComputeSpeed } from './compute-workload.ts';
import { processCost } from './process-cost.ts';

export interface MeasuredCloud {
  readonly speed: ComputeSpeed;
  readonly residentMiB: number;
  /** A while after the load; absent: nobody looked. */
  readonly residentAtRestMiB?: number;
  /** With the pages that processes share counted once. */
  readonly proportionalMiB: number;
  /** From nothing to the first server that is ACTIVE. */
  readonly firstSeconds: number;
}

/** What was once measured of a Nova with 1,000 servers, all else at rest. Shared pages were not looked at. */
export const quietNova: MeasuredCloud = {
  speed: { bootsPerSecond: 2.4, bulkPerSecond: 3.8, bootMilliseconds: 503, detailMilliseconds: 1260, servers: 1000, readsPerSecond: 79 },
  residentMiB: 4332,
  proportionalMiB: Number.NaN,
  firstSeconds: 26,
};

const load = { warm: 2, boots: 20, bootsInFlight: 8, bulk: 20, alone: 5, lists: 5, reads: 200 };

/** Brings up a real Nova with two fake hosts, measures it with a few servers, and ends it. Its databases are migrated beforehand, once. */
export async function measureNova(): Promise<MeasuredCloud> {
  const beganAt = performance.now();
  await using keystone = await Keystone.start();
  await using nova = await RealNova.start({ keystone, hosts: ['vm-1', 'vm-2'] });
  const { token } = await keystone.logIn(keystoneAdmin);
  const imageID = randomUUID();
  await nova.furnish(token, { images: [{ id: imageID, name: 'debian' }], flavors: [{ id: 'tiny', name: 'tiny', ram: 64 }] });
  const { userName: user, password, projectName: project } = keystoneAdmin;
  const compute = await ComputeClient.login(`${keystone.url}/v3`, nova.addresses.compute, { user, password, project: project! });
  await bootOne(compute, imageID);
  const firstSeconds = (performance.now() - beganAt) / 1000;
  const speed = await measureCompute(compute, imageID, load);
  compute.close();
  const costs = Object.values(nova.processIDs).flat().map(processCost);
  return {
    speed,
    residentMiB: costs.reduce((sum, { residentMiB }) => sum + residentMiB, 0),
    proportionalMiB: costs.reduce((sum, { proportionalMiB }) => sum + proportionalMiB, 0),
    firstSeconds,
  };
}
