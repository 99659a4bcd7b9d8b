/** For those who keep what they want in Git. */
export const gitopsGroup = 'gitops.tycho.dev';
export const gitopsVersion = 'v1alpha1';
