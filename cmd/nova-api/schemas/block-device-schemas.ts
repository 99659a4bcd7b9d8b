import {
  anything,
  boolean,
  closed,
  longText,
  oneOfWords,
  shortText,
  shortTextOrEmpty,
  since,
  tag,
  uuid,
  volumeSize,
  type Schema,
} from './parameter-schemas.ts';

const legacyFields: Readonly<Record<string, Schema>> = {
  virtual_name: shortTextOrEmpty,
  volume_id: uuid,
  snapshot_id: uuid,
  volume_size: volumeSize,
  // Nova's expression has a range by mistake, from the underline to the r: it lets a backquote through and no hyphen.
  device_name: { ...shortText, pattern: '^[a-zA-Z0-9._`/]*$' },
  delete_on_termination: boolean,
  no_device: anything,
  connection_info: longText,
};

/** One entry of `block_device_mapping`, the first form. */
export const legacyBlockDevice = closed(legacyFields);

/** One entry of `block_device_mapping_v2`. Tags came in 2.32, got lost by mistake in 2.33, and are back from 2.42 on. */
export function blockDevice(version: number): Schema {
  return closed({
    ...legacyFields,
    source_type: oneOfWords('volume', 'image', 'snapshot', 'blank'),
    uuid: { ...shortText, pattern: '^[a-zA-Z0-9._-]*$' },
    image_id: uuid,
    destination_type: oneOfWords('local', 'volume'),
    guest_format: shortTextOrEmpty,
    device_type: shortTextOrEmpty,
    disk_bus: shortTextOrEmpty,
    boot_index: { type: ['integer', 'string', 'null'], pattern: '^-?[0-9]+$' },
    ...(version === 32 || version >= 42 ? { tag } : {}),
    ...since(67, version, { volume_type: { type: ['string', 'null'], maxLength: 255 } }),
  });
}
