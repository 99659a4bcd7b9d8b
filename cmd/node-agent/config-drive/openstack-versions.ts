/** Versions of OpenStack's metadata and what each added (nova/api/metadata/base.py and user/metadata.rst of Nova). */
export const openStackVersions = [
  '2012-08-10',
  '2013-04-04',
  '2013-10-17',
  '2015-10-15',
  '2016-06-30',
  '2016-10-06',
  '2017-02-22',
  '2018-08-27',
  '2020-10-14',
  '2025-04-04',
] as const;

export type OpenStackVersion = (typeof openStackVersions)[number];

/** The version that first had it. */
export const openStackFeatures = {
  randomSeed: '2013-04-04',
  vendorData: '2013-10-17',
  projectID: '2015-10-15',
  networkData: '2015-10-15',
  devices: '2016-06-30',
  vendorData2: '2016-10-06',
  dedicatedCPUs: '2020-10-14',
} as const satisfies { readonly [feature: string]: OpenStackVersion };

/** The versions of that moment, oldest first: one that is dated in the future is not shown yet, as in Nova. */
export function visibleOpenStackVersions(now: Date): readonly OpenStackVersion[] {
  const today = now.toISOString().slice(0, 10);
  return openStackVersions.filter((version) => version <= today);
}

/** Whether a version has what came with another. */
export function includes(version: OpenStackVersion, feature: keyof typeof openStackFeatures): boolean {
  return version >= openStackFeatures[feature];
}
