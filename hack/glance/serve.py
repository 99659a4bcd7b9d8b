#!/usr/bin/python3
"""Serves Debian's Glance on a free port of loopback, with what it keeps in a folder.

Usage: serve.py FOLDER KEYSTONE_URL

Prints its address, as http://127.0.0.1:PORT, when it answers. Ends with its standard input: whoever started it is gone then.
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'wsgi'))
from loopback_service import LoopbackService


def write_settings(folder, keystone):
    """Copies what is the same everywhere, and adds what depends on where we are. Gives the file."""
    shutil.copy('/usr/share/glance-common/glance-api-paste.ini', folder)
    for name in ('images', 'staging', 'tasks', 'locks'):
        os.makedirs(os.path.join(folder, name), mode=0o700, exist_ok=True)
    path = os.path.join(folder, 'glance-api.conf')
    shutil.copy(os.path.join(HERE, 'glance-api.conf'), path)
    with open(path, 'a') as file:
        file.write(f"""
www_authenticate_uri = {keystone}
auth_url = {keystone}/v3
[files]
filesystem_store_datadir = {folder}/images
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[database]
connection = sqlite:///{folder}/glance.sqlite
[oslo_concurrency]
lock_path = {folder}/locks
""")
    return path


def main():
    folder, keystone = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, mode=0o700, exist_ok=True)
    settings = write_settings(folder, keystone)
    os.chdir(folder)
    service = LoopbackService()
    subprocess.run(['/usr/bin/glance-manage', '--config-file', settings, 'db_sync'], check=True, stdout=sys.stderr)
    del sys.argv[1:]

    os.environ['OS_GLANCE_CONFIG_DIR'] = folder
    from glance.common import wsgi_app
    service.serve(wsgi_app.init_app())


main()
