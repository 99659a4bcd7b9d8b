import { describe, expect, it } from 'vitest';
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

describe('the config drive of a bare machine', () => {
  it('has the documents that the guest would find on any other', () => {
    const configDrive = documents({ 'meta_data.json': { uuid: 'a' }, 'vendor_data.json': { b: 1 }, user_data: '#!/bin/sh\necho größer\n' });

    expect(configDriveOf(aGuest({ configDrive }), [])).toEqual({
      meta_data: { uuid: 'a' },
      vendor_data: { b: 1 },
      user_data: '#!/bin/sh\necho größer\n',
    });
  });

  it('names the cards that are really in the machine, in order, as far as there are any', () => {
    const links = ['one', 'two', 'three'].map((id) => ({ id, ethernet_mac_address: `made-up-${id}`, mtu: 1500 }));
    const configDrive = documents({ 'network_data.json': { links, networks: [{ link: 'one' }] } });

    expect(configDriveOf(aGuest({ configDrive }), ['real-1', 'real-2'])).toEqual({
      meta_data: {},
      network_data: {
        links: [
          { id: 'one', ethernet_mac_address: 'real-1', mtu: 1500 },
          { id: 'two', ethernet_mac_address: 'real-2', mtu: 1500 },
          { id: 'three', ethernet_mac_address: 'made-up-three', mtu: 1500 },
        ],
        networks: [{ link: 'one' }],
      },
    });
    expect(configDriveOf(aGuest({ configDrive: documents({ 'network_data.json': { services: [] } }) }), ['real-1'])).toMatchObject({
      network_data: { services: [] },
    });
  });

  it('is refused with user data that is no text', () => {
    const configDrive = documents({ user_data: Uint8Array.of(0x1f, 0x8b, 0xff) });

    expect(() => configDriveOf(aGuest({ configDrive }), [])).toThrow(expect.objectContaining({ reason: 'Unsupported' }));
  });
});
