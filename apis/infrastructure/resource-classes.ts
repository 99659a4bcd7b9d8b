/**
 * What a flavor's extraSpecs ask for of resource classes, in Nova's words: `resources:CUSTOM_GPU: 2`, or in numbered or named groups `resources1:VGPU: 1`,
 * which are added up. Words that are no such demand, and amounts that are no whole numbers, are passed over.
 */
export function resourceClassesOf(extraSpecs: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const classes: Record<string, number> = {};
  for (const [name, value] of Object.entries(extraSpecs)) {
    const match = demandPattern.exec(name);
    if (match === null || !/^\d{1,15}$/.test(value)) continue;
    const [, resourceClass = ''] = match;
    classes[resourceClass] = (classes[resourceClass] ?? 0) + Number(value);
  }
  return classes;
}

/** As of Placement: the suffix of a group has at most 64 letters, digits, `_` and `-`. */
const demandPattern = /^resources[A-Za-z0-9_-]{0,64}:([A-Z0-9_]{1,255})$/;
