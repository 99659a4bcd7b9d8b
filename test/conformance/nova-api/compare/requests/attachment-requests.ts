import { eachBody, type ComparedRequest } from '../compared-request.ts';

const absent = 'e27b4e2e-7eb9-4d15-9c39-5a7a5a2fb0b1';

/** What is plugged into a server: cards and volumes; and what other services tell of it. */
export const attachmentRequests: readonly ComparedRequest[] = [
  {
    name: 'interfaces',
    request: 'GET /servers/{web}/os-interface',
    versions: ['', '2.70'],
    keep: { port: 'interfaceAttachments.0.port_id' },
  },
  { name: 'an interface', request: 'GET /servers/{web}/os-interface/{port}', versions: ['', '2.70'] },
  { name: 'an interface that is none', request: `GET /servers/{web}/os-interface/${absent}` },
  {
    name: 'an interface is added',
    request: 'POST /servers/{web}/os-interface',
    body: { interfaceAttachment: { net_id: '{network}' } },
    keep: { second_port: 'interfaceAttachment.port_id' },
    until: ['web', 'ACTIVE'],
  },
  { name: 'interfaces of another project', request: 'GET /servers/{web}/os-interface', as: 'stranger' },
  {
    name: 'an interface is added by a reader',
    request: 'POST /servers/{web}/os-interface',
    as: 'reader',
    body: { interfaceAttachment: { net_id: '{network}' } },
  },
  ...eachBody(
    'a bad interface',
    { request: 'POST /servers/{web}/os-interface' },
    {
      none: { interfaceAttachment: 'x' },
      'a network that is none': { interfaceAttachment: { net_id: absent } },
      'a network by a word': { interfaceAttachment: { net_id: 'default' } },
      'a port that is none': { interfaceAttachment: { port_id: absent } },
      'a network and a port': { interfaceAttachment: { net_id: '{network}', port_id: absent } },
      'an address without its network': { interfaceAttachment: { fixed_ips: [{ ip_address: '10.20.0.9' }] } },
      'an address that is none': { interfaceAttachment: { net_id: '{network}', fixed_ips: [{ ip_address: 'x' }] } },
      'two addresses': {
        interfaceAttachment: { net_id: '{network}', fixed_ips: [{ ip_address: '10.20.0.8' }, { ip_address: '10.20.0.9' }] },
      },
      'a tag, too early': { interfaceAttachment: { net_id: '{network}', tag: 'x' } },
      'more beside': { interfaceAttachment: { net_id: '{network}', more: 1 } },
    },
  ),
  { name: 'an interface is removed', request: 'DELETE /servers/{web}/os-interface/{second_port}' },
  { name: 'an interface that is none is removed', request: `DELETE /servers/{web}/os-interface/${absent}` },
  { name: 'volumes of a server, none', request: 'GET /servers/{web}/os-volume_attachments', versions: ['', '2.70', '2.79', '2.89'] },
  { name: 'a volume of a server that is none', request: `GET /servers/{web}/os-volume_attachments/${absent}`, versions: ['', '2.89'] },
  { name: 'a volume that is none is detached', request: `DELETE /servers/{web}/os-volume_attachments/${absent}` },
  ...eachBody(
    'a bad volume',
    { request: 'POST /servers/{web}/os-volume_attachments' },
    {
      none: {},
      'no id': { volumeAttachment: {} },
      'an id by a word': { volumeAttachment: { volumeId: 'x' } },
      'a device that is none': { volumeAttachment: { volumeId: absent, device: 'no such device!' } },
      'a tag, too early': { volumeAttachment: { volumeId: absent, tag: 'x' } },
      'deletion, too early': { volumeAttachment: { volumeId: absent, delete_on_termination: true } },
      'more beside': { volumeAttachment: { volumeId: absent, more: 1 } },
    },
  ),
  ...eachBody(
    'a bad change of a volume',
    { request: `PUT /servers/{web}/os-volume_attachments/${absent}`, as: 'admin', versions: ['2.85'] },
    {
      none: {},
      'no id': { volumeAttachment: {} },
      'more beside': { volumeAttachment: { volumeId: absent, more: 1 } },
    },
  ),
  {
    name: 'an external event',
    request: 'POST /os-server-external-events',
    as: 'admin',
    body: { events: [{ name: 'network-changed', server_uuid: '{web}' }] },
  },
  {
    name: 'external events, one of them of nothing',
    request: 'POST /os-server-external-events',
    as: 'admin',
    versions: ['2.76'],
    body: {
      events: [
        { name: 'network-changed', server_uuid: '{web}' },
        { name: 'network-changed', server_uuid: absent },
      ],
    },
  },
  {
    name: 'an external event without what it is about',
    request: 'POST /os-server-external-events',
    as: 'admin',
    versions: ['2.51'],
    body: { events: [{ name: 'volume-extended', server_uuid: '{web}' }] },
  },
];
