#!/bin/sh
# Static protobuf code from proto/ into the folder $1. Committed; CI generates it again and compares.
set -eu
out=$1
mkdir -p "$out"
flags='-t static-module -w es6 --es6 --null-semantics --no-service --no-create --no-verify --no-convert --no-delimited --no-typeurl --force-number'
# shellcheck disable=SC2086
node_modules/.bin/pbjs $flags -p proto -o "$out/dropcast.js" \
  proto/dropcast/v1/flow.proto proto/dropcast/v1/ingest.proto proto/dropcast/v1/query.proto
node_modules/.bin/pbts -o "$out/dropcast.d.ts" "$out/dropcast.js"
# Hubble's fields keep their names: its clients know them by these in masks and in JSON.
# shellcheck disable=SC2086
node_modules/.bin/pbjs $flags --keep-case -r hubble -p proto/hubble -p proto -o "$out/hubble.js" \
  proto/hubble/observer/observer.proto proto/grpc/health/v1/health.proto
node_modules/.bin/pbts -o "$out/hubble.d.ts" "$out/hubble.js"
