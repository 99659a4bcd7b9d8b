#!/usr/bin/python3
"""The least of a network service that Nova can live with: it asks for ports and security groups even for servers without networks.

Usage: network_service.py PORT

Keeps networks, subnets, ports and security groups in memory. It checks no token and plugs nothing in. Whoever runs it makes the networks, with ids of
their choice. It listens on loopback only.
"""
import http.server
import json
import sys
import threading
import time
import urllib.parse
import uuid

EXTENSIONS = ('security-group', 'port-security', 'binding', 'binding-extended', 'quotas', 'provider', 'external-net', 'extra_dhcp_opt', 'allowed-address-pairs')
#: What a collection's path calls it, and what one of it is called.
KINDS = {'networks': 'network', 'subnets': 'subnet', 'ports': 'port', 'security-groups': 'security_group', 'security-group-rules': 'security_group_rule'}
#: Words of a query that choose no objects.
NO_FILTERS = ('fields', 'limit', 'marker', 'sort_key', 'sort_dir', 'page_reverse')


class Refused(Exception):
    def __init__(self, status, kind, message):
        super().__init__(message)
        self.status = status
        self.body = {'NeutronError': {'type': kind, 'message': message, 'detail': ''}}


class Networks:
    def __init__(self):
        self._objects = {kind: {} for kind in KINDS}
        self._addresses = 10

    def answer(self, method, path, query, body):
        words = [urllib.parse.unquote(word) for word in path.split('/') if word]
        if words in ([], ['v2.0']):
            return 200, {'versions': [{'id': 'v2.0', 'status': 'CURRENT', 'links': []}], 'resources': []}
        collection = words[1].removesuffix('.json')
        if collection == 'extensions':
            return 200, {'extensions': [{'alias': alias, 'name': alias, 'description': '', 'links': []} for alias in EXTENSIONS]}
        if collection == 'quotas':
            return 200, {'quota': {'network': 100, 'subnet': 100, 'port': -1, 'security_group': 100, 'security_group_rule': 1000}}
        if collection not in KINDS:
            return 200, {collection.replace('-', '_'): []}
        if len(words) == 2:
            return self._of_collection(method, collection, urllib.parse.parse_qsl(query, keep_blank_values=True), body)
        return self._of_object(method, collection, words[2].removesuffix('.json'), body)

    def _of_collection(self, method, kind, query, body):
        if method == 'GET':
            if kind == 'security-groups':
                for project in (value for key, value in query if key in ('tenant_id', 'project_id')):
                    self._default_group(project)
            return 200, {kind.replace('-', '_'): self._selected(kind, query)}
        made = dict(body[KINDS[kind]])
        made['tenant_id'] = made.get('tenant_id') or made.get('project_id', '')
        if kind == 'ports':
            self._complete_port(made)
        elif kind == 'networks':
            made = {'subnets': [], 'status': 'ACTIVE', 'shared': False, 'admin_state_up': True, 'router:external': False, 'mtu': 1450, 'port_security_enabled': True, **made}
        elif kind == 'subnets':
            made = {'enable_dhcp': True, 'dns_nameservers': [], 'host_routes': [], 'ip_version': 4, **made}
            self._object('networks', made['network_id'])['subnets'].append(made.setdefault('id', str(uuid.uuid4())))
        elif kind == 'security-groups':
            made.setdefault('security_group_rules', [])
        return 201, {KINDS[kind]: self._keep(kind, made)}

    def _of_object(self, method, kind, key, body):
        found = self._object(kind, key)
        if method == 'PUT':
            found.update(body[KINDS[kind]])
            if kind == 'ports':
                found['status'] = 'ACTIVE' if found['device_id'] else 'DOWN'
                found['binding:vif_type'] = 'ovs' if found['binding:host_id'] else 'unbound'
                found['security_groups'] = found['security_groups'] or []
        if method == 'DELETE':
            del self._objects[kind][key]
            return 204, None
        return 200, {KINDS[kind]: found}

    def _object(self, kind, key):
        found = self._objects[kind].get(key)
        if found is None:
            name = ''.join(word.title() for word in KINDS[kind].split('_'))
            raise Refused(404, f'{name}NotFound', f'{name} {key} could not be found.')
        return found

    def _keep(self, kind, made):
        now = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
        for key, value in (('id', str(uuid.uuid4())), ('name', ''), ('description', ''), ('created_at', now), ('updated_at', now), ('tags', [])):
            made.setdefault(key, value)
        made['project_id'] = made['tenant_id']
        self._objects[kind][made['id']] = made
        return made

    def _default_group(self, project):
        for group in self._objects['security-groups'].values():
            if group['tenant_id'] == project and group['name'] == 'default':
                return group
        return self._keep('security-groups', {'name': 'default', 'tenant_id': project, 'security_group_rules': [], 'stateful': True, 'shared': False})

    def _complete_port(self, port):
        network = self._object('networks', port['network_id'])
        self._addresses += 1
        number = self._addresses
        subnet = (network['subnets'] or [''])[0]
        wished = port.get('fixed_ips') or [{}]
        port['fixed_ips'] = [{'subnet_id': each.get('subnet_id') or subnet, 'ip_address': each.get('ip_address') or f'10.20.{number // 250}.{number % 250 + 2}'} for each in wished]
        port['status'] = 'ACTIVE' if port.get('device_id') else 'DOWN'
        defaults = {
            'admin_state_up': True, 'mac_address': f'fa:16:3e:00:{number >> 8:02x}:{number & 255:02x}', 'device_id': '', 'device_owner': '',
            'binding:vnic_type': 'normal', 'binding:vif_type': 'ovs', 'binding:vif_details': {'port_filter': True}, 'binding:profile': {}, 'binding:host_id': '',
            'port_security_enabled': True, 'allowed_address_pairs': [], 'extra_dhcp_opts': []}
        for key, value in defaults.items():
            port.setdefault(key, value)
        port['security_groups'] = port.get('security_groups') or [self._default_group(port['tenant_id'])['id']]

    def _selected(self, kind, query):
        found = list(self._objects[kind].values())
        wishes = {}
        for key, value in query:
            if key not in NO_FILTERS:
                wishes.setdefault('tenant_id' if key == 'project_id' else key, []).append(value.lower())
        for key, values in wishes.items():
            if key == 'fixed_ips':
                wanted = {value.split('=', 1)[-1] for value in values}
                found = [each for each in found if any(wanted & set(address.values()) for address in each.get('fixed_ips', []))]
            else:
                found = [each for each in found if str(each.get(key)).lower() in values]
        fields = [value for key, value in query if key == 'fields']
        return [{field: each.get(field) for field in fields} for each in found] if fields else found


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    networks = Networks()
    turn = threading.Lock()

    def handle_any(self):
        length = int(self.headers.get('content-length') or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        url = urllib.parse.urlsplit(self.path)
        try:
            with self.turn:
                status, answer = self.networks.answer(self.command, url.path, url.query, body)
        except Refused as refused:
            status, answer = refused.status, refused.body
        data = b'' if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
