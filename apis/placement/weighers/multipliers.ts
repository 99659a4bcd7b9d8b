/** The names of weighers, as aggregates multiply them. */
export type WeigherName = 'freeResources' | 'serverGroup';

/** How much weighers count on one host, where that is not as usual. */
export type Multipliers = { readonly [Name in WeigherName]?: number };
