import type { Clock } from '#apis/machinery/clock.ts';
import {
  DriverError,
  type Driver,
  type Guest,
  type HostDescription,
  type Mark,
  type Observation,
  type Recovery,
} from '../contract/driver.ts';
import type { DriverAbilities } from '../contract/abilities.ts';
import type { Capability } from '../contract/capability.ts';
import type { FakeHost } from './fake-host.ts';
import { guestScript, type StepScript } from './guest-script.ts';

export interface FakeDriverOptions {
  readonly host: FakeHost;
  readonly clock: Clock;
  readonly inventory?: HostDescription['inventory'];
}

/**
 * A driver without a hypervisor: guests are entries in a {@link FakeHost}. It does all that a driver can do, at once or as a guest's script says. What
 * was under way when it is closed never comes back, as after the crash of an agent; the host and its guests stay.
 */
export class FakeDriver implements Driver {
  readonly abilities: DriverAbilities = {};
  readonly #host: FakeHost;
  readonly #clock: Clock;
  readonly #inventory: HostDescription['inventory'];
  readonly #subscriptions = new Set<() => void>();
  #closed = false;

  constructor({ host, clock, inventory }: FakeDriverOptions) {
    this.#host = host;
    this.#clock = clock;
    this.#inventory = inventory ?? { vcpus: 64, memoryMiB: 256 * 1024, diskGiB: 4096 };
  }

  describe(): Promise<HostDescription> {
    return Promise.resolve({
      driver: 'fake',
      capabilities: everyCapability,
      inventory: this.#inventory,
      architecture: 'x86_64',
      accelerator: 'none',
      portAttachment: 'None',
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
    this.#host.add({ mark, displayName, macAddress: ports[0]?.macAddress ?? '', script });
  }

  async start({ mark }: Guest): Promise<void> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest === undefined) throw new DriverError('Temporary', `start guest ${mark.instanceUID}: it was not prepared`);
    if (guest.state.kind === 'Lost') throw new DriverError('Temporary', `start guest ${mark.instanceUID}: ${guest.state.message}`);
    if (guest.state.kind === 'Running') return;
    await this.#perform('start', mark, guest.script.start);
    this.#host.run(mark.instanceUID);
  }

  async stop(mark: Mark): Promise<void> {
    const guest = this.#host.guest(mark.instanceUID);
    if (guest?.state.kind !== 'Running') return;
    await this.#perform('stop', mark, guest.script.stop);
    this.#host.end(mark.instanceUID, { reason: 'Stopped', message: 'the guest was stopped' });
  }

  async reboot(guest: Guest): Promise<void> {
    if (this.#closed) await never;
    const { instanceUID } = guest.mark;
    if (this.#host.guest(instanceUID)?.state.kind === 'Running') {
      this.#host.end(instanceUID, { reason: 'Stopped', message: 'the guest was rebooted' });
    }
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

  /** Takes the time and fails as often as the script says. */
  async #perform(step: string, { instanceUID }: Mark, script: StepScript): Promise<void> {
    await this.#while(script.delaySeconds);
    if (script.hangSeconds > 0) {
      await this.#while(script.hangSeconds);
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

  async #while(seconds: number): Promise<void> {
    if (seconds === Infinity) await never;
    if (seconds > 0) await this.#clock.sleep(seconds * 1000);
    if (this.#closed) await never;
  }
}

const never = new Promise<never>(() => {});

const everyCapability: readonly Capability[] = [
  'image-raw',
  'image-qcow2',
  'image-kernel',
  'reboot-soft',
  'reboot-hard',
  'console-log',
  'user-data',
  'key-pair',
];
