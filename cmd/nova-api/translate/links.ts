/** What the links in answers begin with. */
export interface LinkBase {
  /** Where the API is, as `http://127.0.0.1:8774`. */
  readonly origin: string;
  /** The project, if the request had it in its path: links then have it too. */
  readonly project: string | undefined;
}

export interface Link {
  readonly rel: 'self' | 'bookmark' | 'next';
  readonly href: string;
}

/** The two links of an entity: with the version of the API and without. */
export function entityLinks(base: LinkBase, ...path: readonly string[]): Link[] {
  const place = path.map(encodeURIComponent).join('/');
  return [
    { rel: 'self', href: `${collectionURL(base)}/${place}` },
    { rel: 'bookmark', href: bookmark(base, place) },
  ];
}

/** The link of an entity that stands inside another one. */
export function bookmarkLinks(base: LinkBase, ...path: readonly string[]): Link[] {
  return [{ rel: 'bookmark', href: bookmark(base, path.map(encodeURIComponent).join('/')) }];
}

/** Where a collection is, as `http://127.0.0.1:8774/v2.1`. */
export function collectionURL({ origin, project }: LinkBase): string {
  return project === undefined ? `${origin}/v2.1` : `${origin}/v2.1/${encodeURIComponent(project)}`;
}

/** The next page of a list, where there may be one: the same query with another marker. */
export function nextLink(base: LinkBase, path: string, query: URLSearchParams, marker: string): Link {
  const next = new URLSearchParams(query);
  next.set('marker', marker);
  return { rel: 'next', href: `${collectionURL(base)}/${path}?${next.toString()}` };
}

function bookmark({ origin, project }: LinkBase, place: string): string {
  return project === undefined ? `${origin}/${place}` : `${origin}/${encodeURIComponent(project)}/${place}`;
}
