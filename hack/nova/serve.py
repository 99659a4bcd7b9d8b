#!/usr/bin/python3
"""Runs a real Nova out of Debian's packages (hack/install-packages.sh --with-nova), with its fake driver, on free ports of loopback.

Usage: serve.py FOLDER --template=FOLDER --identity=URL --password-file=FILE [--hosts=vm-1,vm-2] [--workers=2]

FOLDER is for this run and is made. The template keeps the databases as they are when their migrations are done; the first run makes it, in a minute,
and each later one copies it. The identity service is a Keystone that somebody else runs; the password in the file is that of the user `nova-peer`,
who is `admin` in the project `service` there.

Prints one line of JSON when servers can be created: the addresses of the APIs, and which processes there are. Ends, with all that it started,
when its standard input does.
"""
import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

from configuration import SERVICE_USER, Peer, write_configuration
from daemons import Daemons, clean_environment, free_ports, listens, run, wait_until

HERE = os.path.dirname(os.path.abspath(__file__))
SERVICES = ('nova', 'placement', 'glance', 'network', 'mariadb', 'rabbitmq', 'rabbitmq-nodes', 'epmd', 'memcached')


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('folder')
    arguments.add_argument('--template', required=True)
    arguments.add_argument('--identity', required=True)
    arguments.add_argument('--password-file', required=True)
    arguments.add_argument('--hosts', default='vm-1,vm-2')
    arguments.add_argument('--workers', type=int, default=2)
    given = arguments.parse_args()
    with open(given.password_file, encoding='utf-8') as file:
        password = file.read().strip()
    os.makedirs(given.folder, mode=0o700, exist_ok=True)
    peer = Peer(os.path.abspath(given.folder), free_ports(SERVICES), given.identity, password, tuple(given.hosts.split(',')), given.workers)
    write_configuration(peer)
    daemons = Daemons(peer)
    try:
        serve(peer, daemons, os.path.abspath(given.template))
        addresses = {'compute': f"{peer.url('nova')}/v2.1", 'image': peer.url('glance'), 'network': peer.url('network')}
        print(json.dumps({**addresses, 'processes': daemons.process_ids()}), flush=True)
        while sys.stdin.buffer.read(4096):
            pass
    finally:
        daemons.end()


def serve(peer, daemons, template):
    prepare_databases(peer, daemons, template)
    start_foundations(peer, daemons)
    start_apis(peer, daemons)
    configuration = ('--config-file', peer.path('etc/nova/nova.conf'))
    daemons.start('nova-conductor', ['/usr/bin/nova-conductor', *configuration, '--log-file', 'nova-conductor.log'])
    for host in peer.hosts:
        own = ('--config-file', peer.path(f'etc/nova/{host}.conf'), '--log-file', f'nova-compute-{host}.log')
        daemons.start(f'nova-compute-{host}', ['/usr/bin/nova-compute', *configuration, *own])
        # One by one, so that their numbers are in the order of their names.
        known = len(daemons.process_ids_of('nova-compute-'))
        wait_until(daemons, f'{host} is up', lambda known=known: services_up(peer, 'nova-compute') >= known)
    run(peer, '/usr/bin/nova-manage', *configuration, 'cell_v2', 'discover_hosts')
    # The last: a scheduler that is started before the hosts are known keeps to those that it saw first.
    daemons.start('nova-scheduler', ['/usr/bin/nova-scheduler', *configuration, '--log-file', 'nova-scheduler.log'])
    wait_until(daemons, 'the scheduler is up', lambda: services_up(peer, 'nova-scheduler') > 0 and scheduler_listens(peer))


def prepare_databases(peer, daemons, template):
    os.makedirs(os.path.dirname(template), exist_ok=True)
    with open(f'{template}.lock', 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(os.path.join(template, 'ready')):
            shutil.rmtree(template, ignore_errors=True)
            make_template(peer, daemons, template)
    shutil.copytree(template, peer.path('mariadb'), dirs_exist_ok=True)


def make_template(peer, daemons, template):
    data = peer.path('mariadb')
    run(peer, '/usr/bin/mariadb-install-db', '--no-defaults', '--user=root', f'--datadir={data}', '--auth-root-authentication-method=normal', '--skip-test-db')
    start_mariadb(peer, daemons)
    for name in ('placement', 'glance', 'nova_api', 'nova', 'nova_cell0'):
        query(peer, f'create database {name} character set utf8')
    query(peer, "create user if not exists 'root'@'127.0.0.1'; grant all on *.* to 'root'@'127.0.0.1' with grant option")
    run(peer, '/usr/bin/placement-manage', '--config-file', peer.path('etc/placement/placement.conf'), 'db', 'sync')
    run(peer, '/usr/bin/glance-manage', '--config-file', peer.path('etc/glance/glance-api.conf'), 'db_sync')
    manage = ('/usr/bin/nova-manage', '--config-file', peer.path('etc/nova/nova.conf'))
    run(peer, *manage, 'api_db', 'sync')
    run(peer, *manage, 'cell_v2', 'map_cell0', '--database_connection', peer.database('nova_cell0'))
    run(peer, *manage, 'db', 'sync')
    run(peer, *manage, 'cell_v2', 'create_cell', '--name', 'cell1')
    daemons.end('mariadb')
    shutil.move(data, template)
    with open(os.path.join(template, 'ready'), 'w', encoding='ascii'):
        pass


def start_mariadb(peer, daemons):
    socket = peer.path('mariadb.sock')
    daemons.start('mariadb', [
        '/usr/sbin/mariadbd', '--no-defaults', '--user=root', f"--datadir={peer.path('mariadb')}", f'--socket={socket}', f"--pid-file={peer.path('mariadb.pid')}",
        '--bind-address=127.0.0.1', f"--port={peer.ports['mariadb']}", '--max-connections=1000', '--innodb-buffer-pool-size=512M', '--character-set-server=utf8',
        '--skip-name-resolve'])
    wait_until(daemons, 'MariaDB listens', lambda: listens(peer.ports['mariadb']) and os.path.exists(socket))


def query(peer, text):
    run(peer, '/usr/bin/mariadb', '--no-defaults', '-uroot', f"--socket={peer.path('mariadb.sock')}", '-e', text)


def start_foundations(peer, daemons):
    start_mariadb(peer, daemons)
    # The cells were written down with the addresses of the run that made the template.
    query(peer, f"""update nova_api.cell_mappings set transport_url = '{peer.message_bus}' where name = 'cell1';
                    update nova_api.cell_mappings set database_connection = '{peer.database('nova')}' where name = 'cell1';
                    update nova_api.cell_mappings set database_connection = '{peer.database('nova_cell0')}' where name = 'cell0'""")
    daemons.start('memcached', ['/usr/bin/memcached', '-u', 'root', '-l', '127.0.0.1', '-p', str(peer.ports['memcached']), '-m', '64'])
    # By itself it would start one that outlives it.
    daemons.start('epmd', ['/usr/bin/epmd', '-address', '127.0.0.1', '-port', str(peer.ports['epmd'])])
    wait_until(daemons, 'epmd listens', lambda: listens(peer.ports['epmd']))
    daemons.start('rabbitmq', ['/usr/lib/rabbitmq/bin/rabbitmq-server'], **rabbitmq_environment(peer))
    wait_until(daemons, 'RabbitMQ listens', lambda: listens(peer.ports['rabbitmq']))


def rabbitmq_environment(peer):
    folder = peer.path('rabbitmq')
    return {
        'HOME': folder, 'RABBITMQ_NODENAME': f"nova{peer.ports['rabbitmq']}@localhost", 'RABBITMQ_NODE_PORT': str(peer.ports['rabbitmq']),
        'RABBITMQ_NODE_IP_ADDRESS': '127.0.0.1', 'RABBITMQ_DIST_PORT': str(peer.ports['rabbitmq-nodes']), 'RABBITMQ_MNESIA_BASE': f'{folder}/mnesia',
        'RABBITMQ_LOG_BASE': f'{folder}/log', 'RABBITMQ_ENABLED_PLUGINS_FILE': f'{folder}/enabled_plugins', 'RABBITMQ_CONFIG_FILE': f'{folder}/rabbitmq.conf',
        'RABBITMQ_PID_FILE': f'{folder}/pid', 'RABBITMQ_CONF_ENV_FILE': '/dev/null', 'ERL_EPMD_PORT': str(peer.ports['epmd']), 'ERL_EPMD_ADDRESS': '127.0.0.1',
        'RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS': '-kernel inet_dist_use_interface {127,0,0,1}',
    }


def start_apis(peer, daemons):
    daemons.start('network', ['/usr/bin/python3', os.path.join(HERE, 'network_service.py'), str(peer.ports['network'])])
    folders = {f'OS_{name.upper()}_CONFIG_DIR': peer.path('etc', name) for name in ('placement', 'glance', 'nova')}
    for name in ('placement', 'glance', 'nova'):
        daemons.start(name, ['/usr/bin/uwsgi_python3', '--ini', peer.path(f'etc/{name}-uwsgi.ini')], **folders)
    for url in (f"{peer.url('placement')}/", f"{peer.url('glance')}/versions", f"{peer.url('nova')}/"):
        wait_until(daemons, f'an answer from {url}', lambda url=url: answers(url))


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        return error.code == 300
    except OSError:
        return False


def services_up(peer, binary):
    request = urllib.request.Request(f"{peer.url('nova')}/v2.1/os-services?binary={binary}", headers={'X-Auth-Token': token(peer)})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return sum(service['state'] == 'up' for service in json.load(answer)['services'])
    except OSError:
        return 0


_tokens = []


def token(peer):
    """One for the whole start."""
    if not _tokens:
        domain = {'id': 'default'}
        body = {'auth': {
            'identity': {'methods': ['password'], 'password': {'user': {'name': SERVICE_USER, 'domain': domain, 'password': peer.service_password}}},
            'scope': {'project': {'name': 'service', 'domain': domain}}}}
        request = urllib.request.Request(
            f'{peer.identity_url}/v3/auth/tokens', data=json.dumps(body).encode(), headers={'Content-Type': 'application/json'}, method='POST')
        with urllib.request.urlopen(request, timeout=60) as answer:
            _tokens.append(answer.headers['X-Subject-Token'])
    return _tokens[0]


def scheduler_listens(peer):
    done = subprocess.run(
        ['/usr/lib/rabbitmq/bin/rabbitmqctl', '-q', 'list_queues', 'name', 'consumers'], env=clean_environment(peer, **rabbitmq_environment(peer)),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    rows = [line.split() for line in done.stdout.splitlines()]
    return any(row[0] == 'scheduler' and int(row[1]) > 0 for row in rows if len(row) == 2 and row[1].isdigit())


main()
