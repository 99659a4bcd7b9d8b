"""Serves one of OpenStack's WSGI applications, with SQLite below it, on a free port of loopback, for as long as whoever started it is there."""
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


class LoopbackService(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    """Has its port from the start, so that the application can be told of it. Ends the process with its standard input."""
    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        threading.Thread(target=end_with_input, daemon=True).start()
        super().__init__(('127.0.0.1', 0), QuietHandler)

    @property
    def address(self):
        return f'http://127.0.0.1:{self.server_port}'

    def server_bind(self):
        # HTTPServer's own looks its name up in DNS.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = '127.0.0.1', self.server_address[1]
        self.setup_environ()

    def serve(self, application):
        """Prints the address, and answers until the end."""
        # SQLite refuses whoever has read before another one wrote and then wants to write: requests take turns.
        turn = threading.Lock()

        def one_at_a_time(environ, start_response):
            with turn:
                return list(application(environ, start_response))

        self.set_app(one_at_a_time)
        print(self.address, flush=True)
        self.serve_forever()


def end_with_input():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)
