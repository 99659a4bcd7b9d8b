import type { Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/**
 * Who the machine is. The process is named after the instance, which is how it is known again; the guest sees the
 * server, since that is what stays the same over its incarnations. Nothing that a tenant wrote goes in here. The tag of the chassis is what cloud-init
 * looks for before it asks the metadata service (its `ds-identify` and `DataSourceOpenStack`).
 */
export function identity({ guest }: Machine): readonly Option[] {
  const { instanceUID, serverUID } = guest.mark;
  return [
    option('-name', { guest: instanceUID, 'debug-threads': 'on' }),
    option('-smbios', { type: 1, manufacturer: 'Tycho', product: 'Tycho Server', serial: serverUID, uuid: serverUID }),
    option('-smbios', { type: 3, manufacturer: 'Tycho', asset: metadataServiceTag }),
  ];
}

const metadataServiceTag = 'OpenStack Nova';

/** How {@link identity} names the process of an instance; part of its command line. */
export function processNameOption(instanceUID: string): string {
  return `guest=${instanceUID},debug-threads=on`;
}
