import { createHash } from 'node:crypto';
import type { Clock } from '#apis/machinery/clock.ts';
import {
  DriverError,
  type Driver,
  type Guest,
  type HostDescription,
  type LocalImage,
  type Mark,
  type Observation,
  type Recovery,
} from '../contract/driver.ts';
import type { DriverAbilities, SavedDisk } from '../contract/abilities.ts';
import { capabilities, type Capability } from '../contract/capability.ts';
import type { GuestPort, GuestVolume } from '../contract/guest-devices.ts';
import { offeredAbilities } from './capability-profile.ts';
import { createFakeLiveMigrating } from './fake-live-migrating.ts';
import { devicesOf, portOf, volumeOf } from './fake-devices.ts';
import { openFakeConsole } from './fake-console.ts';
import type { FakeDevices, FakeGuest, FakeVolume } from './fake-guest.ts';
import type { FakeHost } from './fake-host.ts';
import { guestScript, isScripted, type ScriptedStep, type StepScript } from './guest-script.ts';

export interface FakeDriverOptions {
  readonly host: FakeHost;
  readonly clock: Clock;
  readonly inventory?: HostDescription['inventory'];
  /** What it does not offer, to imitate other drivers. Default: it offers everything. */
  readonly without?: readonly Capability[];
  /** How ports are to be plugged in. Default: not by the agent. */
  readonly portAttachment?: HostDescription['portAttachment'];
}

/**
 * A driver without a hypervisor: guests are entries in a {@link FakeHost}. It does all that a driver can do, at once or as a guest's script says. What
 * was under way when it is closed never comes back, as after the crash of an agent; the host and its guests stay.
 */
export class FakeDriver implements Driver {
  readonly abilities: DriverAbilities;
  readonly #host: FakeHost;
  readonly #clock: Clock;
  readonly #inventory: HostDescription['inventory'];
  readonly #portAttachment: HostDescription['portAttachment'];
  readonly #capabilities: readonly Capability[];
  readonly #subscriptions = new Set<() => void>();
  #closed = false;

  constructor({ host, clock, inventory, without = [], portAttachment = 'None' }: FakeDriverOptions) {
    this.#host = host;
    this.#clock = clock;
    this.#inventory = inventory ?? { vcpus: 64, memoryMiB: 256 * 1024, diskGiB: 4096 };
    this.#portAttachment = portAttachment;
    this.#capabilities = capabilities.filter((each) => !without.includes(each));
    this.abilities = offeredAbilities(this.#everyAbility(), this.#capabilities);
  }

  describe(): Promise<HostDescription> {
    return Promise.resolve({
      driver: 'fake',
      capabilities: this.#capabilities,
      inventory: this.#inventory,
      architecture: 'x86_64',
      accelerator: 'none',
      portAttachment: this.#portAttachment,
    });
  }

  recover(): Promise<Recovery> {
    const guests = this.#host.guests().map(({ mark }) => ({ mark, observation: this.#host.observe(mark.instanceUID) }));
    return Promise.resolve({ guests, foreignGuestCount: this.#host.foreignGuestCount });
  }

  async prepare(guest: Guest): Promise<void> {
    const script = guestScript(guest.metadata);
    await this.#perform('prepare', guest.mark, script.prepare);
    const { mark, displayName, ports } = guest;
    this.#host.add({
      mark,
      displayName,
      macAddress: ports[0]?.macAddress ?? '',
      script,
      rootDisk: diskOf(guest),
      localDisks: localDisksOf(guest),
    });
    this.#host.change(mark.instanceUID, { configDrive: textsOf(guest.configDrive) });
  }

  async start(guest: Guest): Promise<void> {
    const { instanceUID } = guest.mark;
    const known = this.#host.guest(instanceUID);
    if (known === undefined) throw new DriverError('Temporary', `start guest ${instanceUID}: it was not prepared`);
    if (known.state.kind === 'Lost') throw new DriverError('Temporary', `start guest ${instanceUID}: ${known.state.message}`);
    if (known.state.kind === 'Running' || known.state.kind === 'Paused') return;
    const script = isScripted(guest.metadata) ? guestScript(guest.metadata) : known.script;
    await this.#perform('start', guest.mark, script.start);
    this.#host.change(instanceUID, { script, displayName: guest.displayName, configDrive: textsOf(guest.configDrive) });
    this.#host.run(instanceUID, devicesOf(guest));
  }

  async stop(mark: Mark): Promise<void> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest === undefined || guest.state.kind === 'Stopped' || guest.state.kind === 'Lost') return;
    await this.#perform('stop', mark, guest.script.stop);
    this.#host.end(mark.instanceUID, { reason: 'Stopped', message: 'the guest was stopped' });
  }

  async reboot(guest: Guest): Promise<void> {
    if (this.#closed) await never;
    const { instanceUID } = guest.mark;
    this.#host.end(instanceUID, { reason: 'Stopped', message: 'the guest was rebooted' });
    await this.start(guest);
  }

  async destroy(mark: Mark): Promise<void> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest === undefined) return;
    await this.#perform('destroy', mark, guest.script.destroy);
    this.#host.remove(mark.instanceUID);
  }

  observe(mark: Mark): Promise<Observation> {
    return Promise.resolve(this.#host.observe(mark.instanceUID));
  }

  onChange(listener: (mark: Mark) => void): () => void {
    const unsubscribe = this.#host.onChange(listener);
    this.#subscriptions.add(unsubscribe);
    return () => {
      unsubscribe();
      this.#subscriptions.delete(unsubscribe);
    };
  }

  consoleLog(mark: Mark, { maximumBytes }: { readonly maximumBytes: number }): Promise<Uint8Array> {
    const lines = this.#host.guest(mark.instanceUID)?.console ?? [];
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    return Promise.resolve(bytes.subarray(Math.max(0, bytes.byteLength - maximumBytes)));
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions.clear();
    return Promise.resolve();
  }

  #everyAbility(): Required<DriverAbilities> {
    const host = this.#host;
    return {
      pausing: {
        pause: (mark) => this.#whileExecuting('pause', mark, () => host.pause(mark.instanceUID)),
        resume: (mark) => this.#whileExecuting('resume', mark, () => host.resume(mark.instanceUID)),
      },
      suspending: { suspend: (mark) => this.#suspend(mark) },
      rebuilding: { rebuild: (guest) => this.#rebuild(guest) },
      diskSaving: { saveDisk: (mark, options) => this.#saveDisk(mark, options) },
      hotPlugging: {
        attachPort: (mark, port) => this.#whileExecuting('attach-port', mark, () => host.plug(mark.instanceUID, withPort(port))),
        detachPort: async (mark, uid) => {
          await this.#ifExecuting('detach-port', mark, () => host.plug(mark.instanceUID, withoutPort(uid)));
        },
        attachVolume: (mark, volume) => this.#whileExecuting('attach-volume', mark, () => host.plug(mark.instanceUID, withVolume(volume))),
        detachVolume: async (mark, key) => {
          await this.#ifExecuting('detach-volume', mark, () => host.plug(mark.instanceUID, withoutVolume(key)));
        },
        extendVolume: (mark, key, { sizeBytes }) =>
          this.#whileExecuting('extend-volume', mark, ({ devices }) => {
            const volume = devices?.volumes.find(({ attachmentUID }) => attachmentUID === key.attachmentUID);
            if (volume !== undefined) host.files.extend(volume.path, sizeBytes);
            host.plug(mark.instanceUID, withVolumeSize(key, sizeBytes));
          }),
      },
      crashDumping: {
        crashDump: (mark) =>
          this.#whileExecuting('crash-dump', mark, ({ crashDumpCount = 0 }) =>
            host.change(mark.instanceUID, { crashDumpCount: crashDumpCount + 1 }),
          ),
      },
      passwordSetting: {
        setPassword: (mark, { user, password }) =>
          this.#whileExecuting('set-password', mark, ({ passwords = {} }) =>
            host.change(mark.instanceUID, { passwords: { ...passwords, [user]: sha256(password) } }),
          ),
      },
      liveMigrating: createFakeLiveMigrating(host, (step, mark, signal) => {
        const script = host.guest(mark.instanceUID)?.script[step];
        return script === undefined ? Promise.resolve() : this.#perform(step, mark, script, signal);
      }),
      // Within `then`, so that a guest that does not run is a rejection.
      consoles: { openConsole: (mark, kind) => Promise.resolve().then(() => openFakeConsole(host, mark, kind)) },
    };
  }

  async #suspend(mark: Mark): Promise<void> {
    if (this.#host.guest(mark.instanceUID)?.state.kind === 'Suspended') return;
    await this.#whileExecuting('suspend', mark, () => this.#host.suspend(mark.instanceUID));
  }

  /** The old disk goes before the new one is there, as on a real host. */
  async #rebuild(guest: Guest): Promise<void> {
    const { instanceUID } = guest.mark;
    const known = this.#host.guest(instanceUID);
    if (known === undefined) throw new DriverError('Temporary', `rebuild guest ${instanceUID}: it was not prepared`);
    if (known.state.kind !== 'Stopped') throw new DriverError('Temporary', `rebuild guest ${instanceUID}: it has not ended`);
    if (this.#closed) await never;
    this.#host.change(instanceUID, { rootDisk: { image: '', sizeBytes: 0, isBroken: true } });
    await this.#perform('rebuild', guest.mark, known.script.rebuild);
    this.#host.change(instanceUID, { rootDisk: diskOf(guest), localDisks: localDisksOf(guest), configDrive: textsOf(guest.configDrive) });
  }

  async #saveDisk(
    mark: Mark,
    { path, signal, disk }: Parameters<Required<DriverAbilities>['diskSaving']['saveDisk']>[1],
  ): Promise<SavedDisk> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest === undefined) throw new DriverError('Temporary', `save a disk of guest ${mark.instanceUID}: it is not there`);
    await this.#perform('save-disk', mark, guest.script['save-disk'], signal);
    const { rootDisk, devices } = this.#host.guest(mark.instanceUID) ?? guest;
    const volume = disk === 'Root' ? undefined : devices?.volumes.find(({ attachmentUID }) => attachmentUID === disk.attachmentUID);
    if (disk === 'Root' ? rootDisk === undefined || rootDisk.isBroken === true : volume === undefined) {
      throw new DriverError('Temporary', `save a disk of guest ${mark.instanceUID}: the disk is not there`);
    }
    const origin = volume === undefined ? `root disk made from ${rootDisk?.image}` : `volume ${volume.volumeUID}`;
    this.#host.files.write(path, `${origin}\n`);
    return { format: 'Raw', virtualSizeBytes: volume?.sizeBytes ?? rootDisk?.sizeBytes ?? 0 };
  }

  /** For what only a guest with a process can do. */
  async #whileExecuting(step: ScriptedStep, mark: Mark, act: (guest: FakeGuest) => void): Promise<void> {
    const isDone = await this.#ifExecuting(step, mark, act);
    if (!isDone) throw new DriverError('Temporary', `${step} guest ${mark.instanceUID}: it does not run`);
  }

  /** False: there is no process, and nothing was done. */
  async #ifExecuting(step: ScriptedStep, mark: Mark, act: (guest: FakeGuest) => void): Promise<boolean> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest?.state.kind !== 'Running' && guest?.state.kind !== 'Paused') return false;
    await this.#perform(step, mark, guest.script[step]);
    const now = this.#host.guest(mark.instanceUID);
    if (now?.state.kind !== 'Running' && now?.state.kind !== 'Paused') return false;
    act(now);
    return true;
  }

  /** Takes the time and fails as often as the script says. */
  async #perform(step: ScriptedStep, { instanceUID }: Mark, script: StepScript, signal?: AbortSignal): Promise<void> {
    await this.#while(script.delaySeconds, signal);
    if (script.hangSeconds > 0) {
      await this.#while(script.hangSeconds, signal);
      throw new DriverError('Temporary', `${step} guest ${instanceUID}: nothing came of it in ${script.hangSeconds} s, as its script says`);
    }
    const key = `${instanceUID}/${step}`;
    const failures = this.#host.failures.get(key) ?? 0;
    if (failures >= script.failures) return;
    this.#host.failures.set(key, failures + 1);
    throw new DriverError(
      script.failureReason,
      `${step} guest ${instanceUID}: failure ${failures + 1} of ${script.failures}, as its script says`,
    );
  }

  async #while(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    if (seconds === Infinity) await never;
    if (seconds > 0) await this.#clock.sleep(seconds * 1000, signal === undefined ? {} : { signal });
    signal?.throwIfAborted();
    if (this.#closed) await never;
  }
}

const never = new Promise<never>(() => {});

function diskOf({ image, diskGiB }: Guest): NonNullable<FakeGuest['rootDisk']> {
  return { image: pathOf(image), sizeBytes: diskGiB * 1024 ** 3 };
}

function localDisksOf({ ephemeralGiB = 0, swapMiB = 0 }: Guest): NonNullable<FakeGuest['localDisks']> {
  return { ephemeralGiB, swapMiB };
}

function pathOf(image: LocalImage): string {
  return image.format === 'Kernel' ? image.kernelPath : image.path;
}

function textsOf(files: Guest['configDrive']): Readonly<Record<string, string>> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
}

type Change = (devices: FakeDevices) => FakeDevices;

function withPort(port: GuestPort): Change {
  return (devices) => ({ ...devices, ports: [...devices.ports.filter(({ uid }) => uid !== port.uid), portOf(port)] });
}

function withoutPort(portUID: string): Change {
  return (devices) => ({ ...devices, ports: devices.ports.filter(({ uid }) => uid !== portUID) });
}

function withVolume(volume: GuestVolume): Change {
  return (devices) => {
    const present = devices.volumes.find(({ attachmentUID }) => attachmentUID === volume.attachmentUID);
    if (present !== undefined) return devices;
    return { ...devices, volumes: [...devices.volumes, volumeOf(volume)] };
  };
}

function withoutVolume({ attachmentUID, epoch }: { readonly attachmentUID: string; readonly epoch: number }): Change {
  const isMeant = (volume: FakeVolume): boolean => volume.attachmentUID === attachmentUID && volume.epoch <= epoch;
  return (devices) => ({ ...devices, volumes: devices.volumes.filter((volume) => !isMeant(volume)) });
}

function withVolumeSize({ attachmentUID }: { readonly attachmentUID: string }, sizeBytes: number): Change {
  const grown = (volume: FakeVolume): FakeVolume => (volume.attachmentUID === attachmentUID ? { ...volume, sizeBytes } : volume);
  return (devices) => ({ ...devices, volumes: devices.volumes.map(grown) });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
