import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clusterRoleBindingKind,
  clusterRoleKind,
  roleBindingKind,
  roleKind,
  type PolicyRule,
  type Subject,
} from '#apis/kubernetes/rbac.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import type { User } from '../authentication/user.ts';
import type { Action, ResourceAction } from '../exchange/action.ts';
import { RbacAuthorizer } from './rbac-authorizer.ts';
import { ruleAllows } from './rule-match.ts';

const readThings: PolicyRule = { verbs: ['get', 'list'], apiGroups: ['g'], resources: ['things'] };
const alice: User = { name: 'alice', groups: ['staff', 'system:authenticated'] };

function listThings(namespace: string | undefined): ResourceAction {
  return {
    kind: 'Resource',
    verb: 'list',
    group: 'g',
    version: 'v1',
    resource: 'things',
    subresource: undefined,
    namespace,
    name: undefined,
  };
}

class World {
  readonly started: StartedRegistry;
  readonly authorizer: RbacAuthorizer;

  constructor(started: StartedRegistry) {
    this.started = started;
    this.authorizer = new RbacAuthorizer(started.cache);
  }

  async role(name: string, rules: readonly PolicyRule[], namespace?: string): Promise<void> {
    await this.#create(namespace === undefined ? clusterRoleKind : roleKind, name, namespace, { rules });
  }

  async bind(
    name: string,
    role: string,
    subjects: readonly object[],
    options: { readonly namespace?: string; readonly roleKind?: string } = {},
  ): Promise<void> {
    const { namespace, roleKind: kind = 'ClusterRole' } = options;
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: role };
    await this.#create(namespace === undefined ? clusterRoleBindingKind : roleBindingKind, name, namespace, { roleRef, subjects });
  }

  async may(user: User, action: Action): Promise<boolean> {
    return await this.authorizer.mayDoForCertain(user, action);
  }

  async #create(kind: KindDefinition, name: string, namespace: string | undefined, body: object): Promise<void> {
    const draft = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name }, ...body };
    await this.started.registry.create(kind, namespace, draft, plainWrite);
  }
}

async function aWorld(): Promise<World> {
  return new World(await aStartedRegistry());
}

describe('RbacAuthorizer', () => {
  it.each<[string, User]>([
    ['a name that reads like a name and a group', { name: 'alice\0staff', groups: ['system:authenticated'] }],
    ['a group that reads like two', { name: 'alice', groups: ['staff\0system:authenticated'] }],
    ['a name with quotes', { name: 'alice","staff', groups: ['system:authenticated'] }],
  ])('takes nobody for somebody whose rights it remembers: %s', async (_, other) => {
    const world = await aWorld();
    await world.role('reader', [readThings]);
    await world.bind('staff', 'reader', [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'staff' }]);

    expect(await world.may(alice, listThings('default'))).toBe(true);
    expect(await world.may(other, listThings('default'))).toBe(false);
  });

  it('allows nothing that nobody granted, but for looking whether the server is well', async () => {
    const world = await aWorld();

    expect(await world.may(alice, listThings('default'))).toBe(false);
    expect(await world.may(alice, { kind: 'Path', verb: 'get', path: '/metrics' })).toBe(false);
    expect(await world.may(alice, { kind: 'Path', verb: 'get', path: '/readyz' })).toBe(true);
  });

  it('allows everything to system:masters, and nothing to a host whatever its roles', async () => {
    const world = await aWorld();
    await world.role('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]);
    await world.bind('hosts', 'all', [{ kind: 'User', name: 'tycho:host:1' }]);

    expect(await world.may({ name: 'root', groups: ['system:masters'] }, listThings(undefined))).toBe(true);
    expect(await world.may({ name: 'tycho:host:1', groups: ['system:masters'] }, listThings('default'))).toBe(false);
  });

  it.each<[Partial<Subject>, User, boolean]>([
    [{ kind: 'User', name: 'alice' }, alice, true],
    [{ kind: 'User', name: 'staff' }, alice, false],
    [{ kind: 'Group', name: 'staff' }, alice, true],
    [{ kind: 'Group', name: 'alice' }, alice, false],
    [{ kind: 'ServiceAccount', name: 'robot' }, { name: 'system:serviceaccount:default:robot', groups: [] }, true],
    [{ kind: 'ServiceAccount', name: 'robot', namespace: 'public' }, { name: 'system:serviceaccount:default:robot', groups: [] }, false],
    [{ kind: 'ServiceAccount', name: 'robot', namespace: 'public' }, { name: 'system:serviceaccount:public:robot', groups: [] }, true],
  ])('knows the subject %j in %j: %s', async (subject, user, expected) => {
    const world = await aWorld();
    await world.role('reader', [readThings], 'default');
    await world.bind('b', 'reader', [subject], { namespace: 'default', roleKind: 'Role' });

    expect(await world.may(user, listThings('default'))).toBe(expected);
  });

  it('keeps a RoleBinding in its namespace, also one to a ClusterRole, and without its paths', async () => {
    const world = await aWorld();
    await world.role('reader', [readThings, { verbs: ['get'], nonResourceURLs: ['/metrics'] }]);
    await world.bind('b', 'reader', [{ kind: 'User', name: 'alice' }], { namespace: 'default' });

    expect(await world.may(alice, listThings('default'))).toBe(true);
    expect(await world.may(alice, listThings('public'))).toBe(false);
    expect(await world.may(alice, listThings(undefined))).toBe(false);
    expect(await world.may(alice, { kind: 'Path', verb: 'get', path: '/metrics' })).toBe(false);
  });

  it('sees at once what was just granted, changed and taken, also by another api-server', async () => {
    const started = await aStartedRegistry();
    const [world, other] = [new World(started), new World(await aStartedRegistry({ beside: started }))];
    await other.bind('b', 'reader', [{ kind: 'User', name: 'alice' }]);
    expect(await world.may(alice, listThings('default'))).toBe(false);

    await other.role('reader', [readThings]);
    expect(await world.may(alice, listThings('default'))).toBe(true);
    expect(world.authorizer.explain(alice, listThings('default'))).toBe(
      'RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "reader" to User "alice"',
    );

    await other.started.registry.mergePatch(
      clusterRoleBindingKind,
      { name: 'b' },
      { subjects: [{ kind: 'User', name: 'bob' }] },
      plainWrite,
    );
    await started.cache.beFresh();
    expect(world.authorizer.mayDo(alice, listThings('default'))).toBe(false);
    expect(await world.may({ name: 'bob', groups: [] }, listThings('default'))).toBe(true);

    await other.started.registry.delete(clusterRoleBindingKind, { name: 'b' }, plainDelete);
    await started.cache.beFresh();
    expect(world.authorizer.mayDo({ name: 'bob', groups: [] }, listThings('default'))).toBe(false);
  });

  it('decides as one who looks at every binding and rule each time', async () => {
    const verbs = fc.subarray(['get', 'list', '*'], { minLength: 1 });
    const aRule = fc.record({
      verbs,
      apiGroups: fc.constant(['g']),
      resources: fc.subarray(['things', 'things/log', '*/log', '*'], { minLength: 1 }),
      resourceNames: fc.subarray(['x', 'y']),
    });
    const policy = fc.record({
      roles: fc.array(fc.record({ namespace: fc.constantFrom('default', 'public', undefined), rules: fc.array(aRule, { maxLength: 2 }) }), {
        maxLength: 4,
      }),
      bindings: fc.array(
        fc.record({
          namespace: fc.constantFrom('default', 'public', undefined),
          role: fc.nat(3),
          subject: fc.constantFrom({ kind: 'User', name: 'alice' }, { kind: 'User', name: 'bob' }, { kind: 'Group', name: 'staff' }),
        }),
        { maxLength: 5 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(policy, async ({ roles, bindings }) => {
        const world = await aWorld();
        for (const [index, { namespace, rules }] of roles.entries()) await world.role(`r${index}`, rules, namespace);
        const kindOf = (role: number): string => (roles[role]?.namespace === undefined ? 'ClusterRole' : 'Role');
        const real = bindings.filter(({ namespace, role }) => namespace !== undefined || kindOf(role) === 'ClusterRole');
        for (const [index, { namespace, role, subject }] of real.entries()) {
          await world.bind(`b${index}`, `r${role}`, [subject], {
            ...(namespace === undefined ? {} : { namespace }),
            roleKind: kindOf(role),
          });
        }
        const naive = (user: User, action: ResourceAction): boolean =>
          real.some(({ namespace, role, subject: { kind, name } }) => {
            const target = roles[role];
            const isInPlace = namespace === undefined || namespace === action.namespace;
            const isForThem = kind === 'User' ? name === user.name : user.groups.includes(name);
            const isFound = target?.namespace === undefined || target.namespace === namespace;
            return isInPlace && isForThem && isFound && (target?.rules ?? []).some((rule) => ruleAllows(rule, action));
          });
        for (const user of [alice, { name: 'bob', groups: [] }]) {
          for (const namespace of ['default', 'public', undefined]) {
            for (const [verb, subresource, name] of [
              ['get', undefined, 'x'],
              ['list', undefined, undefined],
              ['get', 'log', 'y'],
              ['watch', undefined, undefined],
            ] as const) {
              const action = { ...listThings(namespace), verb, subresource, name };
              // Twice: the second answer is remembered.
              expect([await world.may(user, action), world.authorizer.mayDo(user, action)]).toEqual(Array(2).fill(naive(user, action)));
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('while nothing is loaded', () => {
  it('denies, and does not remember that for later', async () => {
    const world = await aWorld();
    await world.role('reads', [readThings]);
    await world.bind('staff-reads', 'reads', [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'staff' }]);
    let isReady = false;
    const loading = new Proxy(world.started.cache, {
      get: (cache, property) => {
        if (property === 'isReady') return isReady;
        const value: unknown = Reflect.get(cache, property, cache);
        return typeof value === 'function' ? (value.bind(cache) as unknown) : value;
      },
    });
    const authorizer = new RbacAuthorizer(loading);

    expect(authorizer.mayDo(alice, listThings('a'))).toBe(false);
    isReady = true;
    expect(authorizer.mayDo(alice, listThings('a'))).toBe(true);
  });
});
