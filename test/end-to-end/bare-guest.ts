import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface BareGuestOptions {
  /** A folder with `vmlinuz` and `initrd.gz`. */
  readonly imageFolder: string;
  /** A folder of this guest's own, for its QMP socket. */
  readonly workFolder: string;
  /** Paths of raw disks, in the order in which the guest is to find them. */
  readonly disks: readonly string[];
}

/** One guest in a QEMU of its own, started by hand: what the image does when nothing of ours stands between it and QEMU. */
export class BareGuest {
  readonly #process: ChildProcess;
  readonly #qmpPath: string;
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  /** Resolves with the exit code of QEMU; null when a signal ended it. */
  readonly exited: Promise<number | null>;

  private constructor(qemu: ChildProcess, qmpPath: string) {
    this.#process = qemu;
    this.#qmpPath = qmpPath;
    this.exited = new Promise((resolve, reject) => {
      qemu.once('error', reject);
      qemu.once('exit', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    for (const stream of [qemu.stdout, qemu.stderr]) {
      if (stream !== null) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#lines.push(line);
          this.#wake();
        });
      }
    }
  }

  static boot({ imageFolder, workFolder, disks }: BareGuestOptions): BareGuest {
    const qmpPath = join(workFolder, 'qmp.sock');
    const machine = [
      '-M',
      'q35',
      '-accel',
      'tcg,tb-size=64',
      '-cpu',
      'max',
      '-m',
      '128',
      '-display',
      'none',
      '-nodefaults',
      '-no-user-config',
    ];
    const kernel = [
      '-kernel',
      join(imageFolder, 'vmlinuz'),
      '-initrd',
      join(imageFolder, 'initrd.gz'),
      '-append',
      'console=ttyS0 quiet panic=-1',
    ];
    const drives = disks.flatMap((path) => ['-drive', `if=virtio,file=${path},format=raw`]);
    const network = ['-netdev', 'user,id=n0,restrict=on', '-device', 'virtio-net-pci,netdev=n0'];
    const control = ['-serial', 'stdio', '-qmp', `unix:${qmpPath},server=on,wait=off`];
    const qemu = spawn('qemu-system-x86_64', [...machine, ...kernel, ...drives, ...network, ...control]);
    // A test that timed out never gets to its end, but its process does.
    const killAtExit = (): boolean => qemu.kill('SIGKILL');
    process.once('exit', killAtExit);
    qemu.once('exit', () => process.off('exit', killAtExit));
    return new BareGuest(qemu, qmpPath);
  }

  /** Everything on the console so far. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Resolves with the first console line that matches, past or to come. Rejects when QEMU ends without one. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.#lines.find((line) => pattern.test(line));
      if (found !== undefined) {
        return found;
      }
      if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
        throw new Error(`QEMU ended before a line matched ${pattern}; it said:\n${this.#lines.join('\n')}`);
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Presses Enter on the console. */
  pressEnter(): void {
    this.#process.stdin?.write('\r');
  }

  /** Presses the ACPI power button. Whether the guest obeys shows in {@link exited}. */
  pressPowerButton(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#qmpPath, () => socket.end('{"execute":"qmp_capabilities"}\n{"execute":"system_powerdown"}\n'));
      socket.once('error', reject);
      socket.once('close', () => resolve());
      socket.resume();
    });
  }

  /** Ends QEMU if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.exited;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) {
      wake();
    }
  }
}
