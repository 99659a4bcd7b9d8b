/** The versions of EC2's metadata that Nova serves (nova/api/metadata/base.py). */
export const ec2Versions = [
  '1.0',
  '2007-01-19',
  '2007-03-01',
  '2007-08-29',
  '2007-10-10',
  '2007-12-15',
  '2008-02-01',
  '2008-09-01',
  '2009-04-04',
] as const;

/** What is not in the first version: the first version that has it. */
const since: Readonly<Record<string, (typeof ec2Versions)[number]>> = {
  'local-hostname': '2007-01-19',
  'public-hostname': '2007-01-19',
  'public-ipv4': '2007-01-19',
  'instance-type': '2007-08-29',
  'block-device-mapping': '2007-12-15',
  'kernel-id': '2007-12-15',
  'ramdisk-id': '2007-12-15',
  placement: '2008-02-01',
  'instance-action': '2008-09-01',
};

export interface EC2Subject {
  /** Of the newest version. */
  readonly metaData: Readonly<Record<string, unknown>>;
  readonly userData: Uint8Array | undefined;
  readonly keyName: string | undefined;
}

/** What is at `VERSION/…`: a value or a list of names as text, user data as its bytes, or nothing. */
export function ec2Item(subject: EC2Subject, [version = '', ...tokens]: readonly string[]): string | Uint8Array | undefined {
  const number = version === 'latest' ? ec2Versions.length - 1 : ec2Versions.findIndex((each) => each === version);
  if (number < 0) return undefined;
  const { metaData, userData, keyName } = subject;
  const tree = {
    'meta-data': Object.fromEntries(Object.entries(metaData).filter(([name]) => ec2Versions.indexOf(since[name] ?? '1.0') <= number)),
    ...(userData !== undefined && { 'user-data': userData }),
  };
  const found = descend(tree, tokens);
  if (found === undefined) return undefined;
  // A key is listed with its name, and is a folder nevertheless.
  if (isFolder(found) && tokens.join('/') === 'meta-data/public-keys')
    return Object.keys(found)
      .map((index) => `${index}=${keyName ?? ''}`)
      .join('\n');
  return shown(found);
}

function descend(tree: object, tokens: readonly string[]): unknown {
  let found: unknown = tree;
  for (const token of tokens) {
    if (!isFolder(found) || !Object.hasOwn(found, token)) return undefined;
    found = found[token];
  }
  return found;
}

function shown(value: unknown): string | Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.join('\n');
  if (!isFolder(value)) return String(value);
  return Object.keys(value)
    .sort()
    .map((name) => (isFolder(value[name]) ? `${name}/` : name))
    .join('\n');
}

function isFolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
