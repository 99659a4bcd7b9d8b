/** The oldest Node that Tycho runs on: the first that strips types without a flag and has the compile cache. */
export const oldestNodeMajor = 24;

/**
 * One line for a person whose Node is too old, or undefined when it is new enough. Entry points ask first, since on an old Node anything may
 * fail in ways that do not mention it.
 */
export function nodeVersionComplaint(version: string = process.versions.node): string | undefined {
  const major = Number(version.split('.')[0]);
  return major >= oldestNodeMajor
    ? undefined
    : `this is Node ${version} and Tycho needs ${oldestNodeMajor} or newer: put node_modules/.bin of the checkout first on PATH, or install one from https://nodejs.org`;
}
