import { describe, expect, it } from 'vitest';
import { parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { ironicChoice, ironicFlags, type IronicChoice } from './ironic-choice.ts';

const files: Readonly<Record<string, string>> = { '/ca': 'PEM', '/credentials': 'tycho:a:secret\n', '/half': 'tycho' };

function choice(...parameters: readonly string[]): Promise<IronicChoice> {
  return ironicChoice(parseFlags(parameters, ironicFlags), (path) => {
    const text = files[path];
    return text === undefined ? Promise.reject(new UsageError(`cannot read ${path}`)) : Promise.resolve(text);
  });
}

const least = [
  '--ironic-url=https://ironic.test:6385',
  '--ironic-nodes=resource_class=metal',
  '--ironic-image-directory=/srv/images',
] as const;

describe('the choice of an Ironic', () => {
  it('is its address, its nodes and a directory for images', async () => {
    expect(await choice(...least)).toMatchObject({
      kind: 'ironic',
      selection: { resource_class: 'metal' },
      shelf: { directory: '/srv/images', url: 'file:///srv/images' },
      intervalSeconds: 10,
    });
    expect(await (await choice(...least)).authentication.headers()).toEqual({});
  });

  it('may have credentials, an authority, and a web server for its images', async () => {
    const chosen = await choice(
      ...least,
      '--ironic-nodes=owner=tycho',
      '--ironic-auth=basic',
      '--ironic-credentials-file=/credentials',
      '--ironic-ca=/ca',
      '--ironic-image-url=https://images.test/tycho',
    );

    expect(chosen).toMatchObject({ authorityPEM: 'PEM', selection: { resource_class: 'metal', owner: 'tycho' } });
    expect(chosen.shelf.url).toBe('https://images.test/tycho');
    expect(await chosen.authentication.headers()).toEqual({ authorization: `Basic ${Buffer.from('tycho:a:secret').toString('base64')}` });
  });

  it.each([
    [least.slice(1), '--ironic-url is missing'],
    [[least[0], least[2]], '--ironic-nodes: say which nodes'],
    [least.slice(0, 2), '--ironic-image-directory is missing'],
    [['--ironic-url=ironic.test:6385', ...least.slice(1)], 'is not an http or https URL'],
    [[...least.slice(0, 2), '--ironic-image-directory=images'], 'is not an absolute path'],
    [[...least, '--ironic-nodes=rack=1'], 'does not begin with one of'],
    [[...least, '--ironic-auth=basic'], '--ironic-credentials-file is missing'],
    [[...least, '--ironic-auth=basic', '--ironic-credentials-file=/half'], 'does not hold USER:PASSWORD'],
    [[...least, '--ironic-auth=keystone'], 'not supported yet'],
    [[...least, '--ironic-auth=magic'], 'is none of none, basic'],
    [[...least, '--ironic-ca=/absent'], 'cannot read /absent'],
    [[...least, '--ironic-interval=0'], 'from 1 to 3600'],
  ])('cannot be %j', async (parameters, words) => {
    await expect(choice(...parameters)).rejects.toThrow(words);
  });
});
