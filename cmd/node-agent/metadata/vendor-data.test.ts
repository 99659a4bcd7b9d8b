import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { anInstance } from '#test/builders/instance.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { VendorData, type VendorDataOptions } from './vendor-data.ts';

/** Services of an operator: what each answers, and what each was asked. */
class Services {
  readonly asked: { readonly url: string; readonly body: unknown }[] = [];
  answers: Readonly<Record<string, () => Response | Promise<Response>>> = {};

  readonly fetch = ((url: string, { body, signal }: { readonly body: string; readonly signal: AbortSignal }) => {
    this.asked.push({ url, body: JSON.parse(body) });
    const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    return Promise.race([aborted, Promise.resolve(this.answers[url]?.() ?? Response.error())]);
  }) as typeof fetch;
}

function vendorData(options: Partial<VendorDataOptions> = {}) {
  const [services, clock] = [new Services(), new VirtualClock()];
  const data = new VendorData({
    static: { hello: 'all' },
    services: [
      { name: 'inventory', url: 'http://inventory.test/' },
      { name: 'licence', url: 'https://licence.test/' },
    ],
    clock,
    logger: silentLogger,
    fetch: services.fetch,
    ...options,
  });
  return { data, services, clock };
}

const instance = anInstance({ metadata: { uid: 'one', namespace: 'team-a' }, machine: { metadata: { role: 'web' } } });

describe('VendorData', () => {
  it('asks each service once for an instance, with what Nova sends', async () => {
    const { data, services } = vendorData();
    services.answers = { 'http://inventory.test/': () => Response.json({ rack: 4 }), 'https://licence.test/': () => Response.json('none') };

    const first = await data.documentsFor(instance, Buffer.from('#!/bin/sh'));
    const second = await data.documentsFor(instance, Buffer.from('#!/bin/sh'));

    expect(first).toEqual({ static: { hello: 'all' }, dynamic: { inventory: { rack: 4 }, licence: 'none' } });
    expect(second).toEqual(first);
    expect(services.asked).toHaveLength(2);
    expect(services.asked[0]).toEqual({
      url: 'http://inventory.test/',
      body: {
        'project-id': 'team-a',
        'instance-id': 'server-uid',
        'image-id': 'image-uid',
        'user-data': Buffer.from('#!/bin/sh').toString('base64'),
        hostname: 'web',
        metadata: { role: 'web' },
        'boot-roles': '',
      },
    });
    data.forget('one');
    await data.documentsFor(instance, undefined);
    expect(services.asked).toHaveLength(4);
  });

  it.each([
    ['an error', () => new Response('no', { status: 500 })],
    ['something that is no JSON', () => new Response('<html>')],
    ['far too much', () => new Response(`"${'x'.repeat(70_000)}"`)],
    ['a broken connection', () => Promise.reject(new Error('connection reset'))],
  ])('passes over a service that answers with %s, and asks it again a minute later', async (_, answer) => {
    const { data, services, clock } = vendorData();
    services.answers = { 'http://inventory.test/': answer, 'https://licence.test/': () => Response.json({ ok: true }) };

    expect(await data.documentsFor(instance, undefined)).toMatchObject({ dynamic: { inventory: {}, licence: { ok: true } } });
    await data.documentsFor(instance, undefined);
    expect(services.asked).toHaveLength(2);

    services.answers = { 'http://inventory.test/': () => Response.json({ rack: 4 }) };
    await clock.advance(60_000);
    expect(await data.documentsFor(instance, undefined)).toMatchObject({ dynamic: { inventory: { rack: 4 }, licence: { ok: true } } });
  });

  it('waits five seconds for an answer', async () => {
    const { data, services, clock } = vendorData({ isStrict: true });
    services.answers = { 'http://inventory.test/': () => new Promise(() => {}), 'https://licence.test/': () => Response.json({}) };

    const answer = data.documentsFor(instance, undefined).catch((error: unknown) => error);
    await clock.advance(5000);

    expect(await answer).toMatchObject({ name: 'VendorDataError', message: expect.stringContaining('no answer in 5000 ms') });
  });

  it('refuses services that cannot be told apart or reached', () => {
    const withServices =
      (...services: readonly { name: string; url: string }[]) =>
      () =>
        vendorData({ services });
    const url = 'http://a.test/';

    expect(withServices({ name: 'a', url }, { name: 'a', url })).toThrow(RangeError);
    expect(withServices({ name: 'static', url })).toThrow(RangeError);
    expect(withServices({ name: 'a', url: 'file:///etc/passwd' })).toThrow(RangeError);
  });
});
