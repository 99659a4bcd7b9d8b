import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/**
 * A screen that firmware and every system know how to draw on, and that the driver alone can see, by RFB on a socket in the guest's own folder.
 * Several may look at once; none shuts the others out.
 */
export function display({ files }: Machine): readonly Option[] {
  return [
    ['-display', 'none'],
    ['-vnc', `unix:${files.displaySocket.replaceAll(',', ',,')},share=force-shared`],
    option('-device', { driver: 'VGA', id: 'display', addr: pciAddresses.display }),
  ];
}
