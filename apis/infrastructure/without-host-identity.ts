import { isPlainObject } from '../machinery/plain-value.ts';

/** An object that a host reports on: an Instance or a HostVolume. */
interface Reported {
  readonly spec: { readonly host: { readonly name: string } };
  readonly status?: object;
}

/**
 * The same object as a tenant may hear of it: each `message` in its status without the name of the host, and without addresses that are not in its spec,
 * where what the tenant itself named is. What drivers and system calls say may hold such. Whatever goes from here into a status or event of a project has
 * to come through this. The object itself if there is nothing to leave out.
 */
export function withoutHostIdentity<Object extends Reported>(object: Object): Object {
  const known = remembered.get(object);
  if (known !== undefined) return known as Object;
  const redact = redactionFor(object);
  const status = object.status === undefined ? undefined : redactMessages(object.status, redact);
  const shown = status === object.status ? object : { ...object, status };
  remembered.set(object, shown);
  return shown;
}

/** Objects of caches never change, and are asked for again and again. */
const remembered = new WeakMap<Reported, Reported>();

function redactionFor({ spec }: Reported): (text: string) => string {
  const { name } = spec.host;
  const { host: _, ...rest } = spec;
  const ownWords = JSON.stringify(rest);
  const namePattern = new RegExp(String.raw`(?<![\w.-])${escaped(name)}(?![\w-]|\.\w)`, 'g');
  return (text) =>
    text
      .replace(namePattern, 'its host')
      .replace(addressPattern, (address) => (ownWords.includes(bare(address)) ? address : 'an address of the installation'));
}

/** IPv4, and IPv6 in brackets, each with a port if there is one. */
const addressPattern = /(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\w+)?\])(?::\d+)?(?![\w])/g;

function bare(address: string): string {
  return address.startsWith('[') ? address.slice(1, address.indexOf(']')) : (address.split(':', 1)[0] ?? address);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The same value if no message changes. */
function redactMessages<Value>(value: Value, redact: (text: string) => string): Value {
  if (Array.isArray(value)) {
    const mapped = value.map((each: unknown) => redactMessages(each, redact));
    return mapped.every((each, index) => each === value[index]) ? value : (mapped as Value);
  }
  if (!isPlainObject(value)) return value;
  let isSame = true;
  const entries = Object.entries(value).map(([key, each]) => {
    const mapped = key === 'message' && typeof each === 'string' ? redact(each) : redactMessages(each, redact);
    isSame &&= mapped === each;
    return [key, mapped];
  });
  return isSame ? value : (Object.fromEntries(entries) as Value);
}
