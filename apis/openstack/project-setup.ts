import type { ApiClient } from '../client/api-client.ts';
import { namespaceKind } from '../kubernetes/core.ts';
import { rbacGroup, roleBindingKind } from '../kubernetes/rbac.ts';
import { AlreadyExistsError, BadRequestError } from '../machinery/errors.ts';
import { apiVersionOf } from '../machinery/kind.ts';
import { projectNameAnnotation } from './annotations.ts';
import { projectRoles, roleGroup, type Caller } from './caller.ts';

/** Ids of projects that can be names of Namespaces: Keystone's are 32 hexadecimal digits. */
const projectIDPattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Namespaces that belong to the installation, whatever an identity service calls a project. */
const reserved = /^(tycho-|kube-|public$)/;

/** Whether a project of that id can be here. */
export function isProjectID(projectID: string): boolean {
  return projectIDPattern.test(projectID) && !reserved.test(projectID);
}

/** Most projects that are remembered as set up; the others are looked after again, which changes nothing. */
const rememberedProjects = 10_000;

/** Makes the Namespace of a project, and the bindings of its roles, when somebody of the project is first seen. */
export class ProjectSetup {
  readonly #client: ApiClient;
  readonly #done = new Map<string, Promise<void>>();

  /** `client` acts for the process itself, which may make Namespaces and bind the roles of projects. */
  constructor({ client }: { readonly client: ApiClient }) {
    this.#client = client;
  }

  /** Throws the errors of the api-server, and then the next call tries again; and a {@link BadRequestError} for an id that no project can have. */
  ensure(caller: Pick<Caller, 'projectID' | 'projectName'>): Promise<void> {
    if (!isProjectID(caller.projectID))
      return Promise.reject(new BadRequestError(`${JSON.stringify(caller.projectID)} is no id of a project`));
    const known = this.#done.get(caller.projectID);
    if (known !== undefined) return known;
    const setup = this.#setUp(caller);
    const [oldest] = this.#done.keys();
    if (this.#done.size >= rememberedProjects && oldest !== undefined) this.#done.delete(oldest);
    this.#done.set(caller.projectID, setup);
    setup.catch(() => this.#done.delete(caller.projectID));
    return setup;
  }

  async #setUp({ projectID, projectName }: Pick<Caller, 'projectID' | 'projectName'>): Promise<void> {
    const metadata = { name: projectID, annotations: { [projectNameAnnotation]: projectName } };
    await unlessThere(
      this.#client.resource(namespaceKind).create({ apiVersion: apiVersionOf(namespaceKind), kind: namespaceKind.kind, metadata }),
    );
    const bindings = this.#client.resource(roleBindingKind);
    await Promise.all(
      projectRoles
        .filter((role) => role !== 'admin')
        .map((role) =>
          unlessThere(
            bindings.create({
              apiVersion: apiVersionOf(roleBindingKind),
              kind: roleBindingKind.kind,
              metadata: { name: `openstack:${role}`, namespace: projectID },
              roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: `tycho:${role}` },
              subjects: [{ apiGroup: rbacGroup, kind: 'Group', name: roleGroup(projectID, role) }],
            }),
          ),
        ),
    );
  }
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
  }
}
