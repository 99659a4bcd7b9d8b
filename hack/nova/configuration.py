"""What the daemons of a real Nova read: one file for each, in the folder of the run. Everything is on loopback."""
import os
import shutil
from dataclasses import dataclass

#: Who the daemons are towards Keystone: an administrator of the project `service`.
SERVICE_USER = 'nova-peer'


@dataclass(frozen=True)
class Peer:
    folder: str
    ports: dict
    # Without /v3.
    identity_url: str
    service_password: str
    # Names of the hosts, each with a nova-compute of its own.
    hosts: tuple
    workers: int

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def url(self, service):
        return f'http://127.0.0.1:{self.ports[service]}'

    def database(self, name):
        return f"mysql+pymysql://root@127.0.0.1:{self.ports['mariadb']}/{name}?charset=utf8"

    @property
    def message_bus(self):
        return f"rabbit://guest:guest@127.0.0.1:{self.ports['rabbitmq']}/"


def write_configuration(peer):
    for folder in ('etc/nova', 'etc/glance', 'etc/placement', 'log', 'lock', 'images', 'rabbitmq', 'state/instances'):
        os.makedirs(peer.path(folder), exist_ok=True)
    write(peer.path('etc/placement/placement.conf'), placement(peer))
    write(peer.path('etc/glance/glance-api.conf'), glance(peer))
    shutil.copy('/etc/glance/glance-api-paste.ini', peer.path('etc/glance'))
    shutil.copy('/etc/nova/api-paste.ini', peer.path('etc/nova'))
    write(peer.path('etc/nova/nova.conf'), nova(peer))
    for host in peer.hosts:
        state = peer.path('state', host)
        os.makedirs(os.path.join(state, 'instances'), exist_ok=True)
        write(peer.path(f'etc/nova/{host}.conf'), f'[DEFAULT]\nhost = {host}\nstate_path = {state}\ninstances_path = {state}/instances\n')
    for name, program in (('placement', '/usr/bin/placement-api'), ('glance', '/usr/bin/glance-wsgi-api'), ('nova', '/usr/bin/nova-api-wsgi')):
        write(peer.path(f'etc/{name}-uwsgi.ini'), uwsgi(peer, name, program))
    write(peer.path('rabbitmq/enabled_plugins'), '[].\n')
    write(peer.path('rabbitmq/rabbitmq.conf'), f"listeners.tcp.default = 127.0.0.1:{peer.ports['rabbitmq']}\nloopback_users.guest = true\n")


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    # Passwords of the run stand in most of them.
    os.chmod(path, 0o600)


def authentication(peer, section):
    return f"""
[{section}]
auth_type = password
auth_url = {peer.identity_url}/v3
project_domain_id = default
user_domain_id = default
project_name = service
username = {SERVICE_USER}
password = {peer.service_password}
region_name = RegionOne
"""


def tokens(peer):
    return authentication(peer, 'keystone_authtoken') + f"""
www_authenticate_uri = {peer.identity_url}/v3
memcached_servers = 127.0.0.1:{peer.ports['memcached']}
service_token_roles_required = true
"""


def placement(peer):
    return f"""
[DEFAULT]
log_dir = {peer.path('log')}
log_file = placement.log
[api]
auth_strategy = keystone
[placement_database]
connection = {peer.database('placement')}
{tokens(peer)}"""


def glance(peer):
    return f"""
[DEFAULT]
log_dir = {peer.path('log')}
log_file = glance.log
enabled_backends = files:file
[database]
connection = {peer.database('glance')}
[paste_deploy]
flavor = keystone
[glance_store]
default_backend = files
[files]
filesystem_store_datadir = {peer.path('images')}
[oslo_concurrency]
lock_path = {peer.path('lock')}
{tokens(peer)}"""


def nova(peer):
    """With as few limits as we have by ourselves, so that answers about quotas can be compared."""
    return f"""
[DEFAULT]
log_dir = {peer.path('log')}
transport_url = {peer.message_bus}
my_ip = 127.0.0.1
state_path = {peer.path('state')}
instances_path = {peer.path('state/instances')}
compute_driver = fake.FakeDriver
enabled_apis = osapi_compute
allow_resize_to_same_host = true
vif_plugging_is_fatal = false
vif_plugging_timeout = 0
[api]
auth_strategy = keystone
[wsgi]
api_paste_config = {peer.path('etc/nova/api-paste.ini')}
[api_database]
connection = {peer.database('nova_api')}
[database]
connection = {peer.database('nova')}
[conductor]
workers = {peer.workers}
[scheduler]
workers = {peer.workers}
[quota]
instances = -1
cores = -1
ram = -1
key_pairs = -1
server_groups = -1
server_group_members = -1
[oslo_concurrency]
lock_path = {peer.path('lock')}
[oslo_messaging_rabbit]
rabbit_ha_queues = false
[oslo_policy]
policy_dirs = {peer.path('etc/nova/policy.d')}
# The roles of today: a reader reads and a member writes. It is what newer releases do by themselves.
enforce_scope = true
enforce_new_defaults = true
[vnc]
enabled = true
novncproxy_base_url = http://127.0.0.1:6080/vnc_auto.html
server_proxyclient_address = 127.0.0.1
[serial_console]
enabled = true
[key_manager]
fixed_key = {'0' * 64}
[cache]
enabled = true
backend = dogpile.cache.pymemcache
memcache_servers = 127.0.0.1:{peer.ports['memcached']}
{tokens(peer)}{authentication(peer, 'placement')}endpoint_override = {peer.url('placement')}
{authentication(peer, 'neutron')}endpoint_override = {peer.url('network')}
{authentication(peer, 'service_user')}send_service_user_token = false
[glance]
region_name = RegionOne
endpoint_override = {peer.url('glance')}
[cinder]
auth_type = password
auth_url = {peer.identity_url}/v3
"""


def uwsgi(peer, name, program):
    """As Debian's own, /etc/PROJECT/*-uwsgi.ini, but for users, and with as many processes as are asked for."""
    threads = 1 if name == 'nova' else 32
    return f"""[uwsgi]
http-socket = 127.0.0.1:{peer.ports[name]}
buffer-size = 65535
rem-header = Content-Length
master = true
enable-threads = true
thunder-lock = true
plugins = python3
lazy-apps = true
paste-logger = true
no-orphans = true
die-on-term = true
processes = {peer.workers}
threads = {threads}
listen = 100
name = {name}
chdir = {peer.folder}
wsgi-file = {program}
log-format = %(method) %(uri) %(status) %(size) %(msecs)ms
""" + ('' if name == 'nova' else """socket-timeout = 10
http-auto-chunked = true
http-chunked-input = true
http-raw-body = true
add-header = Connection: close
exit-on-reload = true
wsgi-manage-chunked-input = true
""")
