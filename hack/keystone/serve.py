#!/usr/bin/python3
"""Serves Debian's Keystone on a free port of loopback, from the folder that prepare.sh made (or a copy of it).

Usage: serve.py FOLDER

Prints its address, as http://127.0.0.1:PORT, when it answers. Ends with its standard input: whoever started it is gone then.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'wsgi'))
from loopback_service import LoopbackService


def main():
    os.chdir(sys.argv[1])
    os.environ['OS_KEYSTONE_CONFIG_FILES'] = 'keystone.conf'
    service = LoopbackService()
    del sys.argv[1:]

    from keystone.server.wsgi import initialize_public_application
    application = initialize_public_application()
    import keystone.conf
    keystone.conf.CONF.set_override('public_endpoint', service.address)
    service.serve(application)


main()
