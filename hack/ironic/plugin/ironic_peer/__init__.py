"""Hardware type ``peer-hardware`` for driving a real Ironic in tests.

Everything except the hardware is the real service: API, conductor, state
machine, locking, database.  Only the lowest layer (what would talk to a BMC
or to the deploy agent) is replaced, and unlike ``fake-hardware`` it can be
told, per node, to fail, to be slow, or to hang.  Knobs live in the node's
``driver_info``::

    {"peer": {"fail":  {"deploy": "disk is gone",
                        "power_off": {"msg": "BMC timeout", "times": 1}},
              "delay": {"deploy": 3, "clean": 2},
              "hang":  ["deploy"],
              "console_url": "tcp://127.0.0.1:7000"}}

Operations: power_on power_off soft_power_off reboot get_power deploy tear_down prepare
clean rescue unrescue set_boot_device console validate_deploy
validate_power.  ``times`` makes the first N calls fail and later ones pass.
``hang`` (deploy, clean, rescue only) leaves the node in its wait state, as an
agent that never calls back would.

Whether a machine is on stands in the file $IRONIC_PEER_MACHINES/UUID, as
"power on" or "power off": a test that writes there has turned it on or off
behind Ironic's back.  A machine whose kernel is started with
``peer.poweroff-after=SECONDS`` turns itself off after so long.
"""

import os
import re
import time

import eventlet

from ironic.common import boot_devices
from ironic.common import exception
from ironic.common import states
from ironic.conductor import utils as manager_utils
from ironic.drivers import base
from ironic.drivers import fake_hardware
from ironic.drivers.modules import fake


def _knob(task, kind):
    return ((task.node.driver_info or {}).get('peer') or {}).get(kind) or {}


def _gate(task, op, exc=exception.InstanceDeployFailure):
    delay = _knob(task, 'delay')
    if delay.get(op):
        time.sleep(float(delay[op]))
    fail = _knob(task, 'fail').get(op)
    if not fail:
        return
    if isinstance(fail, dict):
        node = task.node
        done = dict(node.driver_internal_info.get('peer_failed') or {})
        # told anew in other words, it fails as often anew
        count = '%s: %s' % (op, fail.get('msg'))
        if done.get(count, 0) >= int(fail.get('times', 1)):
            return
        done[count] = done.get(count, 0) + 1
        node.set_driver_internal_info('peer_failed', done)
        node.save()
        fail = fail.get('msg', 'injected failure of %s' % op)
    raise exc(str(fail))


class _PowerFailure(exception.IronicException):
    def __init__(self, message):
        super().__init__(message)


def _machine(node):
    return os.path.join(os.environ['IRONIC_PEER_MACHINES'], node.uuid)


def _read_power(node):
    try:
        with open(_machine(node)) as machine:
            return machine.read().strip()
    except FileNotFoundError:
        # fake-hardware answers None for a new node, which keeps it out of
        # every scheduler; a machine that was just racked is off.
        return states.POWER_OFF


def _write_power(node, power_state):
    path = _machine(node)
    with open(path + '.new', 'w') as machine:
        machine.write(power_state)
    os.replace(path + '.new', path)
    arguments = (node.instance_info or {}).get('ramdisk_kernel_arguments') or ''
    ends = re.search(r'peer\.poweroff-after=([0-9.]+)', arguments)
    if power_state == states.POWER_ON and ends:
        eventlet.spawn_after(float(ends.group(1)), _write_power, node,
                             states.POWER_OFF)


class PeerPower(fake.FakePower):

    def validate(self, task):
        _gate(task, 'validate_power', exception.InvalidParameterValue)

    def get_power_state(self, task):
        _gate(task, 'get_power', _PowerFailure)
        return _read_power(task.node)

    def set_power_state(self, task, power_state, timeout=None):
        op = {states.POWER_ON: 'power_on', states.POWER_OFF: 'power_off',
              states.SOFT_POWER_OFF: 'soft_power_off'}.get(power_state,
                                                           'reboot')
        _gate(task, op, _PowerFailure)
        # a soft action ends in a plain state
        final = {states.SOFT_POWER_OFF: states.POWER_OFF,
                 states.SOFT_REBOOT: states.POWER_ON,
                 states.REBOOT: states.POWER_ON}.get(power_state, power_state)
        _write_power(task.node, final)
        task.node.power_state = final

    def reboot(self, task, timeout=None):
        _gate(task, 'reboot', _PowerFailure)
        _write_power(task.node, states.POWER_ON)
        task.node.power_state = states.POWER_ON


class PeerDeploy(fake.FakeDeploy):

    def validate(self, task):
        _gate(task, 'validate_deploy', exception.InvalidParameterValue)

    def prepare(self, task):
        _gate(task, 'prepare')

    @base.deploy_step(priority=100)
    def deploy(self, task):
        manager_utils.node_power_action(task, states.POWER_OFF)
        _gate(task, 'deploy')
        if 'deploy' in _knob(task, 'hang'):
            return states.DEPLOYWAIT
        # a real deploy interface leaves the machine running
        manager_utils.node_power_action(task, states.POWER_ON)
        return None

    def tear_down(self, task):
        _gate(task, 'tear_down')
        manager_utils.node_power_action(task, states.POWER_OFF)
        return states.DELETED

    @base.clean_step(priority=10, abortable=True)
    def erase_devices(self, task):
        _gate(task, 'clean', exception.NodeCleaningFailure)
        if 'clean' in _knob(task, 'hang'):
            return states.CLEANWAIT
        return None


class PeerRescue(fake.FakeRescue):

    def rescue(self, task):
        _gate(task, 'rescue', exception.InstanceRescueFailure)
        if 'rescue' in _knob(task, 'hang'):
            return states.RESCUEWAIT
        return states.RESCUE

    def unrescue(self, task):
        _gate(task, 'unrescue', exception.InstanceUnrescueFailure)
        return states.ACTIVE


class PeerManagement(fake.FakeManagement):

    def get_supported_boot_devices(self, task):
        return [boot_devices.PXE, boot_devices.DISK, boot_devices.CDROM]

    def set_boot_device(self, task, device, persistent=False):
        _gate(task, 'set_boot_device', _PowerFailure)
        super().set_boot_device(task, device, persistent)
        task.node.set_driver_internal_info(
            'peer_boot', {'boot_device': device, 'persistent': persistent})
        task.node.save()

    def get_boot_device(self, task):
        return (task.node.driver_internal_info.get('peer_boot')
                or {'boot_device': boot_devices.DISK, 'persistent': True})

    def inject_nmi(self, task):
        _gate(task, 'inject_nmi', _PowerFailure)


class PeerConsole(fake.FakeConsole):

    def start_console(self, task):
        _gate(task, 'console', exception.ConsoleError)

    def get_console(self, task):
        url = ((task.node.driver_info or {}).get('peer') or {}).get(
            'console_url', 'tcp://127.0.0.1:0')
        return {'type': 'socat', 'url': url}


class PeerHardware(fake_hardware.FakeHardware):

    @property
    def supported_power_interfaces(self):
        return [PeerPower] + super().supported_power_interfaces

    @property
    def supported_deploy_interfaces(self):
        return [PeerDeploy] + super().supported_deploy_interfaces

    @property
    def supported_rescue_interfaces(self):
        return [PeerRescue] + super().supported_rescue_interfaces

    @property
    def supported_management_interfaces(self):
        return [PeerManagement] + super().supported_management_interfaces

    @property
    def supported_console_interfaces(self):
        return [PeerConsole] + super().supported_console_interfaces
