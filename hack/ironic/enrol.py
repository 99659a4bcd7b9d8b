#!/usr/bin/python3
"""Enrol test nodes in a standalone Ironic and bring them to 'available'.

Standard library only.  IRONIC_URL and, for http_basic, IRONIC_BASIC
(user:password) come from the environment.
"""
import argparse
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

URL = os.environ.get('IRONIC_URL', 'http://127.0.0.1:6385')
BASIC = os.environ.get('IRONIC_BASIC', '')
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def api(method, path, body=None, tries=40):
    headers = {'X-OpenStack-Ironic-API-Version': '1.82',
               'Content-Type': 'application/json',
               'Accept': 'application/json'}
    if BASIC:
        headers['Authorization'] = 'Basic ' + base64.b64encode(BASIC.encode()).decode()
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(tries):
        req = urllib.request.Request(URL + path, method=method, data=data, headers=headers)
        try:
            with OPENER.open(req) as f:
                raw = f.read()
                return f.status, (json.loads(raw) if raw else None)
        except urllib.error.HTTPError as e:
            text = e.read().decode(errors='replace')
            # 409 node locked, 503 no free conductor worker: both pass
            if (e.code == 503 or (e.code == 409 and 'locked' in text)) and attempt + 1 < tries:
                time.sleep(0.25)
                continue
            return e.code, text
    return 0, 'unreachable'


def wait(name, state, timeout=120):
    end = time.time() + timeout
    while time.time() < end:
        node = api('GET', f'/v1/nodes/{name}?fields=provision_state,reservation,last_error')[1]
        if node['provision_state'] == state and not node['reservation']:
            return
        if node['provision_state'].endswith('failed'):
            raise SystemExit(f'{name}: {node}')
        time.sleep(0.1)
    raise SystemExit(f'{name}: still not {state}: {node}')


def must(res, *codes):
    if res[0] not in codes:
        raise SystemExit(f'unexpected answer {res}')
    return res[1]


def enrol(i, a):
    name = f'{a.prefix}{i}'
    body = {'name': name, 'driver': a.driver, 'resource_class': a.resource_class,
            'properties': {'cpus': a.cpus, 'memory_mb': a.memory_mb,
                           'local_gb': a.local_gb, 'cpu_arch': 'x86_64',
                           'capabilities': 'boot_mode:bios'},
            'driver_info': json.loads(a.driver_info)}
    if a.driver == 'peer-hardware':
        for k in ('power', 'deploy', 'management', 'rescue', 'console'):
            body[f'{k}_interface'] = 'peer'
    if a.interfaces:
        body.update(json.loads(a.interfaces))
    node = must(api('POST', '/v1/nodes', body), 201)
    mac = '52:54:%02x:%02x:%02x:%02x' % (0xb0 | (i >> 24) & 15, i >> 16 & 255, i >> 8 & 255, i & 255)
    must(api('POST', '/v1/ports', {'node_uuid': node['uuid'], 'address': a.mac or mac,
                                   'physical_network': a.physnet}), 201)
    if a.traits:
        must(api('PUT', f'/v1/nodes/{name}/traits', {'traits': a.traits.split(',')}), 204)
    must(api('PUT', f'/v1/nodes/{name}/states/provision', {'target': 'manage'}), 202)
    wait(name, 'manageable')
    # fake-hardware reports no power state until one was set, and a node with
    # none is not schedulable
    must(api('PUT', f'/v1/nodes/{name}/states/power', {'target': 'power off'}), 202)
    end = time.time() + 60
    while time.time() < end:
        n = api('GET', f'/v1/nodes/{name}?fields=power_state,target_power_state,reservation')[1]
        if n['power_state'] and not n['target_power_state'] and not n['reservation']:
            break
        time.sleep(0.1)
    must(api('PUT', f'/v1/nodes/{name}/states/provision', {'target': 'provide'}), 202)
    wait(name, 'available')
    return node['uuid']


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--count', type=int, default=1)
    p.add_argument('--start', type=int, default=0)
    p.add_argument('--prefix', default='bm')
    p.add_argument('--driver', default='fake-hardware')
    p.add_argument('--resource-class', default='baremetal.small')
    p.add_argument('--cpus', type=int, default=8)
    p.add_argument('--memory-mb', type=int, default=16384)
    p.add_argument('--local-gb', type=int, default=100)
    p.add_argument('--traits', default='CUSTOM_PEER')
    p.add_argument('--physnet', default='physnet1')
    p.add_argument('--mac', default='')
    p.add_argument('--driver-info', default='{}', help='JSON')
    p.add_argument('--interfaces', default='', help='JSON, e.g. {"deploy_interface":"direct"}')
    p.add_argument('--parallel', type=int, default=4)
    a = p.parse_args()
    t = time.time()
    with ThreadPoolExecutor(a.parallel) as ex:
        for uuid in ex.map(lambda i: enrol(i, a), range(a.start, a.start + a.count)):
            print(uuid)
    print(f'enrolled {a.count} nodes in {time.time() - t:.1f} s', file=sys.stderr)


if __name__ == '__main__':
    main()
