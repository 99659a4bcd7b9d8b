"""Debian's Kubernetes client for Python against an api-server: prints what it saw as one JSON object. Usage: python-client.py KUBECONFIG CACHE_FILE"""

import base64
import json
import sys

from kubernetes import client, config, dynamic, watch
from kubernetes.client.exceptions import ApiException

kubeconfig, cache_file = sys.argv[1:]
api = config.new_client_from_config(kubeconfig)
namespace = "python"
seen = {}


def a_server(name, **spec):
    return {
        "apiVersion": "compute.tycho.dev/v1alpha1",
        "kind": "Server",
        "metadata": {"name": name, "labels": {"tier": "web"}},
        "spec": {"flavor": "small", "image": "debian", **spec},
    }


def reason_of(action):
    try:
        action()
    except (ApiException, dynamic.exceptions.DynamicApiError) as error:
        return [error.status, json.loads(error.body)["reason"]]
    return None


core = client.CoreV1Api(api)
core.create_namespace({"metadata": {"name": namespace}})

# The dynamic client: what it knows of a kind it has from discovery.
servers = dynamic.DynamicClient(api, cache_file=cache_file).resources.get(api_version="compute.tycho.dev/v1alpha1", kind="Server")
seen["resource"] = [servers.name, servers.singular_name, servers.namespaced, sorted(servers.subresources)]
start = servers.get(namespace=namespace).metadata.resourceVersion
servers.create(body=a_server("web"), namespace=namespace)
seen["patched"] = servers.patch(
    body={"spec": {"description": "hello"}}, name="web", namespace=namespace, content_type="application/merge-patch+json"
).spec.description
whole = servers.get(name="web", namespace=namespace).to_dict()
whole["spec"]["description"] = "replaced"
seen["replaced"] = servers.replace(body=whole, namespace=namespace).spec.description
seen["conflict"] = reason_of(lambda: servers.replace(body=whole, namespace=namespace))
seen["invalid"] = reason_of(lambda: servers.create(body=a_server("wrong", power="Sideways"), namespace=namespace))
seen["missing"] = reason_of(lambda: servers.get(name="nope", namespace=namespace))
servers.status.patch(
    body={"status": {"phase": "Running"}}, name="web", namespace=namespace, content_type="application/merge-patch+json"
)
servers.patch(
    body={"metadata": {"finalizers": None}}, name="web", namespace=namespace, content_type="application/merge-patch+json"
)
servers.delete(name="web", namespace=namespace)
seen["events"] = []
for event in servers.watch(namespace=namespace, resource_version=start, timeout=20):
    seen["events"].append([event["type"], event["object"].spec.description, (event["object"].status or {}).get("phase")])
    if event["type"] == "DELETED":
        break
for name in ("a", "b", "c"):
    servers.create(body=a_server(name), namespace=namespace)
seen["selected"] = [item.metadata.name for item in servers.get(namespace=namespace, label_selector="tier=web", field_selector="metadata.name!=b").items]

# The typed client.
secret = core.create_namespaced_secret(namespace, client.V1Secret(metadata=client.V1ObjectMeta(name="s"), string_data={"password": "geheim"}))
seen["secret"] = base64.b64decode(secret.data["password"]).decode()
listed = core.list_namespaced_config_map(namespace)
core.create_namespaced_config_map(namespace, client.V1ConfigMap(metadata=client.V1ObjectMeta(name="m"), data={"a": "1"}))
core.patch_namespaced_config_map("m", namespace, {"data": {"a": None, "b": "2"}})
core.delete_namespaced_config_map("m", namespace)
seen["typed events"] = []
watching = watch.Watch()
for event in watching.stream(
    core.list_namespaced_config_map, namespace, resource_version=listed.metadata.resource_version, timeout_seconds=20
):
    seen["typed events"].append([event["type"], event["object"].data])
    if event["type"] == "DELETED":
        watching.stop()
seen["exists"] = reason_of(lambda: core.create_namespace({"metadata": {"name": namespace}}))
seen["page"] = len(core.list_namespace(limit=2).items)
review = client.AuthorizationV1Api(api).create_self_subject_access_review(
    client.V1SelfSubjectAccessReview(
        spec=client.V1SelfSubjectAccessReviewSpec(
            resource_attributes=client.V1ResourceAttributes(verb="create", resource="servers", group="compute.tycho.dev")
        )
    )
)
seen["allowed"] = review.status.allowed
print(json.dumps(seen))
