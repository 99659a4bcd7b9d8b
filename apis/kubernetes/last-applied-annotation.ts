/** The annotation in which client-side applies, of kubectl and of tycho, keep what was applied last. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';
