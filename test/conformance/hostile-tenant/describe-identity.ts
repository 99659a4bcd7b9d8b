import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import { forgeries } from './forged-tokens.ts';
import type { Answer, TenantWorld } from './tenant-world.ts';

/** To be somebody else, or to have somebody else's rights. */
export function describeIdentity(world: () => TenantWorld): void {
  describe('somebody else', () => {
    const whoAmI = 'POST /apis/authentication.k8s.io/v1/selfsubjectreviews';
    const review = { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' } };

    it.each<[string, Record<string, string>]>([
      ['the operator', { 'impersonate-user': 'admin' }],
      ['the operators’ group', { 'impersonate-user': 'mel', 'impersonate-group': 'system:masters' }],
      ['one of our processes', { 'impersonate-user': 'tycho-gateway' }],
      ['a service account of another project', { 'impersonate-user': 'system:serviceaccount:blue:default' }],
      ['a host', { 'impersonate-user': 'tycho:host:x' }],
      ['oneself in another group, without saying as whom', { 'impersonate-group': 'system:masters' }],
    ])('is not acted for: %s', async (_, headers) => {
      for (const who of ['mel', 'ada'])
        expect(await world().told(who, whoAmI, { ...review, headers })).toMatch(
          /^(403 .* cannot impersonate resource|40[03] .*[Ii]mpersonat)/,
        );
    });

    it.each<[string, Record<string, string>]>([
      ['a proxy that has asked already', { 'x-remote-user': 'admin', 'x-remote-group': 'system:masters' }],
      ['a forwarded certificate', { 'x-forwarded-client-cert': 'Subject="O=system:masters"', 'ssl-client-verify': 'SUCCESS' }],
    ])('is not believed of a header: %s', async (_, headers) => {
      expect(JSON.parse((await world().ask('mel', whoAmI, { ...review, headers })).text)).toMatchObject({
        status: { userInfo: { username: 'mel' } },
      });
      expect(await world().told({}, 'GET /api/v1/namespaces/red/secrets', { headers })).toBe('401 Unauthorized');
    });

    it('is not had by a token: forged, without a signature, expired, of another issuer, or for another purpose', async () => {
      const minted = await world().ask('ada', 'POST /api/v1/namespaces/red/serviceaccounts/default/token', {
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: ['elsewhere'] } },
      });
      const own = await world().ask('ada', 'POST /api/v1/namespaces/red/serviceaccounts/default/token', {
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
      });
      const tokenOf = ({ text }: Answer): string => (JSON.parse(text) as { readonly status: { readonly token: string } }).status.token;
      const good = tokenOf(own);
      const key = await readFile(join(world().tycho.stateDirectory, 'keys/service-accounts.key'), 'utf8');
      const tokens: Readonly<Record<string, string>> = { ...forgeries(good, key), 'for another audience': tokenOf(minted) };
      const answers: string[] = [];
      for (const [name, token] of Object.entries(tokens)) {
        // Beside a good certificate as well: whatever is shown has to hold.
        for (const who of ['mel', {}])
          answers.push(`${name}: ${await world().told(who, whoAmI, { ...review, headers: { authorization: `Bearer ${token}` } })}`);
      }

      expect(answers.filter((answer) => !answer.endsWith(': 401 Unauthorized'))).toEqual([]);
      const headers = { authorization: `Bearer ${good}` };
      expect((await world().ask({}, whoAmI, { ...review, headers })).text).toContain('system:serviceaccount:red:default');
      expect(await world().told({}, 'GET /api/v1/namespaces/blue/secrets', { headers })).toMatch(/^403 /);
      expect(await world().told({}, 'GET /api/v1/namespaces/red/secrets', { headers })).toMatch(/^403 /);
    });

    it('is not had by a certificate of one’s own making, nor by that of a host', async () => {
      const authority = await createAuthority({ commonName: 'tycho api', validityDays: 1 });
      const made = await issueCertificate({
        authority,
        commonName: 'admin',
        organizations: ['system:masters'],
        validityDays: 1,
        usage: 'Client',
      });
      const host = await world().host(`${await world().hostPrefix()}-1`);

      for (const shown of [made, host]) {
        const answer = await world()
          .told({ cert: shown.certificatePEM, key: shown.privateKeyPEM }, 'GET /api/v1/namespaces/red/secrets')
          .catch((error: Error) => error.message);
        expect(answer).toBe('401 Unauthorized');
      }
    });

    it('gets no more rights from an administrator of a project than that one has', async () => {
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      const head = (kind: string, more: object): object => ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind,
        metadata: { name: 'more' },
        ...more,
      });
      const subjects = [{ kind: 'User', name: 'ada', apiGroup: 'rbac.authorization.k8s.io' }];
      const toRole = (name: string): object => ({
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects,
      });
      const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
      const rows: readonly (readonly [line: string, body: object, words: RegExp])[] = [
        [
          `POST ${rbac}/namespaces/red/rolebindings`,
          head('RoleBinding', toRole('cluster-admin')),
          /^403 .*attempting to grant RBAC permissions not currently held/,
        ],
        [
          `POST ${rbac}/namespaces/red/rolebindings`,
          head('RoleBinding', toRole('tycho:system:gateway')),
          /^403 .*attempting to grant RBAC permissions/,
        ],
        [`POST ${rbac}/namespaces/red/roles`, head('Role', { rules: everything }), /^403 .*attempting to grant RBAC permissions/],
        [
          `POST ${rbac}/namespaces/red/roles`,
          head('Role', { rules: [{ apiGroups: ['infrastructure.tycho.dev'], resources: ['instances'], verbs: ['get'] }] }),
          /^403 .*attempting to grant/,
        ],
        [
          `POST ${rbac}/namespaces/blue/rolebindings`,
          head('RoleBinding', toRole('tycho:reader')),
          /^403 .*cannot create resource "rolebindings" .* in the namespace "blue"/,
        ],
        [
          `POST ${rbac}/clusterrolebindings`,
          head('ClusterRoleBinding', toRole('tycho:reader')),
          /^403 .*cannot create resource "clusterrolebindings"/,
        ],
        // Whatever bears this label becomes a part of a role that everybody has in their project.
        [
          `POST ${rbac}/clusterroles`,
          head('ClusterRole', { metadata: { name: 'more', labels: { 'rbac.tycho.dev/aggregate-to-member': 'true' } }, rules: everything }),
          /^403 .*cannot create resource "clusterroles"/,
        ],
        [`PATCH ${rbac}/clusterroles/tycho:aggregate-to-member`, { rules: everything }, /^403 .*cannot patch resource "clusterroles"/],
        [
          'POST /api/v1/namespaces/blue/serviceaccounts/default/token',
          { spec: {} },
          /^403 .*cannot create resource "serviceaccounts\/token" .* in the namespace "blue"/,
        ],
        ['PATCH /api/v1/namespaces/red', { metadata: { labels: { a: 'b' } } }, /^403 .*cannot patch resource "namespaces"/],
        ['PATCH /apis/compute.tycho.dev/v1alpha1/namespaces/red/quotas/all', { spec: {} }, /^403 .*cannot patch resource "quotas"/],
      ];
      const wrong: string[] = [];
      for (const [line, body, words] of rows) {
        const headers = line.startsWith('PATCH') ? { 'content-type': 'application/merge-patch+json' } : {};
        const answer = await world().told('ada', line, { body, headers });
        if (!words.test(answer)) wrong.push(`${line}: ${answer}`);
      }

      expect(wrong).toEqual([]);
    });

    it('is not written about: what controllers say stays theirs', async () => {
      const web = '/apis/compute.tycho.dev/v1alpha1/namespaces/red/servers/web';
      const headers = { 'content-type': 'application/merge-patch+json' };

      expect(await world().told('mel', `PATCH ${web}/status`, { headers, body: { status: { instance: 'x' } } })).toMatch(
        /^403 .*cannot patch resource "servers\/status"/,
      );
      expect(await world().told('mel', `POST ${web}/placement`, { body: {} })).toMatch(
        /^403 .*cannot create resource "servers\/placement"/,
      );
      const stolen = { instance: 'of-somebody-else-1', hostID: 'x', phase: 'Running' };
      const made = {
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Server',
        metadata: { name: 'thief' },
        spec: { flavor: 'small', image: 'guest' },
        status: stolen,
      };
      const created = await world().ask('mel', `POST ${web.replace(/\/web$/, '')}?dryRun=All`, { body: made });
      expect([created.code, created.text]).toEqual([201, expect.not.stringContaining('of-somebody-else')]);
      const apply = { 'content-type': 'application/apply-patch+yaml' };
      const applied = await world().ask('mel', `PATCH ${web.replace(/web$/, 'thief')}?dryRun=All&fieldManager=x`, {
        headers: apply,
        body: made,
      });
      expect([applied.code, applied.text]).toEqual([201, expect.not.stringContaining('of-somebody-else')]);
      // What keeps an object until its host has nothing of it any more, so that no address and no disk is given to others before.
      expect(await world().told('ada', `PATCH ${web}`, { headers, body: { metadata: { finalizers: null } } })).toMatch(
        /^403 .*cannot update resource "servers\/finalizers"/,
      );
      // In the object itself it is passed over.
      const patched = await world().ask('mel', `PATCH ${web}?dryRun=All`, {
        headers,
        body: { status: { hostID: 'x' }, metadata: { uid: undefined } },
      });
      expect(JSON.parse(patched.text)).toMatchObject({ status: { hostID: expect.stringMatching(/^[0-9a-f]{56}$/) } });
    });
  });
}
