import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/** The line on which a program in the guest, if it has one (qemu-guest-agent), takes orders such as to set a password. */
export function guestAgent({ files }: Machine): readonly Option[] {
  return [
    option('-chardev', { backend: 'socket', id: 'guest-agent', path: files.guestAgentSocket, server: 'on', wait: 'off' }),
    option('-device', { driver: 'virtio-serial-pci', id: 'serial', max_ports: 2, addr: pciAddresses.guestAgent }),
    option('-device', { driver: 'virtserialport', bus: 'serial.0', nr: 1, chardev: 'guest-agent', name: 'org.qemu.guest_agent.0' }),
  ];
}
