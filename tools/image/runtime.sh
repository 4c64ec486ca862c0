#!/bin/sh
# Gathers what Node needs below it, and nothing else, out of a Debian that has Node: sh runtime.sh ROOT PACKAGES.
# What it links is asked of the loader, so that nothing here is of one architecture. PACKAGES gets a line for each Debian
# package that something is of. Names are looked up by what is within glibc: files and dns need no further library.
set -eu
root=$1
packages=$2
node=$(readlink -f "$(command -v node)")

mkdir -p "$root/usr/local/bin" "$root/etc"
cp "$node" "$root/usr/local/bin/node"
[ ! -e /usr/local/LICENSE ] || cp /usr/local/LICENSE "$root/usr/local/LICENSE"

# Both `libc.so.6 => /lib/…/libc.so.6 (0x…)` and the loader's own `/lib64/… (0x…)`.
ldd "$node" | sed -nE 's|^[^/]*(/[^ ]+) \(0x.*|\1|p' | sort -u >"$packages.libraries"
while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done <"$packages.libraries"

# By the name alone: a package may know a library below /lib, the loader below /usr/lib.
sed 's|.*/|*/|' "$packages.libraries" | xargs dpkg-query -S >"$packages.owners"
sed 's/:.*//' "$packages.owners" | sort -u >"$packages.names"
xargs dpkg-query -W -f '${Package} ${Version} ${Architecture}\n' <"$packages.names" | sort -u >"$packages"
while read -r name; do
  mkdir -p "$root/usr/share/doc/$name"
  cp -L "/usr/share/doc/$name/copyright" "$root/usr/share/doc/$name/"
done <"$packages.names"

echo 'dropcast:x:65532:65532:Dropcast:/:/sbin/nologin' >"$root/etc/passwd"
echo 'dropcast:x:65532:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
