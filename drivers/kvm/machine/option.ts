/** A flag of QEMU and its value. */
export type Option = readonly [flag: string, value: string];

/** What QEMU wants to know of one thing. For its monitor it is JSON as it is, on the command line {@link option} writes it. */
export type Properties = Readonly<Record<string, string | number | boolean>>;

/** `-device driver=virtio-net-pci,mac=…`: commas inside a value are doubled, so that no value can add a key. */
export function option(flag: string, values: Properties): Option {
  const pairs = Object.entries(values).map(([key, value]) => `${key}=${wordOf(value).replaceAll(',', ',,')}`);
  return [flag, pairs.join(',')];
}

function wordOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
