/** A flag of QEMU and its value. */
export type Option = readonly [flag: string, value: string];

/** `-device driver=virtio-net-pci,mac=…`: commas inside a value are doubled, so that no value can add a key. */
export function option(flag: string, values: Readonly<Record<string, string | number>>): Option {
  const pairs = Object.entries(values).map(([key, value]) => `${key}=${String(value).replaceAll(',', ',,')}`);
  return [flag, pairs.join(',')];
}
