/**
 * What a handler does differently from a version on, where neither form nor path says so: the name of what it does since, and the version. Handlers ask by name, so
 * that nobody has to know the number.
 */
export const gates = {
  keypairStatusesOfTheirOwn: 2,
  ip6FilterForEverybody: 5,
  keypairsOfOthers: 10,
  volumesOfShelvedServers: 20,
  actionsOfDeletedServers: 21,
  pagesOfHypervisors: 33,
  pagesOfKeypairs: 35,
  networksMadeOnRequest: 37,
  unknownStatusRefused: 38,
  pagesOfUsage: 40,
  imageIDInAnswer: 45,
  eventsForEverybody: 51,
  hostsByUID: 53,
  pagesOfInstanceActions: 58,
  pagesOfMigrations: 59,
  moreFiltersForEverybody: 83,
  attachmentsChangedInPlace: 85,
  rescueOfVolumeBacked: 87,
  hostnameForEverybody: 90,
} as const satisfies Readonly<Record<string, number>>;

export type Gate = keyof typeof gates;

/** Whether a version has what the name says. */
export function has(gate: Gate, version: number): boolean {
  return version >= gates[gate];
}
