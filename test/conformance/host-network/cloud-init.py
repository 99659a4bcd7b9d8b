"""What Debian's cloud-init makes of our metadata, as JSON: of the service if there is no argument, or else of the config drive in that folder.

Run in the guest's network namespace, with cloud-init on PYTHONPATH.
"""
import base64
import json
import sys
import tempfile

from cloudinit import distros, helpers, util
from cloudinit.net import get_interfaces_by_mac
from cloudinit.sources import DataSourceConfigDrive, DataSourceOpenStack
from cloudinit.sources.helpers import openstack

# It looks for the service only in a machine whose BIOS names OpenStack, or in a container whose first process does.
DataSourceOpenStack.detect_openstack = lambda *arguments, **options: True

if len(sys.argv) > 1:
    results = DataSourceConfigDrive.read_config_drive(sys.argv[1])
    network = results["networkdata"]
else:
    folder = tempfile.mkdtemp()
    paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder})
    source = DataSourceOpenStack.DataSourceOpenStack({"datasource_list": ["OpenStack"]}, distros.fetch("debian")("debian", {}, paths), paths)
    if not source.get_data():
        sys.exit("cloud-init does not take the metadata service for OpenStack's")
    results = {
        "version": source.version,
        "metadata": source.metadata,
        "userdata": source.userdata_raw,
        "vendordata": source.vendordata_raw,
        "vendordata2": source.vendordata2_raw,
        "ec2-metadata": source.ec2_metadata,
        "hostname": source.get_hostname().hostname,
        "instance-id": source.get_instance_id(),
        "public-keys": source.get_public_ssh_keys(),
        "zone": source.availability_zone,
    }
    network = source.network_json

results["network-config"] = openstack.convert_net_json(network, known_macs=get_interfaces_by_mac())
print(json.dumps(results, default=lambda value: base64.b64encode(util.encode_text(value)).decode()))
