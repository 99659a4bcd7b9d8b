/** The roles of a project, each with all rights of the one before it but for the last (Nova's policy defaults, nova/policies/base.py). */
export const projectRoles = ['reader', 'member', 'manager', 'admin', 'service'] as const;

export type ProjectRole = (typeof projectRoles)[number];

/** Whom a token speaks for, in one project. */
export interface Caller {
  readonly userID: string;
  readonly userName: string;
  readonly projectID: string;
  readonly projectName: string;
  /** Those that mean something here; implied ones are spelled out. */
  readonly roles: ReadonlySet<ProjectRole>;
  /** When the token ends. */
  readonly expiresAt: Date;
}

/** What the api-server calls a user of OpenStack's. Nobody else has such a name: certificates and other identity providers give none that begins so. */
export function openStackUser(userID: string): string {
  return `${openStackPrefix}${userID}`;
}

/** The id of a user by the name in {@link openStackUser}; undefined for others. */
export function userIDOf(userName: string): string | undefined {
  return userName.startsWith(openStackPrefix) ? userName.slice(openStackPrefix.length) : undefined;
}

/** With what names of users and groups begin that come from OpenStack's identity service. */
export const openStackPrefix = 'openstack:';

/** Whoever has the role in a project, for RoleBindings. */
export function roleGroup(projectID: string, role: ProjectRole): string {
  return `${openStackPrefix}${role}:${projectID}`;
}

/** Whoever is an administrator in any project: OpenStack knows no smaller one. */
export const adminGroup = `${openStackPrefix}admin`;

/** The groups that a caller is in. */
export function groupsOf({ projectID, roles }: Pick<Caller, 'projectID' | 'roles'>): readonly string[] {
  const groups = projectRoles.filter((role) => role !== 'admin' && roles.has(role)).map((role) => roleGroup(projectID, role));
  return roles.has('admin') ? [...groups, adminGroup] : groups;
}

/** The roles that the identity service named, in lower case, with those that they imply (Keystone's bootstrap: admin, manager, member, reader). */
export function effectiveRoles(names: Iterable<string>): ReadonlySet<ProjectRole> {
  const roles = new Set<ProjectRole>();
  const ladder = projectRoles.slice(0, -1);
  for (const name of names) {
    const role = name.toLowerCase();
    if (role === 'service') roles.add('service');
    const rung = (ladder as readonly string[]).indexOf(role);
    for (const implied of ladder.slice(0, rung + 1)) roles.add(implied);
  }
  return roles;
}
