/** What a user's credentials add to a connection and to each request. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly certificate: { readonly cert?: string; readonly key?: string };
}
