import { NovaFault } from '../http/nova-fault.ts';

export const oldest = 1;
export const newest = 96;

export function negotiate(headers: Readonly<Record<string, string | undefined>>): number {
  const modern = headers['openstack-api-version']
    ?.split(',')
    .map((each) => each.trim().split(/\s+/))
    .find(([service]) => service === 'compute')?.[1];
  const text = modern ?? headers['x-openstack-nova-api-version'];
  if (text === undefined) return oldest;
  if (text === 'latest') return newest;
  const match = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(text);
  if (match === null) throw new NovaFault(400, `API Version String ${text} is of invalid format. Must be of format MajorNum.MinorNum.`);
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major !== 2 || minor < oldest || minor > newest)
    throw new NovaFault(406, `Version ${text} is not supported by the API. Minimum is 2.${oldest} and maximum is 2.${newest}.`);
  return minor;
}
