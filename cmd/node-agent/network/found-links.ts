/** A device, as `ip -json link show` says it. */
export interface FoundLink {
  readonly name: string;
  readonly alias: string | undefined;
  /** The bridge that it is in. */
  readonly bridge: string | undefined;
  readonly mtu: number;
  readonly isUp: boolean;
}

/** By name. Throws a SyntaxError for what is no JSON. */
export function foundLinks(json: string): ReadonlyMap<string, FoundLink> {
  const links = (json.trim() === '' ? [] : JSON.parse(json)) as readonly LinkRecord[];
  const found = links.flatMap((link) => (link.ifname === undefined ? [] : [foundLink(link, link.ifname)]));
  return new Map(found.map((link) => [link.name, link]));
}

interface LinkRecord {
  readonly ifname?: string;
  readonly ifalias?: string;
  readonly master?: string;
  readonly mtu?: number;
  readonly flags?: readonly string[];
}

function foundLink(record: LinkRecord, name: string): FoundLink {
  return {
    name,
    alias: record.ifalias,
    bridge: record.master,
    mtu: record.mtu ?? 0,
    isUp: record.flags?.includes('UP') ?? false,
  };
}
