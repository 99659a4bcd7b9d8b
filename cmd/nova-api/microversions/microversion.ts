import { NovaFault } from '../http/nova-fault.ts';

/** The versions that this API speaks, by their minor number: 2.1 to 2.96. */
export const oldest = 1;
export const newest = 96;

/**
 * The version that a request asks for: by `OpenStack-API-Version: compute 2.90`, or by the older `X-OpenStack-Nova-API-Version: 2.90`. The newer header wins;
 * who says nothing gets the oldest (nova/api/openstack/wsgi.py; where a header is repeated, the last value counts, as in microversion-parse).
 *
 * @param headers by lower-case name.
 * @returns the minor number.
 * @throws NovaFault 400 for what is no version, 406 for one that is not offered.
 */
export function negotiate(headers: Readonly<Record<string, string | undefined>>): number {
  const asked = computeVersion(headers['openstack-api-version']) ?? headers['x-openstack-nova-api-version']?.split(',').at(-1)?.trim();
  return asked === undefined ? oldest : versionOf(asked);
}

/** As clients write it: `2.90`. */
export function versionText(version: number): string {
  return `${major}.${version}`;
}

/** How an answer tells the version that was asked for, and that it depends on it. */
export function versionHeaders(text: string): Record<string, string> {
  return {
    'openstack-api-version': `compute ${text}`,
    'x-openstack-nova-api-version': text,
    vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version',
  };
}

const major = 2;

/** What the header says for us; it may speak of several services. */
function computeVersion(header: string | undefined): string | undefined {
  const values = header?.split(',').toReversed() ?? [];
  for (const value of values) {
    const [service, version, ...rest] = value.trim().split(/\s+/);
    if (service?.toLowerCase() === 'compute' && version !== undefined) return [version, ...rest].join(' ');
  }
  return undefined;
}

function versionOf(text: string): number {
  if (text === 'latest') return newest;
  const found = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(text);
  if (found === null) {
    const quoted = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
    throw new NovaFault(400, `API Version String ${quoted} is of invalid format. Must be of format MajorNum.MinorNum.`);
  }
  const minor = Number(found[2]);
  if (Number(found[1]) !== major || minor < oldest || minor > newest) {
    const offered = `Minimum is ${versionText(oldest)} and maximum is ${versionText(newest)}.`;
    const headers = versionHeaders(text.slice(0, longestQuote));
    throw new NovaFault(406, `Version ${text.slice(0, longestQuote)} is not supported by the API. ${offered}`, { headers });
  }
  return minor;
}

/** Characters. */
const longestQuote = 64;
