/** On a Namespace that is a project of OpenStack's: what the identity service called it when it was first seen; for people. */
export const projectNameAnnotation = 'openstack.tycho.dev/project-name';

/** On the record of a creation: who made the server, where somebody else wrote the record. */
export const userIDAnnotation = 'openstack.tycho.dev/user-id';
