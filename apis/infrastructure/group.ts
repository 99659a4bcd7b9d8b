/** For those who run the cloud. Tenants cannot see it. */
export const infrastructureGroup = 'infrastructure.tycho.dev';
export const infrastructureVersion = 'v1alpha1';
