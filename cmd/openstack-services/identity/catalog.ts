/** Where the services are, as clients are told. */
export interface ServicePlaces {
  /** Our own base, without a slash at the end: `http://127.0.0.1:5000`. */
  readonly publicURL: string;
  /** Absent: there is no Compute API beside us. */
  readonly computeURL: string | undefined;
  readonly region: string;
}

interface CatalogEntry {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly endpoints: readonly object[];
}

/** The catalog that a token brings along. Each service is at one address, for everybody. */
export function catalogOf({ publicURL, computeURL, region }: ServicePlaces): readonly CatalogEntry[] {
  const services = [
    { type: 'identity', name: 'keystone', url: `${publicURL}/identity` },
    { type: 'image', name: 'glance', url: `${publicURL}/image` },
    { type: 'network', name: 'neutron', url: `${publicURL}/network` },
    { type: 'volumev3', name: 'cinder', url: `${publicURL}/volume/v3` },
    ...(computeURL === undefined ? [] : [{ type: 'compute', name: 'nova', url: computeURL }]),
  ];
  return services.map(({ type, name, url }) => ({
    id: type,
    type,
    name,
    endpoints: ['public', 'internal', 'admin'].map((face) => ({
      id: `${type}-${face}`,
      interface: face,
      region,
      region_id: region,
      url,
    })),
  }));
}
