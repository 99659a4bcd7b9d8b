import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { configDriveImage } from '#drivers/config-drive/config-drive-image.ts';
import { aGuest } from '#test/builders/guest.ts';
import { configDriveOf } from './config-drive.ts';

function documents(files: Readonly<Record<string, unknown>>): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(files).map(([name, content]) => [
      `openstack/latest/${name}`,
      content instanceof Uint8Array ? content : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    ]),
  );
}

function diskOf(configDrive: ReadonlyMap<string, Uint8Array>, macAddresses: readonly string[] = []): Uint8Array {
  return gunzipSync(Buffer.from(configDriveOf(aGuest({ configDrive }), macAddresses) ?? '', 'base64'));
}

describe('the config drive of a bare machine', () => {
  it('is the disk that any other guest would find, user data that is no text included', () => {
    const configDrive = documents({
      'meta_data.json': { uuid: 'a' },
      'vendor_data.json': { b: 1 },
      user_data: Uint8Array.of(0x1f, 0x8b, 0xff),
    });

    expect(diskOf(configDrive)).toEqual(Buffer.from(configDriveImage(configDrive)));
  });

  it('is left out for a guest that is to have none', () => {
    expect(configDriveOf(aGuest({ configDrive: new Map() }), ['real-1'])).toBeUndefined();
  });

  it('names the cards that are really in the machine, in order, as far as there are any', () => {
    const links = ['one', 'two', 'three'].map((id) => ({ id, ethernet_mac_address: `made-up-${id}`, mtu: 1500 }));
    const networks = [{ link: 'one' }];

    const really = [
      { id: 'one', ethernet_mac_address: 'real-1', mtu: 1500 },
      { id: 'two', ethernet_mac_address: 'real-2', mtu: 1500 },
      { id: 'three', ethernet_mac_address: 'made-up-three', mtu: 1500 },
    ];
    expect(diskOf(documents({ 'network_data.json': { links, networks } }), ['real-1', 'real-2'])).toEqual(
      Buffer.from(configDriveImage(documents({ 'network_data.json': { links: really, networks } }))),
    );
  });

  it('leaves network data without cards as they are', () => {
    const configDrive = documents({ 'network_data.json': '{ "services": [] }' });

    expect(diskOf(configDrive, ['real-1'])).toEqual(Buffer.from(configDriveImage(configDrive)));
  });
});
