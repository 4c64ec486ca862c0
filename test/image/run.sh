#!/usr/bin/env bash
# Runs an image as a cluster would, with what its own configuration says: run.sh IMAGE FOLDER [ARGUMENT…]. It has no capability,
# cannot gain any, cannot write to its root, and shares this machine's network. FOLDER/lib is its /var/lib/dropcast, FOLDER/log its
# /var/log; FOLDER/pid gets the id of its first process. That is in the foreground, and ends with a signal to this one.
set -Eeuo pipefail
image=$1 folder=$(readlink -f "$2")
shift 2
bundle=$(mktemp -d)
container=$(buildah from --pull=never "$image")
id="dropcast-image-$$"
trap 'runc delete --force "$id" 2>/dev/null || true; buildah rm "$container" >/dev/null; rm -rf "$bundle"' EXIT

buildah inspect --type image "$image" >"$bundle/image.json"
node_modules/.bin/node test/image/runtime-spec.ts "$bundle/image.json" "$(buildah mount "$container")" "$folder" "$@" \
  >"$bundle/config.json"
runc run --bundle "$bundle" --pid-file "$folder/pid" "$id" &
trap 'runc kill "$id" TERM' TERM INT
# The first of them ends when a signal comes.
wait $! || wait $!
