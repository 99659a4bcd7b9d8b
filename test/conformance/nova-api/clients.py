#!/usr/bin/python3
"""Runs the real `openstack` and `nova` for a test, many commands one after the other, without their second of start for each.

Reads requests from standard input, one JSON array a line: the program and its words. Each is run in a process of its own, forked from this one, which
has loaded the programs' code and nothing else. Prints for each a JSON object: its exit code, and what it printed and complained.
"""
import json
import os
import sys
import tempfile

import novaclient.shell
import novaclient.v2.shell  # noqa: F401
import openstack  # noqa: F401
import openstack.connection  # noqa: F401
import openstackclient.shell
from stevedore import extension

# What a command would otherwise look up among all packages of the system at each start.
for group in ('openstack.cli', 'openstack.cli.base', 'openstack.cli.extension', 'openstack.compute.v2', 'openstack.image.v2',
              'openstack.network.v2', 'openstack.common', 'keystoneauth1.plugin', 'cliff.formatter.show', 'cliff.formatter.list'):
    extension.ExtensionManager(group, invoke_on_load=False, on_load_failure_callback=lambda *_: None)


def run(program, words):
    if program == 'openstack':
        return openstackclient.shell.main(words)
    try:
        novaclient.shell.OpenStackComputeShell().main(words)
    except Exception as error:
        print(f'ERROR ({type(error).__name__}): {error}', file=sys.stderr)
        return 1
    return 0


def in_child(program, words, out, err):
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.argv = [program, *words]
    try:
        code = run(program, words)
    except SystemExit as end:
        code = end.code
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


for line in sys.stdin:
    program, *words = json.loads(line)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            in_child(program, words, out, err)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        answer = {'code': os.waitstatus_to_exitcode(status), 'out': out.read().decode(), 'err': err.read().decode()}
    print(json.dumps(answer), flush=True)
