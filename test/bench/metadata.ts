import { fileURLToPath } from 'node:url';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { MetadataServer } from '#cmd/node-agent/metadata/metadata-server.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aNetwork, aPort, must, NetworkWorld } from '#test/conformance/host-network/network-world.ts';

/**
 * What a host's networks and the metadata service cost: plugging in and pulling out, and requests a second, from inside guests' network namespaces.
 * Needs root. Run it by `node test/bench/metadata.ts [CARDS]`.
 */
const cards = Number(process.argv[2] ?? 20);
const client = fileURLToPath(new URL('measuring/metadata-client.ts', import.meta.url));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function median(values: readonly number[]): string {
  return `${values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]?.toFixed(0)} ms`;
}

async function main(): Promise<void> {
  await using world = await NetworkWorld.create();
  await world.host(1);
  const network = await world.networkOf(1);
  console.log(
    `first card of a network: ${median([await timed(() => network.ensure(aPort(2), { kind: 'Interface', namespaceKey: 'guest' }))])}`,
  );
  const taps: number[] = [];
  for (let number = 10; number < 10 + cards; number += 1) {
    taps.push(await timed(() => network.ensure(aPort(number), { kind: 'Tap', ownerUserID: 0 })));
  }
  const again = await timed(() => network.ensure(aPort(10), { kind: 'Tap', ownerUserID: 0 }));
  console.log(`tap beside ${cards} others: ${median(taps)}; one that is there: ${median([again])}`);
  const many = Array.from({ length: 200 }, (_, index) => aPort(index + 10, aNetwork({ uid: 'large', vni: 200 })));
  console.log(
    `200 taps at once: ${median([await timed(() => Promise.all(many.map((port) => network.ensure(port, { kind: 'Tap', ownerUserID: 0 }))))])}`,
  );
  console.log(`tap beside 200 others: ${median([await timed(() => network.ensure(aPort(9), { kind: 'Tap', ownerUserID: 0 }))])}`);

  const server = new MetadataServer({ clock: new SystemClock(), logger: silentLogger, allowance: { perSecond: 1e6, atOnce: 1e6 } });
  const subject = { instance: anInstance(), userData: Buffer.alloc(65_535, 'x'), randomSeed: new Uint8Array(512), now: new Date() };
  const access = network.metadataAccess(aPort(2).uid);
  if (access === undefined) throw new Error('the first card is not there');
  const guest = { subject: () => Promise.resolve(subject), password: undefined, onPassword: () => Promise.resolve() };
  console.log(`metadata socket of a network: ${median([await timed(() => server.publish(aPort(2).uid, access, guest))])}`);
  for (const path of ['/openstack/latest/meta_data.json', '/latest/meta-data/hostname', '/openstack/latest/user_data']) {
    const namespace = `--net=/run/netns/${world.id}-1-i-guest`;
    // The client takes a core of its own.
    const said = await new Promise<string>((resolve, reject) => {
      must('nsenter', namespace, '--', process.execPath, client, '8', '5', path).then(resolve, reject);
    });
    console.log(`${path}: ${said.trim()}`);
  }
  await server.close();
}

await main();
