import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { aHostVolume, anAttachment, aVolume } from '#test/builders/volume.ts';
import { instanceVolumesOf, volumePlaceOf } from './instance-volumes.ts';

const granted = { epoch: 3, instance: 'server-uid-1', serverUID: 'server-uid', volumeUID: 'data-uid' };

describe('the volumes of an incarnation', () => {
  it('are the attachments that were handed to it', () => {
    const attachment = anAttachment({ spec: { readOnly: true, tag: 'logs' }, status: granted });

    expect(instanceVolumesOf(anInstance(), [attachment], () => aVolume({ spec: { shareable: true } }))).toEqual([
      {
        attachment: { name: 'data-web', uid: 'data-web-uid' },
        epoch: 3,
        volume: { name: 'data', uid: 'data-uid' },
        readOnly: true,
        shareable: true,
        serial: 'data-uid',
        tag: 'logs',
      },
    ]);
  });

  it('are not those of another incarnation, those that are being deleted, or those that nobody granted', () => {
    const attachments = [
      anAttachment({ status: { ...granted, instance: 'server-uid-2' } }),
      anAttachment({ metadata: { deletionTimestamp: '2026-06-01T13:00:00Z' }, status: granted }),
      anAttachment({}),
    ];

    expect(instanceVolumesOf(anInstance(), attachments, () => aVolume())).toEqual([]);
  });

  it('are not those of a volume that was deleted and made anew', () => {
    const namesake = aVolume({ metadata: { uid: 'another' } });

    expect(instanceVolumesOf(anInstance(), [anAttachment({ status: granted })], () => namesake)).toEqual([]);
  });
});

describe('where volumes let a server be', () => {
  it('is anywhere, as long as none of them is on a host', () => {
    expect(volumePlaceOf(aServer(), [anAttachment()], () => undefined)).toEqual({ kind: 'Anywhere' });
  });

  it('is the host of the boot volume, whatever the others say', () => {
    const server = aServer({ spec: { bootVolume: 'root' } });
    const onB = aHostVolume({ spec: { host: { name: 'host-b', uid: 'host-b-uid' } } });

    const place = volumePlaceOf(server, [anAttachment()], (volume) => (volume === 'root' ? onB : aHostVolume()));

    expect(place).toEqual({ kind: 'Host', host: { name: 'host-b', uid: 'host-b-uid' }, volume: 'root' });
  });

  it('is the host of the volume that was attached first', () => {
    expect(volumePlaceOf(aServer(), [anAttachment()], () => aHostVolume())).toMatchObject({ kind: 'Host', volume: 'data' });
    expect(volumePlaceOf(aServer(), [anAttachment({ spec: { server: 'other' } })], () => aHostVolume())).toEqual({ kind: 'Anywhere' });
  });
});
