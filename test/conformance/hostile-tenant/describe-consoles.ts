import { describe, expect, it } from 'vitest';
import { socketAt } from './own-connections.ts';
import type { TenantWorld } from './tenant-world.ts';

/** Tokens that open a console once. */
export function describeConsoles(world: () => TenantWorld): void {
  describe('a console', () => {
    const open = async (): Promise<string> => {
      const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Console', spec: { type: 'Serial' } };
      const { code, text } = await world().ask('mel', 'POST /apis/compute.tycho.dev/v1alpha1/namespaces/red/servers/web/console', { body });
      expect([code, text]).toEqual([201, expect.any(String)]);
      return (JSON.parse(text) as { readonly status: { readonly webSocketPath: string } }).status.webSocketPath;
    };

    it('opens once, for one of those who come with the same token, and for no guess', async () => {
      const path = await open();
      const answers = await Promise.all([path, path, path].map((each) => socketAt(each, world())));

      expect(answers.toSorted()).toEqual(['403', '403', 'open']);
      expect(await socketAt(path, world())).toBe('403');
      const token = new URL(path, 'https://x').searchParams.get('token') ?? '';
      const guesses = [
        '',
        '0'.repeat(64),
        '../../core/secrets/blue/door',
        `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
        token.toUpperCase(),
      ];
      for (const guess of guesses) expect(await socketAt(`/console/connect?token=${encodeURIComponent(guess)}`, world())).toBe('403');
    });

    it('is no way to anything but its guest: a token is nobody', async () => {
      const token = new URL(await open(), 'https://x').searchParams.get('token') ?? '';

      expect(await world().told({}, 'GET /api/v1/namespaces/red/secrets', { headers: { authorization: `Bearer ${token}` } })).toBe(
        '401 Unauthorized',
      );
      expect(await world().told({}, `GET /api/v1/namespaces/red/secrets?token=${token}`)).toBe('401 Unauthorized');
    });
  });
}
