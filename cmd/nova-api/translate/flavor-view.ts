import { flavorIDOf, type Flavor } from '#apis/compute/flavor.ts';
import { entityLinks, type LinkBase } from './links.ts';

/** Whose a flavor is to use; undefined: everybody's. */
export function projectsOf(flavor: Flavor): readonly string[] | undefined {
  return flavor.spec.projects;
}

/** The short form, as lists give it. */
export function flavorBrief(flavor: Flavor, base: LinkBase): Record<string, unknown> {
  const id = flavorIDOf(flavor);
  return {
    id,
    name: flavor.spec.displayName ?? flavor.metadata.name,
    description: flavor.spec.description ?? null,
    links: entityLinks(base, 'flavors', id),
  };
}

/** Everything of a flavor, in the newest version. */
export function flavorView(flavor: Flavor, base: LinkBase): Record<string, unknown> {
  const { spec } = flavor;
  return {
    ...flavorBrief(flavor, base),
    ram: spec.memoryMiB,
    disk: spec.diskGiB,
    vcpus: spec.vcpus,
    swap: spec.swapMiB ?? 0,
    'OS-FLV-EXT-DATA:ephemeral': spec.ephemeralGiB ?? 0,
    'OS-FLV-DISABLED:disabled': false,
    'os-flavor-access:is_public': spec.projects === undefined,
    rxtx_factor: Number(flavor.metadata.annotations?.[rxtxFactorAnnotation] ?? 1),
    extra_specs: spec.extraSpecs ?? {},
  };
}

/** Meant something to Xen once. */
export const rxtxFactorAnnotation = 'openstack.tycho.dev/rxtx-factor';
