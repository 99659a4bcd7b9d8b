/** One command and what it is to come to. `k` is kubectl in the namespace of the test. */
export interface KubectlVerb {
  readonly line: string;
  /** What both outputs together are to hold. */
  readonly prints: RegExp;
  /** Default 0. */
  readonly exitCode?: number;
  /** The minor version of the first kubectl that has it. An older one must say so itself, see {@link refusalOfOlder}. */
  readonly since?: number;
}

/** How kubectl says that it does not know a command, a flag or a condition: it has not asked the server then. */
export const refusalOfOlder =
  /unknown command|unknown (?:shorthand )?flag|unrecognized condition|flags cannot be placed before plugin name|invalid argument "warn"|strconv\.ParseBool/;

/** In order: each finds what those before it left. */
export const kubectlVerbs: readonly KubectlVerb[] = [
  { line: 'kubectl version', prints: /v1\.32\.0\+tycho/ },
  { line: 'kubectl api-versions', prints: /^compute\.tycho\.dev\/v1alpha1$/m },
  { line: 'kubectl api-resources --api-group=compute.tycho.dev', prints: /servers +srv +compute\.tycho\.dev\/v1alpha1 +true +Server/ },
  { line: 'k explain server.spec.power', prints: /power.*<string>/ },
  { line: 'k explain server --recursive', prints: /networks\s+<\[\]Object>/ },
  { line: 'k create -f a.yaml', prints: /^server\.compute\.tycho\.dev\/a created$/m },
  { line: 'k create -f a.yaml', prints: /\(AlreadyExists\)/, exitCode: 1 },
  { line: 'k create -f colour.yaml', prints: /unknown field "(?:spec\.)?colour"/, exitCode: 1 },
  { line: 'k create --validate=false -f colour.yaml', prints: /colour created/ },
  { line: 'k apply --validate=warn -f colour.yaml', prints: /Warning: unknown field "spec\.colour"/, since: 25 },
  { line: 'k apply -f a.yaml', prints: /a configured/ },
  { line: 'k apply -f a2.yaml', prints: /a configured/ },
  { line: 'k apply -f a2.yaml', prints: /a unchanged/ },
  { line: 'k apply --dry-run=server -f b.yaml', prints: /b created \(server dry run\)/ },
  { line: 'k apply --dry-run=client -f b.yaml', prints: /b created \(dry run\)/ },
  { line: 'k get server b', prints: /\(NotFound\)/, exitCode: 1 },
  { line: 'k apply -k .', prints: /k-b created/ },
  { line: 'k diff -f a.yaml', prints: /-  description: hello/, exitCode: 1 },
  { line: 'k diff -f a2.yaml', prints: /^$/ },
  { line: 'k get server a', prints: /^NAME +STATUS +POWER.*\na +Running/ },
  { line: 'k get servers -o wide', prints: /ZONE +RESTARTS/ },
  { line: 'k get servers --chunk-size=1 -o name', prints: /\/a\n[^]*\/k-b\n/ },
  { line: 'k get servers -l tier=web --no-headers', prints: /^a / },
  { line: 'k get servers --field-selector metadata.name=a -o name', prints: /^server\.compute\.tycho\.dev\/a\n$/ },
  { line: 'kubectl get servers -A', prints: /^NAMESPACE +NAME/ },
  { line: 'k get servers --sort-by=.metadata.name --show-labels', prints: /tier=web/ },
  { line: 'k get server a -o yaml', prints: /^apiVersion: compute\.tycho\.dev\/v1alpha1$/m },
  { line: 'k get server a -o json', prints: /"description": "hello"/ },
  { line: "k get server a -o jsonpath='{.spec.flavor}'", prints: /^small$/ },
  { line: 'k get server a -o custom-columns=F:.spec.flavor', prints: /^F\nsmall$/m },
  { line: 'k get all', prints: /a +Running/ },
  {
    line: 'kubectl get namespaces -w > watched.txt & until [ "$(wc -l < watched.txt)" -ge 2 ]; do sleep 0.05; done; kill $!; cat watched.txt',
    prints: /^NAME +STATUS +AGE\n/,
  },
  { line: 'k describe server a', prints: /Description: +hello/ },
  { line: 'KUBE_EDITOR=./editor.sh k edit server a', prints: /a edited/ },
  { line: `k patch server a --type=merge -p '{"spec":{"description":"patched"}}'`, prints: /a patched/ },
  {
    line: `k patch server a -p '{"spec":{"description":"x"}}'`,
    prints: /accepted media types include: .*application\/merge-patch\+json/,
    exitCode: 1,
  },
  { line: `k patch server a --type=json -p '[{"op":"replace","path":"/spec/description","value":"by JSON patch"}]'`, prints: /a patched/ },
  { line: `k patch server a --type=json -p '[{"op":"test","path":"/spec/description","value":"x"}]'`, prints: /is invalid/, exitCode: 1 },
  { line: 'k apply --server-side -f b.yaml', prints: /b serverside-applied/ },
  { line: 'k apply --server-side -f b.yaml --dry-run=server', prints: /b serverside-applied \(server dry run\)/ },
  { line: 'k diff --server-side -f b.yaml', prints: /^$/ },
  {
    line: `sed s/debian/alpine/ b.yaml | k apply --server-side --field-manager=other -f -`,
    prints: /conflict with "kubectl": \.spec\.image/,
    exitCode: 1,
  },
  {
    line: `sed s/debian/alpine/ b.yaml | k apply --server-side --field-manager=other --force-conflicts -f -`,
    prints: /b serverside-applied/,
  },
  { line: "k get server b -o jsonpath='{.spec.image}'", prints: /^alpine$/ },
  { line: 'export KUBECTL_APPLYSET=true; k apply --prune --applyset=set -f c.yaml', prints: /c created/, since: 27 },
  {
    line: 'export KUBECTL_APPLYSET=true; k apply --prune --applyset=set -f d.yaml',
    prints: /d created\n[^]*server\.compute\.tycho\.dev\/c pruned/,
    since: 27,
  },
  { line: 'k patch server a --subresource=status --type=merge --patch-file status.json', prints: /a patched/, since: 24 },
  { line: 'k get server a -o json > a.json && k replace -f a.json', prints: /a replaced/ },
  { line: `sed 's/"resourceVersion": .*/"resourceVersion": "1",/' a.json | k replace -f -`, prints: /\(Conflict\)/, exitCode: 1 },
  { line: 'k label server a env=prod', prints: /a labeled/ },
  { line: 'k label server a env=test', prints: /already has a value/, exitCode: 1 },
  { line: 'k annotate server a note=x', prints: /a annotated/ },
  { line: 'k scale server a --replicas=2', prints: /could not find the requested resource/, exitCode: 1 },
  { line: "k wait server/a --for=jsonpath='{.status.phase}'=Running --timeout=10s", prints: /condition met/, since: 24 },
  { line: 'k wait server/a --for=condition=Gone --timeout=1s', prints: /timed out waiting/, exitCode: 1 },
  { line: 'k events', prints: /No events found/, since: 26 },
  { line: 'k get events', prints: /No resources found/ },
  { line: 'k create configmap m --from-literal=a=b', prints: /configmap\/m created/ },
  { line: 'k create secret generic s --from-literal=a=b', prints: /secret\/s created/ },
  { line: 'k create serviceaccount robot', prints: /serviceaccount\/robot created/ },
  { line: 'k create token robot --duration=10m --audience=a', prints: /^[\w-]+\.[\w-]+\.[\w-]+$/m, since: 24 },
  { line: 'k auth can-i create servers', prints: /^yes$/m },
  { line: 'k create role reader --verb=get,list --resource=servers', prints: /role\.rbac\.authorization\.k8s\.io\/reader created/ },
  { line: 'k create rolebinding readers --role=reader --user=bob', prints: /rolebinding\.rbac\.authorization\.k8s\.io\/readers created/ },
  { line: 'k auth can-i list servers --as bob', prints: /^yes$/m },
  { line: 'k auth can-i delete servers --as bob', prints: /^no/m, exitCode: 1 },
  { line: 'k get servers --as bob -o name', prints: /\/a$/m },
  { line: 'k auth can-i --list', prints: /\*\.\* +\[\] +\[\] +\[\*\]/ },
  { line: 'kubectl auth whoami', prints: /Username +admin/, since: 27 },
  { line: 'kubectl config view --minify', prints: /certificate-authority-data: DATA\+OMITTED/ },
  { line: 'kubectl cluster-info', prints: /control plane.* is running at .*https:\/\/127\.0\.0\.1/ },
  { line: "kubectl get --raw '/apis/compute.tycho.dev/v1alpha1'", prints: /"kind":"APIResourceList"/ },
  {
    line: `kubectl proxy --port=0 > proxy.txt & until grep -q serve proxy.txt; do sleep 0.05; done; exec 3<>"/dev/tcp/127.0.0.1/$(grep -o '[0-9]*$' proxy.txt)"; printf 'GET /version HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; cat <&3; kill %1`,
    prints: /"gitVersion": ?"v1\.32/,
  },
  // kubectl knows the kinds that it opens connections to by heart, and refuses all others before it asks the server.
  { line: 'k exec server/a -- ls', prints: /no kind "Server" is registered/, exitCode: 1 },
  { line: 'k port-forward server/a 80', prints: /no kind "Server" is registered/, exitCode: 1 },
  { line: 'k logs server/a', prints: /no kind "Server" is registered/, exitCode: 1 },
  { line: 'k delete server a --cascade=background --wait=false', prints: /"a" deleted/ },
  { line: 'k delete server k-b --cascade=orphan --wait=false', prints: /"k-b" deleted/ },
  { line: 'k delete server nope', prints: /\(NotFound\)/, exitCode: 1 },
  { line: 'k delete server nope --ignore-not-found', prints: /^$/ },
  { line: 'k delete configmaps -l nobody=has', prints: /No resources found/ },
  { line: 'k delete configmap m', prints: /configmap "m" deleted/ },
  { line: 'k delete secrets --all --cascade=foreground --wait=false', prints: /secret "s" deleted/ },
];

/** What newer clients do without a list: they begin to watch, and go on when they are told that this was all. In order, in a namespace of their own. */
export const kubectlWatches: readonly KubectlVerb[] = [
  { line: 'k create -f a.yaml', prints: /a created/ },
  { line: 'k wait server/a --for=condition=Ready --timeout=1s', prints: /timed out waiting/, exitCode: 1 },
  { line: 'k patch server a --subresource=status --type=merge --patch-file status.json', prints: /a patched/ },
  { line: 'k wait server/a --for=condition=Ready --timeout=10s', prints: /condition met/ },
  { line: 'k wait servers -l tier=web --for=condition=Ready --timeout=10s', prints: /condition met/ },
  {
    line: `k delete server a & until k get server a -o jsonpath={.metadata.deletionTimestamp} | grep -q T; do sleep 0.05; done; k patch server a --type=merge -p '{"metadata":{"finalizers":null}}'; wait`,
    prints: /"a" deleted/,
  },
  { line: 'k wait server/a --for=delete --timeout=10s', prints: /^$/ },
];

/** Helm is a client of Kubernetes' like many: it keeps its releases in Secrets, by typed clients, and takes the kinds of a chart from discovery and OpenAPI. */
export const helmCommands: readonly KubectlVerb[] = [
  { line: 'helm install one chart', prints: /STATUS: deployed/ },
  { line: 'k get server one -o jsonpath={.spec.flavor}', prints: /^small$/ },
  { line: 'helm upgrade one chart --set flavor=large', prints: /has been upgraded/ },
  { line: 'k get server one -o jsonpath={.spec.flavor}', prints: /^large$/ },
  { line: 'helm rollback one 1', prints: /Rollback was a success/ },
  { line: 'helm history one', prints: /Rollback to 1/ },
  { line: 'helm install two chart --set flavor=', prints: /spec\.flavor/, exitCode: 1 },
  { line: 'helm uninstall one', prints: /"one" uninstalled/ },
  { line: 'helm list --all -q', prints: /^(?:two\n)?$/ },
];
