#!/usr/bin/python3
"""Serves Debian's Keystone on a free port of loopback, from the folder that prepare.sh made (or a copy of it).

Usage: serve.py FOLDER

Prints its address, as http://127.0.0.1:PORT, when it answers. Ends with its standard input: whoever started it is gone then.
"""
import os
import socketserver
import sys
import threading
import wsgiref.simple_server


class QuietHandler(wsgiref.simple_server.WSGIRequestHandler):
    def address_string(self):
        return self.client_address[0]

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 128

    def server_bind(self):
        # HTTPServer's own looks its name up in DNS.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = '127.0.0.1', self.server_address[1]
        self.setup_environ()


def end_with_input():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def main():
    os.chdir(sys.argv[1])
    os.environ['OS_KEYSTONE_CONFIG_FILES'] = 'keystone.conf'
    threading.Thread(target=end_with_input, daemon=True).start()
    server = Server(('127.0.0.1', 0), QuietHandler)
    address = f'http://127.0.0.1:{server.server_port}'
    del sys.argv[1:]

    from keystone.server.wsgi import initialize_public_application
    application = initialize_public_application()
    import keystone.conf
    keystone.conf.CONF.set_override('public_endpoint', address)

    # SQLite refuses whoever has read before another one wrote and then wants to write: requests take turns.
    turn = threading.Lock()

    def one_at_a_time(environ, start_response):
        with turn:
            return list(application(environ, start_response))

    server.set_app(one_at_a_time)
    print(address, flush=True)
    server.serve_forever()


main()
