import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { flavorIDOf, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { InvalidError } from '#apis/machinery/errors.ts';
import { displayNameOf, apiVersionOf } from '#apis/machinery/kind.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { isTrue } from '../translate/create-request.ts';
import { rxtxFactorAnnotation } from '../translate/flavor-view.ts';
import type { NovaRequest } from './route.ts';

/** The body of `POST /flavors`, valid by its schema: numbers may stand in strings. */
interface FlavorWish {
  readonly name: string;
  readonly id?: string | number | null;
  readonly ram: number | string;
  readonly vcpus: number | string;
  readonly disk: number | string;
  readonly swap?: number | string;
  readonly 'OS-FLV-EXT-DATA:ephemeral'?: number | string;
  readonly rxtx_factor?: number | string;
  readonly 'os-flavor-access:is_public'?: boolean | string;
  readonly description?: string | null;
}

/** `POST /flavors`. Names and ids are given once only. */
export async function createFlavor(cloud: Cloud, { caller, body }: NovaRequest): Promise<Flavor> {
  const wish = body['flavor'] as FlavorWish;
  const { id: wished } = wish;
  const id = wished === undefined || wished === null || wished === 'auto' ? cloud.random.uuid() : String(wished);
  const spec = specOf(wish, id);
  for (const flavor of cloud.known.flavors.list()) {
    if (displayNameOf(flavor) === wish.name) throw new NovaFault(409, `Flavor with name ${wish.name} already exists.`);
    if (flavorIDOf(flavor) === id) throw idTaken(id);
  }
  const annotations = wish.rxtx_factor === undefined ? {} : { [rxtxFactorAnnotation]: String(wish.rxtx_factor) };
  const client = (await cloud.as(caller)).resource(flavorKind);
  const draft = (name: string) => ({
    apiVersion: apiVersionOf(flavorKind),
    kind: flavorKind.kind,
    metadata: { name, annotations },
    spec: { ...spec, ...(name === wish.name ? {} : { displayName: wish.name }) },
  });
  const flavor = await createNamed(client, objectNameOf(wish.name, 'flavor'), draft, cloud.random).catch((error: unknown) => {
    if (error instanceof InvalidError && error.details?.causes?.some(({ reason }) => reason === 'FieldValueDuplicate') === true)
      throw idTaken(id);
    throw error;
  });
  cloud.known.flavors.absorb(flavor);
  return flavor;
}

/** Also when somebody else was faster: the API server lets only one have it. */
function idTaken(id: string): NovaFault {
  return new NovaFault(409, `Flavor with ID ${id} already exists.`);
}

function specOf(wish: FlavorWish, id: string): Flavor['spec'] {
  const [swap, ephemeral] = [Number(wish.swap ?? 0), Number(wish['OS-FLV-EXT-DATA:ephemeral'] ?? 0)];
  const isPublic = isTrue(wish['os-flavor-access:is_public'] ?? true);
  return {
    id,
    vcpus: Number(wish.vcpus),
    memoryMiB: Number(wish.ram),
    diskGiB: Number(wish.disk),
    ...(ephemeral === 0 ? {} : { ephemeralGiB: ephemeral }),
    ...(swap === 0 ? {} : { swapMiB: swap }),
    ...(wish.description === undefined || wish.description === null ? {} : { description: wish.description }),
    // As with Nova, whoever makes a private flavor has no access to it by that.
    ...(isPublic ? {} : { projects: [] }),
  };
}
