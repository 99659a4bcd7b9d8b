import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import type { Draft } from '../client/resource-client.ts';
import { AlreadyExistsError, ForbiddenError } from '../machinery/errors.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { createNamed, objectNameOf } from './create-named.ts';

describe('the name of an object', () => {
  it.each([
    ['web', 'web'],
    ['Debian 13 (daily)', 'debian-13-daily'],
    ['Größe', 'gro-e'],
    ['--', 'image'],
    ['日本', 'image'],
    ['a'.repeat(300), 'a'.repeat(50)],
  ])('that people call %s is %s', (displayName, name) => {
    expect(objectNameOf(displayName, 'image')).toBe(name);
  });
});

describe('createNamed', () => {
  const draft = (name: string): Draft<ApiObject> => ({ apiVersion: 'v1', kind: 'A', metadata: { name } });
  const random = new SeededRandom('names');

  it('gives a name that is taken a suffix', async () => {
    const names: string[] = ['web'];
    const client = {
      create: async (object: Draft<ApiObject>) => {
        const name = object.metadata.name!;
        if (names.includes(name)) throw new AlreadyExistsError('taken');
        names.push(name);
        return object as ApiObject;
      },
    };

    await createNamed(client, 'web', draft, random);
    await createNamed(client, 'db', draft, random);

    expect(names).toEqual(['web', expect.stringMatching(/^web-[a-z0-9]{8}$/), 'db']);
  });

  it('tries nothing else after a refusal of another kind', async () => {
    const client = { create: () => Promise.reject(new ForbiddenError('no')) };

    await expect(createNamed(client, 'web', draft, random)).rejects.toThrow(ForbiddenError);
  });
});
