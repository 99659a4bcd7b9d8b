import type { Guest } from '#drivers/contract/driver.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { IronicWorld } from '#test/conformance/driver-ironic/ironic-world.ts';

/**
 * What our deployment adds to Ironic's own time: claim, instructions, validation and config drive before, and how late the end is noticed after. Beside it
 * stands the least that anybody could do: one order, and a look every 10 ms. Runs a real Ironic with machines that take no time, or a few seconds.
 * Run it by `node test/bench/ironic-deploy.ts [COUNT]`.
 */
const count = Number(process.argv[2] ?? 10);
const random = new SystemRandom();

async function main(): Promise<void> {
  await using world = await IronicWorld.create();
  const [uuid = ''] = await world.ironic.enrol();
  const watch = world.watch();
  const driver = world.driver(uuid, watch);
  for (const deploySeconds of [0, 2, 8]) {
    await world.instruct(uuid, { delay: { deploy: deploySeconds } });
    const rounds = deploySeconds === 0 ? count : Math.min(count, 3);
    const [least, ours]: number[][] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      least!.push(await timed(() => deployBarely(world, uuid)));
      await undeploy(world, uuid);
      const guest = world.guest();
      ours!.push(
        await timed(async () => {
          await driver.prepare(guest);
          await driver.start(guest);
        }),
      );
      await driver.destroy(guest.mark);
      await free(world, uuid);
    }
    const [a, b] = [median(least!), median(ours!)];
    console.log(
      `deploy of ${deploySeconds} s   least ${a.toFixed(0).padStart(6)} ms   ours ${b.toFixed(0).padStart(6)} ms   ADDED ${(b - a).toFixed(0).padStart(5)} ms`,
    );
  }
  await timeOthers(world, uuid, driver, world.guest());
}

async function timeOthers(world: IronicWorld, uuid: string, driver: ReturnType<IronicWorld['driver']>, guest: Guest): Promise<void> {
  await world.instruct(uuid, {});
  await driver.prepare(guest);
  await driver.start(guest);
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['stop', () => driver.stop(guest.mark, { gracePeriodSeconds: 0 })],
    ['start', () => driver.start(guest)],
    ['reboot', () => driver.reboot(guest, { mode: 'Hard', gracePeriodSeconds: 0 })],
  ];
  for (const [name, step] of steps) console.log(`${name.padEnd(14)} ${(await timed(step)).toFixed(0).padStart(6)} ms`);
  console.log(`destroy        ${(await timed(() => driver.destroy(guest.mark))).toFixed(0).padStart(6)} ms`);
}

async function deployBarely(world: IronicWorld, uuid: string): Promise<void> {
  await world.client.patch(uuid, [{ op: 'add', path: '/instance_uuid', value: random.uuid() }]);
  await world.client.provision(uuid, 'active');
  await until(world, uuid, 'active');
}

async function undeploy(world: IronicWorld, uuid: string): Promise<void> {
  await world.client.provision(uuid, 'deleted');
  await free(world, uuid);
}

function free(world: IronicWorld, uuid: string): Promise<void> {
  return until(world, uuid, 'available');
}

async function until(world: IronicWorld, uuid: string, state: string): Promise<void> {
  for (;;) {
    const node = await world.client.node(uuid);
    if (node.provisionState === state && node.reservation === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}

await main();
