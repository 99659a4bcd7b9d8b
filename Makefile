# What a developer types. Every target sets up what it needs; only make, git, Node (18 or newer) and npm have to be there before.

SHELL := /bin/bash
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
.DEFAULT_GOAL := help
.PHONY: help up down setup build test test-unit verify lint format generate measure bench fleet simulate test-upgrade soak fuzz parity tempest compare-nova update-goldens clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: build ## Start Tycho on this machine and boot a first server
	@hack/up.sh

down: ## Stop what `make up` started and remove all its data
	@hack/down.sh

setup: ## Install the npm and Debian packages that are missing
	@hack/setup.sh

build: setup ## Build the CLI (build/tycho), the processes and the small guest image
	@node hack/build.ts
	@hack/build-guest-image.sh build/guest-image

test: ## Run everything that CI runs: checks, unit tests, component tests
	@hack/setup.sh --with-tests
	@node hack/build.ts
	@hack/build-guest-image.sh build/guest-image
	@hack/test.sh

test-unit: setup ## Run the tests that need nothing real, in seconds
	@vitest run --project unit

verify: setup ## Run the checks of CI that are not tests
	@hack/verify.sh

lint: setup ## Lint, mending what can be mended
	@oxlint --fix .

format: setup ## Format every file
	@oxfmt .

generate: setup ## Make the generated files anew
	@hack/generate.sh

measure: setup ## Print file lengths, test ratios, import chains and cycles
	@node hack/measure.ts

bench: build ## Measure the speed of the whole, beside the peers' numbers
	@for script in test/bench/*.ts; do echo "== $$script"; node "$$script" || exit 1; done

soak: build ## Kill real agents at every step, for MINUTES=15, and write docs/soak.md
	@hack/setup.sh --with-tests
	@node test/soak/soak.ts $(or $(MINUTES),15) $(or $(FIRST),1)

fleet: build ## Measure a region of HOSTS=1000 fake hosts and SERVERS=10000 servers
	@node test/bench/fleet.ts $(or $(HOSTS),1000) $(or $(SERVERS),10000)

simulate: setup ## Run SEEDS=200 storms of faults over a simulated cloud, from FIRST=1 on
	@node test/simulation/run-seeds.ts $(or $(SEEDS),200) $(or $(FIRST),1)

# Not a part of `make test`: it installs the npm packages of the release, and takes three minutes.
test-upgrade: setup ## Upgrade a fleet of the newest release under traffic, in an order and with crashes of SEED=1, and compare what users see
	@hack/setup.sh --with-tests
	@node test/upgrade/main.ts $(or $(SEED),1)

fuzz: setup ## Send RUNS=100000 hostile requests to an api-server and a Compute API in memory, from SEED on
	@node test/fuzz/main.ts $(or $(RUNS),100000) $(SEED)
	@node test/fuzz/nova-api/main.ts $(or $(RUNS),100000) $(SEED)

parity: build ## Tell every story on every driver, and write docs/parity.md from that
	@hack/setup.sh --with-tests
	@vitest run test/conformance/driver/parity
	@node test/conformance/driver/parity/generate-parity.ts

tempest: build ## Run OpenStack's own tests of the Compute API, or those that PATTERN names, and write build/tempest/summary.json
	@hack/setup.sh --with-tests
	@node test/conformance/nova-api/tempest/main.ts $(PATTERN)

# Not a part of `make test`: Nova takes 4 GiB of memory, and packages of a gigabyte.
compare-nova: build ## Ask a real Nova and ours the same things, compare the answers, and write docs/nova-compatibility.md
	@hack/install-packages.sh --with-nova
	@node test/conformance/nova-api/compare/main.ts --record
	@node hack/generate-nova-compatibility.ts

update-goldens: setup ## Rewrite the recorded outputs that tests compare with
	@vitest run --update

clean: ## Remove everything that was built or installed in this folder
	rm -rf build node_modules
