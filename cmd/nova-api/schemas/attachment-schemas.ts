import {
  boolean,
  closed,
  enveloped,
  ipAddress,
  oneOfWords,
  since,
  steps,
  tag,
  uuid,
  type Schema,
  type SchemaTable,
} from './parameter-schemas.ts';
import { offsetPaging, strictSince75 } from './query-schemas.ts';

/** As `/dev/vdb`; what it comes to in the guest is for the driver. */
const deviceName: Schema = { type: ['string', 'null'], pattern: '(^/dev/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*$' };

/** Volumes, networks and consoles of a server (nova/api/openstack/compute/schemas/volumes.py, attach_interfaces.py, remote_consoles.py). */
export const attachmentSchemas = {
  createVolumeAttachment: steps([1, 49, 79], (version) =>
    enveloped(
      'volumeAttachment',
      {
        volumeId: uuid,
        device: deviceName,
        ...since(49, version, { tag }),
        ...since(79, version, { delete_on_termination: boolean }),
      },
      ['volumeId'],
    ),
  ),
  updateVolumeAttachment: steps([1, 85], (version) =>
    enveloped(
      'volumeAttachment',
      { volumeId: uuid, ...since(85, version, { device: deviceName, tag, delete_on_termination: boolean, serverId: uuid, id: uuid }) },
      ['volumeId'],
    ),
  ),
  // Who says nothing gets a port of the one network that there is.
  createInterface: steps([1, 49], (version) =>
    closed({
      interfaceAttachment: closed({
        net_id: uuid,
        port_id: uuid,
        fixed_ips: { type: 'array', minItems: 1, maxItems: 1, items: closed({ ip_address: ipAddress }, ['ip_address']) },
        ...since(49, version, { tag }),
      }),
    }),
  ),
  createRemoteConsole: steps([6, 8], (version) =>
    enveloped(
      'remote_console',
      {
        protocol: oneOfWords('vnc', 'spice', 'rdp', 'serial', ...(version >= 8 ? ['mks'] : [])),
        type: oneOfWords('novnc', 'xvpvnc', 'rdp-html5', 'spice-html5', 'serial', ...(version >= 8 ? ['webmks'] : [])),
      },
      ['protocol', 'type'],
    ),
  ),
} as const satisfies SchemaTable;

export const attachmentQueries = {
  listVolumeAttachments: steps([1, 75], (version) => strictSince75(version, offsetPaging)),
} as const satisfies SchemaTable;
