/** The namespace whose images and networks are there for all. */
export const publicNamespace = 'public';
