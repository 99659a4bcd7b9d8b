import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NovaDesk } from '#test/harness/nova-desk.ts';

describe('/extensions', () => {
  let desk: NovaDesk;

  beforeAll(async () => {
    desk = await NovaDesk.open();
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  it('names each extension once, and shows each by its alias', async () => {
    const { code, body } = await desk.ask('reader@p1', 'GET', '/extensions');
    expect(code).toBe(200);
    const aliases = (body['extensions'] as { alias: string }[]).map(({ alias }) => alias);

    expect(new Set(aliases).size).toBe(aliases.length);
    expect(aliases).toEqual(expect.arrayContaining(['os-hosts', 'os-consoles', 'servers']));
    expect((await desk.ask('reader@p1', 'GET', '/extensions/os-hosts')).body).toMatchObject({
      extension: { alias: 'os-hosts', name: 'Hosts', links: [], updated: '2014-12-03T00:00:00Z' },
    });
  });

  it('knows no others', async () => {
    expect(await desk.ask('reader@p1', 'GET', '/extensions/os-fping')).toMatchObject({ code: 404, body: { itemNotFound: { code: 404 } } });
  });
});
