#!/bin/sh
# Static protobuf code from proto/ into the folder $1. Committed; CI generates it again and compares.
set -eu
out=$1
mkdir -p "$out"
node_modules/.bin/pbjs -t static-module -w es6 --es6 --null-semantics --no-service --no-create --no-verify --no-convert --no-delimited \
  --no-typeurl --force-number -p proto -o "$out/dropcast.js" \
  proto/dropcast/v1/flow.proto proto/dropcast/v1/ingest.proto proto/dropcast/v1/query.proto
node_modules/.bin/pbts -o "$out/dropcast.d.ts" "$out/dropcast.js"
