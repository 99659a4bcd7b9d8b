import type { ServerActionSpec, ServerActionStatus } from '#apis/compute/server-action.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { flavorKind, type FlavorSpec } from '#apis/compute/flavor.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { serverKind, type ServerSpec } from '#apis/compute/server.ts';
import { LoopWorld, type LoopWorldOptions } from '#test/harness/loop-world.ts';
import type { ModelHostOptions } from '#test/harness/model-agents.ts';

const compute = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';

/** A cloud with model agents, and what a user does to servers in it, each step with time for it to come true. */
export class LifeWorld {
  readonly world: LoopWorld;

  private constructor(world: LoopWorld) {
    this.world = world;
  }

  /** With hosts of these names, the flavor `large` beside `small`, and the image `fedora` beside `debian`. */
  static async start(
    hosts: Readonly<Record<string, ModelHostOptions>> = { 'host-a': {}, 'host-b': {} },
    options: Pick<LoopWorldOptions, 'actionRetentionSeconds'> = {},
  ): Promise<LifeWorld> {
    const world = await LoopWorld.start(options);
    for (const [name, options] of Object.entries(hosts)) await world.does(world.agents.addHost(name, options));
    const life = new LifeWorld(world);
    await life.flavor('large', { diskGiB: 20 });
    await life.image('fedora', { namespace: 'public' });
    await world.clock.advance(1_000);
    return life;
  }

  async stop(): Promise<void> {
    await this.world.stop();
  }

  async flavor(name: string, size: Partial<FlavorSpec> = {}): Promise<void> {
    const spec = { vcpus: 2, memoryMiB: 1024, diskGiB: 10, ...size };
    await this.world.does(this.world.objects(flavorKind).create({ apiVersion: compute, kind: 'Flavor', metadata: { name }, spec }));
  }

  async image(name: string, metadata: { readonly namespace?: string } = {}): Promise<void> {
    const source = { url: `https://images.test/${name}`, sha256: 'b'.repeat(64) };
    await this.world.does(
      this.world.objects(imageKind).create({
        apiVersion: compute,
        kind: 'Image',
        metadata: { namespace, name, ...metadata },
        spec: { format: 'Qcow2', source, minimumDiskGiB: 0, minimumMemoryMiB: 0 },
      }),
    );
  }

  /** A server `web`, and what it has come to a moment later. */
  async create(spec: Partial<ServerSpec> = {}): Promise<void> {
    await this.world.createServer('web', spec);
    await this.world.clock.advance(2_000);
  }

  /** Wishes for something else, and waits until it should have come true. */
  async change(spec: Readonly<Record<string, unknown>>): Promise<void> {
    await this.world.does(this.world.objects(serverKind).patch({ namespace, name: 'web' }, { spec }));
    await this.pass();
  }

  async delete(): Promise<void> {
    await this.world.does(this.world.objects(serverKind).delete({ namespace, name: 'web' }));
    await this.pass();
  }

  async act(
    type: ServerActionSpec['type'],
    details: Partial<ServerActionSpec> & { readonly name?: string } = {},
  ): Promise<ServerActionStatus> {
    const { name = type.toLowerCase(), ...spec } = details;
    await this.world.does(
      this.world.objects(serverActionKind).create({
        apiVersion: compute,
        kind: 'ServerAction',
        metadata: { namespace, name },
        spec: { server: 'web', type, ...spec },
      }),
    );
    await this.pass();
    return this.action(name);
  }

  async action(name: string): Promise<ServerActionStatus> {
    const { status = {} } = await this.world.does(this.world.objects(serverActionKind).get({ namespace, name }));
    return status;
  }

  async pass(seconds = 15): Promise<void> {
    await this.world.clock.advance(seconds * 1_000);
  }

  state(): Promise<string> {
    return this.world.stateOf('web');
  }

  async message(): Promise<string | undefined> {
    return (await this.world.readyOf('web'))?.message;
  }

  /** Names of the images in the project's own namespace. */
  async imageNames(): Promise<readonly string[]> {
    return (await this.images()).map(({ metadata }) => metadata.name).toSorted();
  }

  async images(): Promise<readonly Image[]> {
    return (await this.world.does(this.world.objects(imageKind).list({ namespace }))).items;
  }

  /** Incarnations, the oldest first, as `1 small Shelved on host-a`. */
  async incarnations(): Promise<readonly string[]> {
    const instances = await this.world.instancesOf('web');
    return instances.map(({ spec, status }) => `${spec.epoch} ${spec.machine.flavor} ${status?.phase}`);
  }

  async hosts(): Promise<readonly string[]> {
    return (await this.world.instancesOf('web')).map(({ spec }) => spec.host.name);
  }
}
