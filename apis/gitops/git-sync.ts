import { Type } from 'typebox';
import { conditionsSchema, defineKind, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { gitopsGroup, gitopsVersion } from './group.ts';
import { parseRepositoryURL, referenceNameFault, repositoryPathFault } from './repository-place.ts';

/** In a manifest: the wave in which it is applied, a whole number; 0 if absent. A wave waits until the one before it is healthy. */
export const waveAnnotation = 'gitops.tycho.dev/wave';

/** In a manifest: `Disabled` keeps the object when its manifest goes. */
export const pruneAnnotation = 'gitops.tycho.dev/prune';

/** On a GitSync: looked at at once whenever this changes, whatever it says; `tycho sync` writes the time. */
export const syncRequestAnnotation = 'gitops.tycho.dev/sync-requested-at';

/** Most objects that one GitSync may hold, so that its status stays well below the largest object that is stored. */
export const maximumGitSyncObjects = 5000;

/** Most objects that a status lists one by one. */
export const maximumListedObjects = 1000;

const gitReference = strictObject(
  {
    branch: Type.Optional(Type.String({ minLength: 1, maxLength: 250, description: 'The newest commit of this branch.' })),
    tag: Type.Optional(Type.String({ minLength: 1, maxLength: 250, description: 'The commit of this tag.' })),
    commit: Type.Optional(
      Type.String({
        pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$',
        description: 'This very commit, by its whole name. The server must give it out.',
      }),
    ),
  },
  { description: 'What of the repository counts: one of the three.' },
);

const gitRepository = strictObject(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'https://… or ssh://USER@HOST/…; http: and file: only where the operator allows them. It holds no password.',
    }),
    ref: gitReference,
    secretName: Type.Optional(
      objectName({
        description:
          'A Secret in the own namespace: `username` and `password` (or `token`) for https, `ssh-privatekey` and `known_hosts` for ssh, `ca.crt` for a server of your own.',
      }),
    ),
    verify: Type.Optional(
      strictObject(
        {
          mode: oneOf(['SSH', 'OpenPGP'], { description: 'What is signed with.' }),
          signed: Type.Optional(
            oneOf(['Commit', 'Tag', 'TagAndCommit'], {
              description: 'What has to carry a good signature; if absent, the commit. A tag is an annotated one, which `ref.tag` names.',
            }),
          ),
          secretName: objectName({
            description:
              'A Secret in the own namespace: `allowed_signers` for SSH (as ssh-keygen has it); each entry an armoured public key for OpenPGP.',
          }),
        },
        { description: 'Only what one of these signed is applied.' },
      ),
    ),
  },
  { description: 'Where it is written down what is wanted.' },
);

const deletionBudget = strictObject(
  {
    count: Type.Optional(Type.Integer({ minimum: 0, description: 'At most so many objects.' })),
    percent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'At most so many of a hundred that are there.' })),
  },
  {
    description:
      'How much one commit may delete without somebody confirming it. If absent, anything but everything. With both, the smaller one counts.',
  },
);

const gitSyncSpec = strictObject(
  {
    repository: gitRepository,
    path: Type.String({
      maxLength: 1024,
      default: '',
      description: 'The folder of the repository whose .yaml, .yml and .json files count, those below it too; if empty, all of it.',
    }),
    targetNamespace: Type.Optional(
      objectName({ description: 'The project that all of it goes to; if absent, the own one. Manifests may name no other.' }),
    ),
    serviceAccountName: objectName({
      description:
        'Everything is read and written as this service account of the own namespace, Secrets included: what it may not do is not done.',
    }),
    intervalSeconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 60, description: 'How often the repository is asked for news.' }),
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 3600, default: 60, description: 'How long reading the repository may take.' }),
    healthTimeoutSeconds: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      default: 600,
      description: 'How long the objects of a wave may take to be Ready.',
    }),
    suspend: Type.Boolean({ default: false, description: 'Whether to leave everything as it is until further notice.' }),
    prune: Type.Boolean({
      default: false,
      description: 'Whether objects that were applied from here are deleted when they are not in the repository any more.',
    }),
    force: Type.Boolean({
      default: false,
      description: 'Whether fields that somebody else holds are taken over. If not, they are a conflict.',
    }),
    driftPolicy: oneOf(['Heal', 'Report'], {
      default: 'Heal',
      description: 'What to do when somebody changes what was applied from here: set it right, or only say so.',
    }),
    deletionBudget: Type.Optional(deletionBudget),
    confirmPlan: Type.Optional(
      Type.String({
        maxLength: 128,
        description:
          'The hash of a plan (`status.plan.hash`) whose deletions are more than the budget allows: go ahead with exactly that one.',
      }),
    ),
  },
  { description: 'Which part of which repository is to be true here.' },
);

const gitSyncObject = strictObject({
  group: Type.Optional(Type.String()),
  kind: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  uid: Type.Optional(Type.String()),
  wave: Type.Optional(Type.Integer()),
  result: oneOf(['Applied', 'Unchanged', 'Healed', 'Drifted', 'Waiting', 'Failed', 'PruneWaits', 'Kept'], {
    description:
      'What the last round made of it. PruneWaits: it is to go, and waits for a confirmation. Kept: it is not in the repository and stays.',
  }),
  message: Type.Optional(Type.String({ description: 'What is wrong with it, or what it waits for.' })),
});

const gitSyncDrift = strictObject({
  group: Type.Optional(Type.String()),
  kind: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  field: Type.String({ description: 'As `.spec.power`; empty if the whole object is gone.' }),
  manager: Type.Optional(Type.String({ description: 'Who holds it now; absent if nobody does.' })),
  since: Type.String({ format: 'date-time', description: 'When that became so; if nobody knows, when it was noticed.' }),
});

const gitSyncPlan = strictObject({
  hash: Type.String({ description: 'Names this commit and these deletions. `spec.confirmPlan` says it back.' }),
  revision: Type.String(),
  applyCount: Type.Integer({ description: 'Objects that were to be made or changed.' }),
  deletionCount: Type.Integer(),
  unchangedCount: Type.Integer(),
});

const gitSyncStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  observedRevision: Type.Optional(Type.String({ description: 'The commit that the reference named when it was last asked.' })),
  appliedRevision: Type.Optional(Type.String({ description: 'The commit that was last applied whole.' })),
  lastGoodRevision: Type.Optional(Type.String({ description: 'The commit that was last applied whole and became healthy.' })),
  lastHandledSyncRequest: Type.Optional(Type.String({ description: `What ${syncRequestAnnotation} said when it was last heeded.` })),
  plan: Type.Optional(gitSyncPlan),
  objectCount: Type.Optional(Type.Integer({ description: 'Objects that were applied from here.' })),
  objects: Type.Optional(
    Type.Array(gitSyncObject, {
      maxItems: maximumGitSyncObjects * 2,
      description: `Each object, and what became of it. Of more than ${maximumListedObjects}, those that are not as declared go before the others; resultCounts counts all.`,
    }),
  ),
  resultCounts: Type.Optional(
    Type.Unsafe<Record<string, number>>({
      type: 'object',
      additionalProperties: { type: 'integer' },
      description: 'How many objects came to each result, those that `objects` leaves out too.',
    }),
  ),
  appliedObjectsHash: Type.Optional(
    Type.String({ description: 'Names the objects that were last applied whole, so that it shows when somebody takes one away.' }),
  ),
  drift: Type.Optional(
    Type.Array(gitSyncDrift, { description: 'Fields that somebody changed since they were applied from here; the first hundred.' }),
  ),
  conditions: Type.Optional(conditionsSchema),
});

/** A folder of a Git repository that is to be true in a project. */
export const gitSyncKind = defineKind({
  group: gitopsGroup,
  version: gitopsVersion,
  kind: 'GitSync',
  plural: 'gitsyncs',
  shortNames: ['gs'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'A folder of a Git repository that is to be true in a project. Deleting it leaves what was applied as it is.',
  fields: strictObject({ spec: gitSyncSpec, status: Type.Optional(gitSyncStatus) }),
  rules: [
    '`repository.url` is https, ssh, http or file and holds no password; `repository.ref` names exactly one of branch, tag and commit.',
    '`repository.verify.signed` names a tag only where `repository.ref` does.',
    '`path` stays in the repository; `targetNamespace` cannot be changed.',
  ],
  validate: validateGitSync,
  columns: [
    { name: 'Ready', type: 'string', path: '.status.conditions[type=Ready].status', description: 'Whether it is true.', priority: 0 },
    { name: 'Reason', type: 'string', path: '.status.conditions[type=Ready].reason', description: 'Why.', priority: 0 },
    {
      name: 'Revision',
      type: 'string',
      path: '.status.appliedRevision',
      description: 'The commit that was last applied whole.',
      priority: 0,
    },
    { name: 'Objects', type: 'integer', path: '.status.objectCount', description: 'How many were applied.', priority: 0 },
    {
      name: 'Message',
      type: 'string',
      path: '.status.conditions[type=Ready].message',
      description: 'What is so, and what would help.',
      priority: 1,
    },
    { name: 'URL', type: 'string', path: '.spec.repository.url', description: 'Which repository.', priority: 1 },
  ],
});

export type GitSyncSpec = Fields<typeof gitSyncSpec>;
export type GitSyncStatus = Fields<typeof gitSyncStatus>;
export type GitRepository = Fields<typeof gitRepository>;
export type GitReference = Fields<typeof gitReference>;
export type GitSyncObject = Fields<typeof gitSyncObject>;
export type GitSyncDrift = Fields<typeof gitSyncDrift>;
export type GitSyncPlan = Fields<typeof gitSyncPlan>;
export type GitSync = Resource<GitSyncSpec, GitSyncStatus>;

/** What a schema cannot say: exactly one reference, and nothing that a program could take for something else than a URL, a name or a folder. */
function validateGitSync(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { repository, path, targetNamespace } = (object as GitSync).spec;
  const { branch, tag, commit } = repository.ref;
  const causes: StatusCause[] = [];
  const invalid = (field: string, value: string, fault: string | undefined): void => {
    if (fault !== undefined)
      causes.push({ reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${fault}`, field });
  };
  const url = parseRepositoryURL(repository.url);
  invalid('spec.repository.url', repository.url, typeof url === 'string' ? url : undefined);
  if ([branch, tag, commit].filter((each) => each !== undefined).length !== 1) {
    causes.push({
      reason: 'FieldValueRequired',
      message: 'Required value: name a branch, a tag or a commit, and only one of them',
      field: 'spec.repository.ref',
    });
  }
  if (branch !== undefined) invalid('spec.repository.ref.branch', branch, referenceNameFault(branch));
  if (tag !== undefined) invalid('spec.repository.ref.tag', tag, referenceNameFault(tag));
  const { signed } = repository.verify ?? {};
  if (signed !== undefined && signed !== 'Commit' && tag === undefined)
    invalid('spec.repository.verify.signed', signed, 'the signature of a tag can be checked only where spec.repository.ref.tag names one');
  invalid('spec.path', path, repositoryPathFault(path));
  if (previous !== undefined && (previous as GitSync).spec.targetNamespace !== targetNamespace)
    causes.push({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: what was applied is there; make another GitSync',
      field: 'spec.targetNamespace',
    });
  return causes;
}
