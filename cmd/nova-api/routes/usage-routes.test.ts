import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';
import { eventually } from '#test/harness/eventually.ts';

describe('usage', () => {
  let desk: NovaDesk;
  let ids: readonly string[];

  beforeAll(async () => {
    desk = await NovaDesk.open();
    const { imageID } = await stockCloud(desk);
    const resources = { flavor: 'm1.tiny', vcpus: 2, memoryMiB: 64, diskGiB: 1 };
    const launch = (who: string, name: string, launchedAt: string) =>
      makeServer(desk, who, { imageID, name, status: { launchedAt, resources } });
    ids = [
      await launch('member@p1', 'early', '2026-01-01T00:00:00Z'),
      await launch('member@p1', 'late', '2026-01-01T12:00:00Z'),
      await launch('member@p2', 'other', '2026-01-01T00:00:00Z'),
    ];
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, path: string, version = '2.96') => desk.ask(who, 'GET', path, { version });
  const day = 'start=2026-01-01T00:00:00&end=2026-01-02T00:00:00.000000';

  it('is the time that servers ran in a period, times their size', async () => {
    const { code, body } = await ask('reader@p1', `/os-simple-tenant-usage/p1?${day}`);

    expect(code).toBe(200);
    expect(body['tenant_usage']).toMatchObject({
      tenant_id: 'p1',
      start: '2026-01-01T00:00:00.000000',
      stop: '2026-01-02T00:00:00.000000',
      total_hours: 36,
      total_vcpus_usage: 72,
      total_memory_mb_usage: 36 * 64,
      total_local_gb_usage: 36,
    });
    const { server_usages: servers } = body['tenant_usage'] as { readonly server_usages: readonly Record<string, unknown>[] };
    expect(servers.find(({ name }) => name === 'late')).toEqual({
      instance_id: ids[1],
      name: 'late',
      tenant_id: 'p1',
      flavor: 'm1.tiny',
      vcpus: 2,
      memory_mb: 64,
      local_gb: 1,
      hours: 12,
      started_at: '2026-01-01T12:00:00.000000',
      ended_at: null,
      state: 'active',
      uptime: expect.any(Number),
    });
  });

  it('of all projects is for administrators, and comes in pages of servers', async () => {
    expect(await ask('manager@p1', `/os-simple-tenant-usage?${day}`)).toMatchObject({ code: 403 });
    expect(await ask('manager@p1', `/os-simple-tenant-usage/p2?${day}`)).toMatchObject({ code: 403 });
    const all = await ask('admin@p9', `/os-simple-tenant-usage?${day}`);
    expect(all.body).toMatchObject({
      tenant_usages: [
        { tenant_id: 'p1', total_hours: 36 },
        { tenant_id: 'p2', total_hours: 24 },
      ],
    });
    expect((all.body['tenant_usages'] as readonly object[])[0]).not.toHaveProperty('server_usages');
    const last = await ask('admin@p9', `/os-simple-tenant-usage?${day}&detailed=1&limit=2&marker=${ids.slice(0, 2).toSorted()[0]}`);
    expect(last.body).toMatchObject({ tenant_usages: [{ total_hours: expect.any(Number), server_usages: [{}] }, { tenant_id: 'p2' }] });
    expect(last.body).toHaveProperty('tenant_usages_links');
  });

  it('is nothing where nothing ran, and counts nothing that is to come', async () => {
    expect((await ask('reader@p3', `/os-simple-tenant-usage/p3?${day}`)).body).toEqual({ tenant_usage: {} });
    expect((await ask('reader@p1', '/os-simple-tenant-usage/p1?start=2025-01-01T00:00:00&end=2025-02-01T00:00:00')).body).toEqual({
      tenant_usage: {},
    });
    const future = await ask('reader@p1', '/os-simple-tenant-usage/p1?start=2999-01-01T00:00:00&end=2999-02-01T00:00:00');
    expect(future.body).toMatchObject({ tenant_usage: { total_hours: 0 } });
  });

  it('is refused for times that are none, or run backwards', async () => {
    const between = (start: string, end: string) => ask('reader@p1', `/os-simple-tenant-usage/p1?start=${start}&end=${end}`);

    expect(await between('2026-01-02T00:00:00', '2026-01-01T00:00:00')).toMatchObject({ code: 400 });
    expect(await between('yesterday', '2026-01-01T00:00:00')).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Datetime is in invalid format' } },
    });
    expect(await between('2026-02-30T00:00:00', '2026-03-05T00:00:00')).toMatchObject({ code: 400 });
  });

  it('is audited by no host, which administrators can read', async () => {
    await desk.operator.resource(hostKind).create(draftOf(hostKind, 'alpha', { gracePeriodSeconds: 60 }));
    await eventually(() => {
      if (desk.known.hosts.size === 0) throw new Error('not known yet');
    });

    expect((await ask('admin@p9', '/os-instance_usage_audit_log/2026-03-15%2010%3A00%3A00')).body).toEqual({
      instance_usage_audit_log: {
        period_beginning: '2026-02-01 00:00:00',
        period_ending: '2026-03-01 00:00:00',
        num_hosts: 1,
        num_hosts_done: 0,
        num_hosts_running: 0,
        num_hosts_not_run: 1,
        hosts_not_run: ['alpha'],
        total_instances: 0,
        total_errors: 0,
        overall_status: '0 of 1 hosts done. 0 errors.',
        log: {},
      },
    });
    expect((await ask('admin@p9', '/os-instance_usage_audit_log')).body).toHaveProperty('instance_usage_audit_logs');
    expect(await ask('admin@p9', '/os-instance_usage_audit_log/nonsense')).toMatchObject({ code: 400 });
    expect(await ask('manager@p9', '/os-instance_usage_audit_log')).toMatchObject({ code: 403 });
  });
});
