#!/bin/sh
# Journals as systemd 247, 252 and 257 write them, and what their journalctl reads of them, into test/fixtures/journal.
# As root on Debian with debootstrap and perl. $1: where the system trees are kept (about 700 MB); made unless they are there.
set -eu
trees=${1:?usage: tools/record-journals.sh TREES}
out=test/fixtures/journal
for suite in bullseye bookworm trixie; do
  tree=$trees/$suite
  [ -e "$tree/lib/systemd/systemd-journald" ] ||
    debootstrap --variant=minbase --include=systemd,systemd-journal-remote "$suite" "$tree"
  [ -s "$tree/etc/machine-id" ] || tr -d - </proc/sys/kernel/random/uuid >"$tree/etc/machine-id"
done
find "$out" -name '*.gz' -delete
node test/journald/record.ts "$out" "$trees/bullseye" "$trees/bookworm" "$trees/trixie"
