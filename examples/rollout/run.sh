#!/usr/bin/env bash
# The whole rollout on a recorded window: each step's forecast must be what expected/ says, with the exit status
# that is named here. UPDATE=1 writes expected/ anew. Needs a build: npm run build.
set -Euo pipefail
cd "$(dirname "$0")"
export LC_ALL=C
dropcast=(node ../../bin/dropcast.js)
policies=policies
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# same WANTED FOUND: compares two files, or replaces the first.
same() {
  if [ -n "${UPDATE-}" ]; then cp "$2" "$1"; else diff -u "$1" "$2" || failed=1; fi
}

# step NAME STATUS ARG…: one forecast of the recorded window.
step() {
  local name=$1 wanted=$2 status=0
  shift 2
  "${dropcast[@]}" forecast --flows window.jsonl --cluster cluster.yaml "$@" >"$scratch/$name" || status=$?
  printf '%-24s exit %s  %s\n' "$name" "$status" "$(grep -E '^[0-9]+ edges? seen' "$scratch/$name" | tail -1)"
  if [ "$status" -ne "$wanted" ]; then
    echo "  expected exit $wanted"
    failed=1
  fi
  same "expected/$name.txt" "$scratch/$name"
}

# The window, out of the kernel's log.
"${dropcast[@]}" replay window.log --cluster cluster.yaml -o json >"$scratch/window.jsonl" 2>/dev/null || failed=1
same window.jsonl "$scratch/window.jsonl"

a=$policies/team-a b=$policies/team-b

# team-a: what a default deny alone breaks, and what the guides' trio leaves.
step 01-default-deny 3 -n team-a --default-deny team-a
step 02-trio 3 -n team-a --policies $a/trio
# A policy that only logs drops what nothing allows, once it selects a pod; behind the trio it changes nothing.
step 03-log-unmatched-alone 3 -n team-a --policies $policies/log-unmatched.yaml
step 04-log-unmatched 0 -n team-a --baseline $a/trio --policies $a/trio,$policies/log-unmatched.yaml
# With the allows that the window asks for, one edge is left, which nobody answered.
step 05-team-a 0 -n team-a --baseline $a/trio --policies $a
# team-b, on top of what is enforced by now.
step 06-team-b-trio 3 -n team-b --baseline $a --policies $a,$b/trio
step 07-team-b 0 -n team-b --baseline $a --policies $a,$b
# The backstop behind all of them catches a namespace that nobody thought of.
step 08-backstop 3 --baseline $a,$b --policies $a,$b,$policies/tenant-isolation-backstop.yaml
step 09-proven 0 --baseline $a,$b --policies $policies --unused

if [ "$failed" -ne 0 ]; then
  echo 'the rollout is not as expected'
  exit 1
fi
