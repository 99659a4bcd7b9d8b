import {
  always,
  anything,
  boolean,
  booleanOrAuto,
  description,
  diskConfig,
  domainName,
  domainNameOrNone,
  envelope,
  enveloped,
  flavorReference,
  ipAddress,
  ipv4,
  ipv6,
  metadata,
  name,
  nameOrNone,
  nonNegativeInteger,
  nothing,
  oneOfWords,
  personality,
  shortText,
  since,
  steps,
  text,
  trustedCertificates,
  userDataOrNone,
  uuid,
  type Schema,
  type SchemaStep,
  type SchemaTable,
} from './parameter-schemas.ts';
import { hostnames } from './server-schemas.ts';

/** What is done to servers by `POST /servers/{id}/action`; each has one key, which is also its name here. */
export const actionSchemas = {
  ...unchecked(
    ...(['os-start', 'os-stop', 'pause', 'unpause', 'suspend', 'resume', 'unrescue', 'confirmResize', 'revertResize', 'unlock'] as const),
    ...(['shelve', 'shelveOffload', 'restore', 'forceDelete', 'injectNetworkInfo', 'resetNetwork'] as const),
  ),
  'action.reboot': always(enveloped('reboot', { type: oneOfWords('HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft') }, ['type'])),
  'action.resize': always(enveloped('resize', { flavorRef: flavorReference, 'OS-DCF:diskConfig': diskConfig }, ['flavorRef'])),
  'action.rebuild': steps([1, 19, 54, 57, 63, 90, 94], rebuild),
  'action.rescue': always(envelope('rescue', orNothing({ adminPass: text, rescue_image_ref: uuid }))),
  'action.createImage': always(enveloped('createImage', { name, metadata }, ['name'])),
  'action.createBackup': always(
    enveloped('createBackup', { name, backup_type: text, rotation: nonNegativeInteger, metadata }, ['name', 'backup_type', 'rotation']),
  ),
  'action.changePassword': always(enveloped('changePassword', { adminPass: text }, ['adminPass'])),
  'action.trigger_crash_dump': steps([17], () => envelope('trigger_crash_dump', nothing)),
  'action.lock': [
    { since: 1, schema: envelope('lock', anything) },
    { since: 73, schema: envelope('lock', orNothing({ locked_reason: shortText })) },
  ],
  'action.unshelve': [
    { since: 1, schema: envelope('unshelve', anything) },
    { since: 77, schema: envelope('unshelve', { ...orNothing({ availability_zone: name }), required: ['availability_zone'] }) },
    { since: 91, schema: envelope('unshelve', unshelveToHost()) },
  ],
  'action.migrate': [
    { since: 1, schema: envelope('migrate', anything) },
    { since: 56, schema: envelope('migrate', orNothing({ host: domainNameOrNone })) },
  ],
  'action.os-migrateLive': steps([1, 25, 30, 68], migrateLive),
  'action.evacuate': steps([1, 14, 29, 68], evacuate),
  'action.os-resetState': always(enveloped('os-resetState', { state: oneOfWords('active', 'error') }, ['state'])),
  'action.os-getConsoleOutput': always(
    enveloped('os-getConsoleOutput', { length: { type: ['integer', 'string', 'null'], pattern: '^-?[0-9]+$', atLeast: -1 } }),
  ),
  'action.addSecurityGroup': always(envelope('addSecurityGroup', securityGroup())),
  'action.removeSecurityGroup': always(envelope('removeSecurityGroup', securityGroup())),
  'action.addFixedIp': always(
    enveloped('addFixedIp', { networkId: { type: ['string', 'number'], minLength: 1, maxLength: 36 } }, ['networkId']),
  ),
  'action.removeFixedIp': always(enveloped('removeFixedIp', { address: ipAddress }, ['address'])),
  'action.addFloatingIp': always(enveloped('addFloatingIp', { address: ipAddress, fixed_address: ipAddress }, ['address'])),
  'action.removeFloatingIp': always(enveloped('removeFloatingIp', { address: ipAddress }, ['address'])),
  'action.os-getVNCConsole': always(enveloped('os-getVNCConsole', { type: oneOfWords('novnc', 'xvpvnc') }, ['type'])),
  'action.os-getSPICEConsole': always(enveloped('os-getSPICEConsole', { type: oneOfWords('spice-html5') }, ['type'])),
  'action.os-getRDPConsole': always(enveloped('os-getRDPConsole', { type: oneOfWords('rdp-html5') }, ['type'])),
  'action.os-getSerialConsole': always(enveloped('os-getSerialConsole', { type: oneOfWords('serial') }, ['type'])),
} as const satisfies SchemaTable;

type Unchecked<Key extends string> = { readonly [Each in Key as `action.${Each}`]: readonly SchemaStep[] };

/** Actions that Nova looks at the key of, and at nothing else. */
function unchecked<const Key extends string>(...keys: readonly Key[]): Unchecked<Key> {
  return Object.fromEntries(keys.map((key) => [`action.${key}`, always(envelope(key, anything))])) as Unchecked<Key>;
}

function orNothing(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: ['object', 'null'], properties, additionalProperties: false };
}

function rebuild(version: number): Schema {
  return enveloped(
    'rebuild',
    {
      name,
      imageRef: uuid,
      adminPass: text,
      metadata,
      preserve_ephemeral: boolean,
      'OS-DCF:diskConfig': diskConfig,
      accessIPv4: ipv4,
      accessIPv6: ipv6,
      ...(version < 57 ? { personality } : {}),
      ...since(19, version, { description }),
      ...since(54, version, { key_name: nameOrNone }),
      ...since(57, version, { user_data: userDataOrNone }),
      ...since(63, version, { trusted_image_certificates: trustedCertificates }),
      ...hostnames(version),
    },
    ['imageRef'],
  );
}

/** A zone of null takes the server out of its zone. */
function unshelveToHost(): Schema {
  const properties = { availability_zone: { oneOf: [nothing, text] }, host: text };
  return { oneOf: [{ type: 'object', properties, additionalProperties: false }, nothing] };
}

function migrateLive(version: number): Schema {
  return enveloped(
    'os-migrateLive',
    {
      host: domainNameOrNone,
      block_migration: version >= 25 ? booleanOrAuto : boolean,
      ...(version < 25 ? { disk_over_commit: boolean } : {}),
      ...(version >= 30 && version < 68 ? { force: boolean } : {}),
    },
    ['block_migration', ...(version < 25 ? ['disk_over_commit'] : []), 'host'],
  );
}

function evacuate(version: number): Schema {
  return enveloped(
    'evacuate',
    {
      host: domainName,
      adminPass: text,
      ...(version < 14 ? { onSharedStorage: boolean } : {}),
      ...(version >= 29 && version < 68 ? { force: boolean } : {}),
    },
    version < 14 ? ['onSharedStorage'] : [],
  );
}

/** Nova looks for the name by hand, and at nothing else. */
function securityGroup(): Schema {
  return { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'], additionalProperties: true };
}
