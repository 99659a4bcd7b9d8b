"""Starts and ends the processes of one run. Whatever it starts is ended by its own process id, and dies with whoever started it."""
import ctypes
import os
import signal
import socket
import subprocess
import time

#: How long anything may take to come up.
START_SECONDS = 240
#: How long what is asked to end may take until it is killed.
END_SECONDS = 20
DEATH_OF_PARENT = 1


class Daemons:
    def __init__(self, peer):
        self.peer = peer
        self._running = []

    def start(self, name, command, **environment):
        log = open(self.peer.path('log', f'{name}.out'), 'ab')
        process = subprocess.Popen(
            command, env=clean_environment(self.peer, **environment), cwd=self.peer.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=die_with_parent)
        log.close()
        self._running.append((name, process))
        return process

    def end(self, only=None):
        """The last that was started is the first to end: databases and the message bus outlive what uses them."""
        for name, process in reversed([pair for pair in self._running if only in (None, pair[0])]):
            below = descendants(process.pid)
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pid in below:
                if self.peer.folder in command_line(pid):
                    signal_if_there(pid, signal.SIGKILL)
            self._running.remove((name, process))

    def process_ids(self):
        return {name: [process.pid, *descendants(process.pid)] for name, process in self._running}

    def process_ids_of(self, prefix):
        return [process.pid for name, process in self._running if name.startswith(prefix)]

    def check(self):
        for name, process in self._running:
            if process.poll() is not None:
                raise RuntimeError(f'{name} ended at its start: look into {self.peer.path("log", name)}.out')


def clean_environment(peer, **more):
    return {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'HOME': peer.folder, 'LANG': 'C.UTF-8', 'PYTHONWARNINGS': 'ignore', **more}


def die_with_parent():
    ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGKILL)


def run(peer, *command):
    """One that ends by itself. Its output is told only when it fails."""
    done = subprocess.run(command, env=clean_environment(peer), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f'{" ".join(command)}: {done.stdout[-3000:]}')
    return done.stdout


def wait_until(daemons, what, is_so):
    end = time.monotonic() + START_SECONDS
    while not is_so():
        daemons.check()
        if time.monotonic() > end:
            raise RuntimeError(f'waited {START_SECONDS} s in vain: {what}')
        time.sleep(0.1)


def listens(port):
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False


def free_ports(names):
    sockets = [socket.socket() for _ in names]
    for each in sockets:
        each.bind(('127.0.0.1', 0))
    ports = {name: each.getsockname()[1] for name, each in zip(names, sockets)}
    for each in sockets:
        each.close()
    return ports


def descendants(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
            children = [int(word) for word in file.read().split()]
    except OSError:
        return []
    return [found for child in children for found in (child, *descendants(child))]


def command_line(pid):
    try:
        with open(f'/proc/{pid}/cmdline', 'rb') as file:
            return file.read().decode(errors='replace')
    except OSError:
        return ''


def signal_if_there(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
