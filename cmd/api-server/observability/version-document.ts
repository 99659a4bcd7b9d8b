/**
 * What `/version` says. The number is that of the Kubernetes whose wire is spoken here, since that is what clients decide by; what we are stands behind
 * the plus sign.
 */
export function versionDocument(tychoVersion: string): object {
  return {
    major: '1',
    minor: '32',
    gitVersion: `v1.32.0+tycho-${tychoVersion}`,
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: process.release.name,
    platform: `${process.platform}/${process.arch}`,
  };
}
