/** For those who use the cloud. */
export const computeGroup = 'compute.tycho.dev';
export const computeVersion = 'v1alpha1';
