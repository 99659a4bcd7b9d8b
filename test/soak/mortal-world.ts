import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { networkKind } from '#apis/compute/network.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { kernelImage, rootFileSystemImage } from '../conformance/driver/parity/guest-images.ts';
import { localWorld } from '../conformance/driver/parity/local-world.ts';
import type { ParityWorld } from '../conformance/driver/parity/parity-world.ts';
import { Story } from '../conformance/driver/parity/story.ts';
import { joinParameters } from '../end-to-end/join-parameters.ts';
import { LocalTycho } from '../end-to-end/local-tycho.ts';
import { hostTraces, isCacheOfImages, removeTraces } from './host-traces.ts';
import { MortalAgent } from './mortal-agent.ts';
import { wishes, type Wish } from './wishes.ts';

export const drivers = ['kvm', 'container'] as const;
export type MortalDriver = (typeof drivers)[number];

/** What came of one wish. */
export interface Attempt {
  readonly action: string;
  /** Where the agent was told to die; absent: nowhere, calls were counted. */
  readonly point?: number;
  readonly callCount: number;
  /** Died, at this call. Absent: it had less to do this time, and lived. */
  readonly diedAt?: string;
  readonly seconds: number;
  /** What was not done, in the words of the API: the agent's death is a reason. */
  readonly notDone?: string;
  /** Why the server did not end where it was asked to be, and did not say so. */
  readonly failure?: string;
}

/** One server, from its creation to its deletion. */
export interface Life {
  readonly number: number;
  readonly driver: MortalDriver;
  readonly attempts: readonly Attempt[];
  /** What was left behind that was not there before. */
  readonly leaks: readonly string[];
}

const patienceSeconds = 90;
/** Within this, what a deletion leaves to those who tidy up later has to be gone. */
const tidyMilliseconds = 45_000;

/** A whole control plane and one real agent for each driver; the agents are ours to kill. */
export class MortalWorld {
  readonly #tycho: LocalTycho;
  readonly #agents: ReadonlyMap<MortalDriver, MortalAgent>;
  readonly #worlds = new Map<MortalDriver, ParityWorld>();
  readonly #networkNumbers = new Set<number>();
  /** What there was when nothing was asked for. */
  readonly #before = new Map<MortalDriver, ReadonlySet<string>>();
  #lifeCount = 0;

  private constructor(tycho: LocalTycho, agents: ReadonlyMap<MortalDriver, MortalAgent>) {
    this.#tycho = tycho;
    this.#agents = agents;
  }

  static async start(): Promise<MortalWorld> {
    const tycho = await LocalTycho.prepare();
    try {
      await tycho.up({ driver: 'fake', fakeHosts: 1 });
      const agents = new Map<MortalDriver, MortalAgent>();
      for (const driver of drivers) agents.set(driver, await joiningAgent(tycho, driver));
      const world = new MortalWorld(tycho, agents);
      for (const agent of agents.values()) agent.start();
      for (const driver of drivers) world.#worlds.set(driver, await parityWorld(tycho, driver));
      return world;
    } catch (error) {
      await tycho[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * Takes a server through all wishes that its driver knows, with the agent's death at the point that `pointOf` gives for each. The first life of a
   * driver has to be one without deaths: it fills the image cache and shows what is there when nothing is asked for.
   */
  async live(driver: MortalDriver, pointOf: (action: string) => number | undefined): Promise<Life> {
    this.#lifeCount += 1;
    const number = this.#lifeCount;
    const world = this.#worlds.get(driver)!;
    const { client, profile } = world;
    const story = new Story({ ...world, namespace: `life-${number}` });
    await story.begin();
    const attempts: Attempt[] = [];
    for (const wish of wishes) {
      if (wish.needs !== undefined && !profile.capabilities.has(wish.needs)) continue;
      const attempt = await this.#attempt(driver, story, wish, pointOf(wish.action));
      attempts.push(attempt);
      if (attempt.failure !== undefined) break;
    }
    for (const { status } of (await client.resource(networkKind).list()).items)
      if (status?.vni !== undefined) this.#networkNumbers.add(status.vni);
    await story.end();
    return { number, driver, attempts, leaks: await this.#leaks(driver, story.namespace) };
  }

  async #attempt(driver: MortalDriver, story: Story, wish: Wish, point: number | undefined): Promise<Attempt> {
    const agent = this.#agents.get(driver)!;
    await wish.before?.(story);
    const deathsBefore = agent.deathCount;
    await agent.order(point ?? 'COUNT');
    const startedAt = performance.now();
    let failure: string | undefined;
    let notDone: string | void = undefined;
    let released: Awaited<ReturnType<MortalAgent['release']>> | undefined;
    try {
      notDone = await wish.ask(story);
      released = await agent.release();
      await wish.after?.(story);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const { callCount, lastCall = '' } = released ?? (await agent.release());
    return {
      action: wish.action,
      ...(point === undefined ? {} : { point }),
      callCount,
      ...(agent.deathCount > deathsBefore ? { diedAt: lastCall } : {}),
      seconds: (performance.now() - startedAt) / 1000,
      ...(notDone === undefined ? {} : { notDone }),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** What is there now and was not before; waits until that is nothing, within reason. */
  async #leaks(driver: MortalDriver, namespace: string): Promise<readonly string[]> {
    const before = this.#before.get(driver);
    const look = async (): Promise<readonly string[]> => [...(await this.#traces(driver)), ...(await this.#objects(driver, namespace))];
    if (before === undefined) {
      await eventually(async () => this.#expectNone(await this.#objects(driver, namespace)), { withinMilliseconds: tidyMilliseconds });
      const traces = await look();
      this.#before.set(driver, new Set(traces));
      // What only a guest makes has to be gone without a comparison.
      return traces.filter((line) => /^(process .*(qemu|shim|dnsmasq)|link (tap|veth)|containerd's (task|container) )/.test(line));
    }
    let left: readonly string[] = [];
    await eventually(
      async () => {
        left = (await look()).filter((line) => !before.has(line));
        this.#expectNone(left);
      },
      { withinMilliseconds: tidyMilliseconds, intervalMilliseconds: 500 },
    ).catch(() => {});
    // Told once: what is left is there before the next life.
    this.#before.set(driver, new Set([...before, ...left]));
    return left;
  }

  #expectNone(left: readonly string[]): void {
    if (left.length > 0) throw new Error(`still there: ${left.join('; ')}`);
  }

  async #traces(driver: MortalDriver): Promise<readonly string[]> {
    const { stateDirectory } = this.#agents.get(driver)!;
    const traces = await hostTraces({ driver, stateDirectory, networkNumbers: this.#networkNumbers });
    return traces.filter((line) => !isCacheOfImages(line));
  }

  /** What the control plane still knows of the project: its namespace is gone, and with it everything else. */
  async #objects(driver: MortalDriver, namespace: string): Promise<string[]> {
    const { client } = this.#worlds.get(driver)!;
    const found = await Promise.all(
      [instanceKind, hostVolumeKind].map(async (kind) =>
        (await client.resource(kind).list()).items
          .filter(({ metadata }) => metadata.namespace === namespace)
          .map(({ metadata }) => `${kind.kind} ${metadata.name}`),
      ),
    );
    const uploads = await readdir(join(this.#tycho.stateDirectory, 'image-store/uploads')).catch(() => []);
    // Of an upload that was finished a note stays for a while, so that it can be finished twice; bytes must not.
    const unfinished = uploads.filter((name) => name.endsWith('.part'));
    return [...found.flat(), ...unfinished.map((name) => `unfinished upload ${name}`)];
  }

  /** Ends everything. What a failure has left running goes too, since it would be in the way of whoever comes next. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const agent of this.#agents.values()) await agent.stop();
    for (const { stateDirectory } of this.#agents.values()) await removeTraces(stateDirectory);
    await this.#worlds.get('kvm')?.stop();
  }
}

async function joiningAgent(tycho: LocalTycho, driver: MortalDriver): Promise<MortalAgent> {
  const root = tycho.stateDirectory;
  await mkdir(join(root, `agent-${driver}`), { mode: 0o700 });
  return new MortalAgent({
    root,
    name: driver,
    parameters: [`--host-name=mortal-${driver}`, `--driver=${driver}`, ...(await joinParameters(tycho, `mortal-${driver}`))],
  });
}

function parityWorld(tycho: LocalTycho, driver: MortalDriver): Promise<ParityWorld> {
  return localWorld({
    tycho,
    plan: {
      name: driver,
      title: driver,
      flavor: { small: `${driver}-small`, large: `${driver}-large` },
      image: driver === 'kvm' ? kernelImage() : rootFileSystemImage(),
      observesGuest: true,
      patienceSeconds,
    },
    isMeant: ({ status }) => status?.driver === driver,
  });
}
