import { open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confinedCommand } from '../host/confined-command.ts';
import type { Outcome, ProcessRunner } from '../host/process-runner.ts';
import type { Programs } from '../host/programs.ts';
import { markerExitCode, markerExitDevice, markerGuest } from './marker-guest.ts';

/** How guests execute on this host, and how that was found. */
export type Acceleration =
  | { readonly kind: 'kvm'; readonly deviceGroupID?: number }
  | { readonly kind: 'tcg'; readonly whyNotKVM: string }
  | { readonly kind: 'none'; readonly message: string };

export interface AcceleratorProbeOptions {
  /** `Probe`: KVM where it works, else translation. The others allow only the one. */
  readonly setting: 'Probe' | 'kvm' | 'tcg';
  readonly stateDirectory: string;
  readonly probeUserID: number;
  readonly runner: ProcessRunner;
  readonly programs: () => Promise<Programs>;
  /** What there is at a path: its access bits and group; undefined when nothing. */
  readonly inspect?: (path: string) => Promise<{ readonly mode: number; readonly groupID: number } | undefined>;
}

/** A host that runs guests at all is done well within it, also when it is busy. */
const markerTimeoutMilliseconds = { kvm: 5_000, tcg: 30_000 } as const;

/**
 * Finds out by running a guest, since asking is not enough: `/dev/kvm` of a virtual machine may open, take a guest,
 * report it as running, and never get anywhere. KVM counts only where the module of the processor's own virtualization
 * is loaded and the {@link markerGuest} comes to its end under it. Throws {@link DriverError} when a program is missing.
 */
export async function probeAccelerator(options: AcceleratorProbeOptions): Promise<Acceleration> {
  const kvm = options.setting === 'tcg' ? { kind: 'Unusable' as const, message: 'the operator chose tcg' } : await probeKVM(options);
  if (kvm.kind === 'Usable') return { kind: 'kvm', ...(kvm.deviceGroupID !== undefined && { deviceGroupID: kvm.deviceGroupID }) };
  if (options.setting === 'kvm') return { kind: 'none', message: `the operator chose kvm, but ${kvm.message}` };
  const outcome = await runMarker(options, { accelerator: 'tcg' });
  if (outcome.exitCode === markerExitCode) return { kind: 'tcg', whyNotKVM: kvm.message };
  return { kind: 'none', message: `QEMU does not run a guest, translated (${words(outcome)}) or by KVM (${kvm.message})` };
}

type KVMFinding =
  | { readonly kind: 'Usable'; readonly deviceGroupID: number | undefined }
  | { readonly kind: 'Unusable'; readonly message: string };

async function probeKVM(options: AcceleratorProbeOptions): Promise<KVMFinding> {
  const inspect = options.inspect ?? inspectPath;
  const modules = await Promise.all(['kvm_intel', 'kvm_amd'].map((name) => inspect(`/sys/module/${name}`)));
  if (modules.every((module) => module === undefined)) return { kind: 'Unusable', message: 'neither kvm_intel nor kvm_amd is loaded' };
  const device = await inspect('/dev/kvm');
  if (device === undefined) return { kind: 'Unusable', message: 'there is no /dev/kvm' };
  const deviceGroupID = (device.mode & 0o006) === 0o006 ? undefined : device.groupID;
  const outcome = await runMarker(options, { accelerator: 'kvm', ...(deviceGroupID !== undefined && { deviceGroupID }) });
  if (outcome.exitCode === markerExitCode) return { kind: 'Usable', deviceGroupID };
  return { kind: 'Unusable', message: `a test guest did not come to its end under KVM (${words(outcome)})` };
}

interface Trial {
  readonly accelerator: 'kvm' | 'tcg';
  readonly deviceGroupID?: number;
}

/** The marker guest with the rights that real guests get, so that what works here works for them. */
async function runMarker(options: AcceleratorProbeOptions, { accelerator, ...rights }: Trial): Promise<Outcome> {
  const path = join(options.stateDirectory, 'marker-guest.rom');
  await writeFile(path, markerGuest(), { mode: 0o444 });
  const file = await open(path, 'r');
  try {
    // prettier-ignore
    const machine = [
      '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot',
      '-machine', 'type=q35', '-accel', `accel=${accelerator}`, '-cpu', accelerator === 'kvm' ? 'host' : 'max', '-m', 'size=16M',
      '-bios', '/proc/self/fd/3', '-device', markerExitDevice,
    ];
    const confinement = { networkNamespacePath: '/proc/self/ns/net', userID: options.probeUserID, ...rights };
    const programs = await options.programs();
    const command = confinedCommand(programs, confinement, [programs.qemu, ...machine]);
    return await options.runner.run(command, { timeoutMilliseconds: markerTimeoutMilliseconds[accelerator], descriptors: [file.fd] });
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

function words({ exitCode, signal, stderr }: Outcome): string {
  const end = signal === undefined ? `exit code ${exitCode}` : signal === 'SIGKILL' ? 'not in time' : signal;
  const said = stderr.trim().split('\n').at(-1) ?? '';
  return said === '' ? end : `${end}: ${said.slice(0, 300)}`;
}

async function inspectPath(path: string): Promise<{ readonly mode: number; readonly groupID: number } | undefined> {
  return stat(path).then(
    ({ mode, gid }) => ({ mode, groupID: gid }),
    () => undefined,
  );
}
