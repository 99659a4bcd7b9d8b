import { expect, it, describe } from 'vitest';
import { Informer } from '#apis/client/informer.ts';
import { imageKind } from '#apis/compute/image.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServerAction } from '#test/builders/server-action.ts';
import { aServer } from '#test/builders/server.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { ImageMaker } from './make-image.ts';
import { actionImage, type DiskImage } from './saved-disk.ts';

const disk = { sha256: 'a'.repeat(64), sizeBytes: 10, format: 'Raw', virtualSizeBytes: 1024 ** 3 } as const;

/** The Image of a snapshot of a server that was once made from an image of that name. */
function snapshotFrom(image: string, actionUID: string): DiskImage {
  const action = aServerAction({ metadata: { uid: actionUID } });
  const instance = anInstance({ machine: { builtFrom: { name: image, uid: `${image}-uid` } } });
  return actionImage(aServer({}), instance, { ...action, spec: { server: 'web', type: 'Snapshot', snapshot: { image: 'mine' } } }, disk);
}

async function aMaker() {
  const clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await server.ready;
  const images = server.client().resource(imageKind);
  const informer = new Informer({ client: images, clock, random: new SeededRandom('images'), logger: silentLogger });
  const statuses = new StatusWriter({ client: images, informer });
  return { images, maker: new ImageMaker({ images, informer, statuses, clock, logger: silentLogger }) };
}

describe('the image of a snapshot', () => {
  it('is finished also when the server was rebuilt from another image meanwhile, and says what its disk was made from', async () => {
    const { images, maker } = await aMaker();
    // As when the process ended between the two writes.
    await images.create(snapshotFrom('debian', 'the-action').draft);

    await maker.make(snapshotFrom('fedora', 'the-action'));

    const image = await images.get({ namespace: 'default', name: 'mine' });
    expect(image.status).toMatchObject({ sizeBytes: 10, conditions: [{ type: 'Ready', status: 'True' }] });
    expect(JSON.stringify(image.metadata.annotations)).toContain('debian');
  });

  it('is not what another action made under the same name', async () => {
    const { images, maker } = await aMaker();
    await images.create(snapshotFrom('debian', 'another').draft);

    await expect(maker.make(snapshotFrom('debian', 'the-action'))).rejects.toThrow('there is another one of that name');
  });
});
