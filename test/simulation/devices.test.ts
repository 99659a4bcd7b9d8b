import { afterEach, describe, expect, it } from 'vitest';
import type { ObjectOf } from '#apis/client/resource-client.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverKind, type ServerSpec } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { ApiError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const compute = 'compute.tycho.dev/v1alpha1';
const servers = ['s0', 's1', 's2'];
const volumes = ['v0', 'shared'];
const ports = ['p0', 'p1'];
const networks = ['red', 'blue'];
const within = (name: string) => ({ namespace: 'default', name });

/** A user who attaches and plugs whatever comes to mind, over agents that are sometimes slow and guests that are sometimes lost. */
class RestlessUser {
  readonly #world: LoopWorld;
  readonly #random: SeededRandom;

  constructor(on: LoopWorld, random: SeededRandom) {
    this.#world = on;
    this.#random = random;
  }

  async act(): Promise<string> {
    const server = this.#random.pick(servers);
    const volume = this.#random.pick(volumes);
    const actions: Readonly<Record<string, () => Promise<unknown>>> = {
      [`create ${server}`]: () =>
        this.#world.objects(serverKind).create({ ...this.#body('Server', server), spec: this.#serverSpec() as ServerSpec }),
      [`delete ${server}`]: () => this.#world.objects(serverKind).delete(within(server)),
      [`replug ${server}`]: () => this.#world.objects(serverKind).patch(within(server), { spec: { networks: this.#networks() } }),
      [`power ${server}`]: () =>
        this.#world.objects(serverKind).patch(within(server), { spec: { power: this.#random.pick(['Running', 'Stopped', 'Shelved']) } }),
      [`attach ${volume} to ${server}`]: () =>
        this.#world
          .objects(volumeAttachmentKind)
          .create({ ...this.#body('VolumeAttachment', `${volume}-${server}`), spec: { server, volume } }),
      [`detach ${volume} from ${server}`]: () => this.#world.objects(volumeAttachmentKind).delete(within(`${volume}-${server}`)),
      [`make ${volume}`]: () => this.makeVolume(volume),
      [`drop ${volume}`]: () => this.#world.objects(volumeKind).delete(within(volume)),
      [`port`]: () => this.makePort(this.#random.pick(ports)),
      [`drop port`]: () => this.#world.objects(portKind).delete(within(this.#random.pick(ports))),
      [`slow ${server}`]: () => Promise.resolve(this.#world.agents.hold(server)),
      [`quick ${server}`]: () => Promise.resolve(this.#world.agents.letGo(server)),
      [`lose ${server}`]: () => this.#lose(server),
    };
    const names = Object.keys(actions);
    const name = this.#random.pick([
      ...names,
      ...names.filter((each) => /^(attach|detach|create|slow)/.test(each)),
      names.find((each) => each.startsWith('attach'))!,
    ]);
    await ignoringRefusals(this.#world.does(actions[name]!()));
    await this.#world.clock.advance(this.#random.integer(3_000));
    return name;
  }

  makeVolume(name: string): Promise<unknown> {
    return this.#world.objects(volumeKind).create({ ...this.#body('Volume', name), spec: { sizeGiB: 1, shareable: name === 'shared' } });
  }

  makePort(name: string): Promise<unknown> {
    return this.#world.objects(portKind).create({ ...this.#body('Port', name), spec: { network: this.#random.pick(networks) } });
  }

  #body(kind: string, name: string): { readonly apiVersion: string; readonly kind: string; readonly metadata: ReturnType<typeof within> } {
    return { apiVersion: compute, kind, metadata: within(name) };
  }

  #serverSpec(): Partial<ServerSpec> {
    const networksOf = this.#networks();
    return {
      flavor: 'small',
      image: 'debian',
      power: 'Running',
      runPolicy: 'RerunOnFailure',
      ...(networksOf === null ? {} : { networks: networksOf }),
    };
  }

  #networks(): NonNullable<ServerSpec['networks']> | null {
    const entry = () => (this.#random.fraction() < 0.5 ? { network: this.#random.pick(networks) } : { port: this.#random.pick(ports) });
    return this.#random.fraction() < 0.2 ? null : Array.from({ length: this.#random.integer(4) }, entry);
  }

  /** Its agent finds that nothing of the guest is left. */
  async #lose(server: string): Promise<void> {
    const instance = (await this.#world.instancesOf(server)).at(-1);
    if (instance !== undefined && instance.status?.phase === 'Running')
      await this.#world.agents.report(instance, { phase: 'Lost', ports: [], volumes: [] });
  }
}

async function ignoringRefusals(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

async function all<Kind extends KindDefinition>(on: LoopWorld, kind: Kind): Promise<readonly ObjectOf<Kind>[]> {
  return (await on.does(on.objects(kind).list({}))).items;
}

/** What is wrong with the world, in words. */
async function faultsOf(on: LoopWorld): Promise<readonly string[]> {
  const allPorts = await all(on, portKind);
  const attachments = new Map((await all(on, volumeAttachmentKind)).map((each) => [each.metadata.uid, each]));
  const kept = await all(on, hostVolumeKind);
  const isShareable = new Set(kept.filter(({ spec }) => spec.shareable).map(({ spec }) => spec.volume.uid));
  const guests = (await all(on, instanceKind)).filter(({ status }) => status?.phase !== 'Destroyed' && status?.phase !== 'Shelved');
  const faults: string[] = [];
  const once = (what: string, seen: Set<string>): void => {
    if (seen.has(what)) faults.push(`twice: ${what}`);
    seen.add(what);
  };
  const given = new Set<string>();
  for (const { status } of allPorts) {
    once(`${status?.networkUID} ${status?.ipAddresses?.[0]}`, given);
    once(`${status?.networkUID} ${status?.macAddress}`, given);
  }
  const portUIDs = new Set(allPorts.map(({ metadata }) => metadata.uid));
  const [plugged, attached] = [new Set<string>(), new Set<string>()];
  for (const guest of guests) {
    for (const uid of portsIn(guest)) {
      once(`port ${uid}`, plugged);
      if (!portUIDs.has(uid)) faults.push(`port ${uid} is in ${guest.metadata.name} and has no record`);
    }
    for (const uid of attachmentsIn(guest)) {
      const attachment = attachments.get(uid);
      const volumeUID = attachment?.status?.volumeUID;
      if (volumeUID === undefined) faults.push(`attachment ${uid} is in ${guest.metadata.name} and has no record`);
      else if (!isShareable.has(volumeUID)) once(`volume ${volumeUID}`, attached);
      const place = kept.find(({ spec }) => spec.volume.uid === volumeUID);
      if (place?.spec.host.uid !== guest.spec.host.uid) faults.push(`volume ${volumeUID} is not on the host of ${guest.metadata.name}`);
    }
  }
  return faults;
}

function portsIn({ status }: Instance): readonly string[] {
  return status?.ports ?? [];
}

function attachmentsIn({ spec, status }: Instance): ReadonlySet<string> {
  return new Set([
    ...(status?.volumes ?? []).map((each) => each.attachmentUID),
    ...(spec.volumes ?? []).map((each) => each.attachment.uid),
  ]);
}

describe('devices of servers, whatever is asked for', () => {
  it.each(Array.from({ length: 10 }, (_, number) => number + 1))(
    'are never in two guests, and nothing is left of them in the end (seed %i)',
    async (seed) => {
      world = await LoopWorld.start({ seed });
      const on = world;
      for (const host of ['host-a', 'host-b']) await on.does(on.agents.addHost(host));
      const user = new RestlessUser(on, new SeededRandom(seed));
      for (const [number, name] of networks.entries()) {
        const spec = { cidr: `10.${number}.0.0/28` };
        await on.does(on.objects(networkKind).create({ apiVersion: compute, kind: 'Network', metadata: within(name), spec }));
      }
      for (const name of volumes) await on.does(user.makeVolume(name));
      for (const name of ports) await on.does(user.makePort(name));

      const diary: string[] = [];
      for (let step = 0; step < 120; step += 1) {
        diary.push(await user.act());
        expect({ diary: diary.slice(-6), faults: await faultsOf(on) }).toEqual({ diary: diary.slice(-6), faults: [] });
      }
      for (const server of servers) on.agents.letGo(server);
      for (const kind of [serverKind, volumeAttachmentKind, volumeKind, portKind]) {
        const there: readonly { readonly metadata: { readonly name: string } }[] = await all(on, kind);
        for (const { metadata } of there)
          await ignoringRefusals(on.does(on.client.resource(kind as KindDefinition).delete(within(metadata.name))));
      }
      await on.clock.advance(120_000);
      const left = await Promise.all(
        [serverKind, instanceKind, volumeAttachmentKind, volumeKind, hostVolumeKind, portKind].map((kind) =>
          all(on, kind as KindDefinition),
        ),
      );

      expect(left.flat().map((each) => `${each.kind} ${keyOf(each).name}`)).toEqual([]);
      for (const name of networks) await on.does(on.objects(networkKind).delete(within(name)));
    },
  );
});
