import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { ForbiddenError } from '#apis/machinery/errors.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { processPeers } from '#test/harness/in-process-transport.ts';

let server: InProcessApiServer;
let mel: ReturnType<InProcessApiServer['client']>;
const web = { namespace: 'red', name: 'web' };
const body = {
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Server',
  metadata: web,
  spec: { flavor: 'small', image: 'guest' },
} as Server;

beforeEach(async () => {
  server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  const operator = new CommandLine({ transport: server.transport() });
  await operator.run('create', 'project', 'red', '--member', 'mel', '--admin', 'mel');
  operator[Symbol.dispose]();
  mel = server.client({ peer: { kind: 'Verified', commonName: 'mel', organizations: [] } });
  await mel.resource(serverKind).create(body);
});

afterEach(() => server.close());

const finalizers = async (): Promise<readonly string[]> => (await mel.resource(serverKind).get(web)).metadata.finalizers ?? [];

describe('what holds an object until nothing of it is left on a host', () => {
  it('is taken away by no one in the project, whatever their patch, while the object is deleted as well', async () => {
    const before = await finalizers();
    const take = (): Promise<unknown> => mel.resource(serverKind).patch(web, { metadata: { finalizers: null } });

    await expect(take()).rejects.toMatchObject({
      code: 403,
      message:
        'servers.compute.tycho.dev "web" is forbidden: User "mel" cannot update resource "servers/finalizers" in API group "compute.tycho.dev" in the namespace "red"',
    });
    await mel.resource(serverKind).delete(web);
    await expect(take()).rejects.toBeInstanceOf(ForbiddenError);
    expect(before).toEqual(serverKind.finalizers);
    expect(await finalizers()).toEqual(before);
  });

  it('stays when an object is replaced by one that does not speak of it', async () => {
    const { resourceVersion } = (await mel.resource(serverKind).get(web)).metadata;
    await mel.resource(serverKind).update({ ...body, metadata: { ...web, resourceVersion, labels: { a: 'b' } } });

    expect(await finalizers()).toEqual(serverKind.finalizers);

    const current = await mel.resource(serverKind).get(web);
    const without = { ...current, metadata: { ...current.metadata, finalizers: [] } };
    await expect(mel.resource(serverKind).update(without)).rejects.toBeInstanceOf(ForbiddenError);
  });

  it('is taken away by the process whose work that is', async () => {
    await mel.resource(serverKind).delete(web);
    const controllers = server.client({ peer: processPeers.controllerManager });

    await controllers.resource(serverKind).patch(web, { metadata: { finalizers: null } });

    await expect(mel.resource(serverKind).get(web)).rejects.toMatchObject({ code: 404 });
  });

  it('is not what people add themselves', async () => {
    const own = 'example.com/mine';
    await mel.resource(serverKind).patch(web, { metadata: { finalizers: [...serverKind.finalizers, own] } });
    expect(await finalizers()).toContain(own);

    await mel.resource(serverKind).patch(web, { metadata: { finalizers: [...serverKind.finalizers] } });
    expect(await finalizers()).toEqual(serverKind.finalizers);
  });
});
