import { configDrive } from './config-drive.ts';
import { consoleDevice } from './console.ts';
import { display } from './display.ts';
import { firmwareAndKernel } from './firmware-and-kernel.ts';
import { guestAgent } from './guest-agent.ts';
import { identity } from './identity.ts';
import { localDisks } from './local-disks.ts';
import type { Machine } from './machine.ts';
import { monitor } from './monitor.ts';
import { networkCards } from './network-card.ts';
import type { Option } from './option.ts';
import { platform } from './platform.ts';
import { randomSource } from './random-source.ts';
import { resumption } from './resumption.ts';
import { rootDisk } from './root-disk.ts';
import { sandbox } from './sandbox.ts';
import { sparePorts } from './spare-ports.ts';
import { tpm } from './tpm.ts';
import { volumes } from './volumes.ts';

/**
 * QEMU's command line for one guest: pure, so that the same guest gives the same machine on every start. Nothing of
 * QEMU's defaults is used, since they change between its releases and the guest would see it.
 */
export function machineArguments(machine: Machine): readonly string[] {
  return machineOptions(machine).flat();
}

/** {@link machineArguments} by option, for people to read. */
export function machineOptions(machine: Machine): readonly (Option | readonly [flag: string])[] {
  return [
    ['-nodefaults'],
    ['-no-user-config'],
    ...identity(machine),
    ...sandbox(),
    ...platform(machine),
    ...monitor(machine),
    ...consoleDevice(),
    ...display(machine),
    ...firmwareAndKernel(machine),
    ...tpm(machine),
    ...sparePorts(),
    ...networkCards(machine),
    ...rootDisk(machine),
    ...localDisks(machine),
    ...configDrive(machine),
    ...volumes(machine),
    ...randomSource(),
    ...guestAgent(machine),
    ...resumption(machine),
  ];
}
