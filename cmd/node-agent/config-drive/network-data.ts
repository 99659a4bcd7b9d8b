import { derivedUUID } from './derived-identifiers.ts';
import type { MetadataSubject } from './metadata-subject.ts';

/** network_data.json: one card that asks for its address. Its ids are made up from the server's until networks are objects. */
export function networkData({ instance }: MetadataSubject): object {
  const { server, machine } = instance.spec;
  const link = 'nic0';
  return {
    links: [{ id: link, vif_id: derivedUUID(`port ${server.uid} 0`), type: 'vif', mtu: 1500, ethernet_mac_address: machine.macAddress }],
    networks: [{ id: 'network0', type: 'ipv4_dhcp', link, network_id: derivedUUID(`network ${instance.metadata.namespace ?? ''}`) }],
    services: [],
  };
}
