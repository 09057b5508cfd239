#!/usr/bin/env bash
# Holds the machines against each other: this one, WebAssembly in Node (with and without fused kernels), and arm64.
#
#   Tests/Web/machines.sh quick    fingerprints here and in Node, and the lessons that take a few seconds there
#   Tests/Web/machines.sh          the same with all lessons, and arm64 under emulation
#
# `Sources/Web/build.sh` comes first. For arm64 it needs qemu-user, gcc-aarch64-linux-gnu and libc6-dev-arm64-cross, as
# Debian calls them; an emulator's arithmetic is the emulator's, so that real silicon is still another machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
output=.build/web
module=$output/gradwalk.wasm
node=(node)
if node --experimental-wasm-relaxed-simd -e 0 2>/dev/null; then node+=(--experimental-wasm-relaxed-simd); fi

swift build -c release --product fingerprints
.build/release/fingerprints >"$output/here.txt"

same() {
  if ! cmp -s "$output/here.txt" "$1"; then
    diff "$output/here.txt" "$1" | head -20
    echo "fingerprints: $2 DIFFERS"
    exit 1
  fi
  echo "fingerprints: $(wc -l <"$1") lines, $2 as here"
}

"${node[@]}" Tests/Web/run.mjs $module fingerprints >"$output/node.txt"
same "$output/node.txt" "Node"
"${node[@]}" Tests/Web/run.mjs $module fingerprints --software >"$output/software.txt"
same "$output/software.txt" "Node without fused kernels"

if [ "${1:-all}" = quick ]; then
  "${node[@]}" Tests/Web/run.mjs $module replay 01-perceptron 03-logistic-loss 04-backprop 04b-backprop-by-hand 05-dropout-scaling \
    23-broken-backprop 24-two-engines
  exit
fi
stems=$(cd transcripts && ls ./*.txt | sed 's#^./##; s#.txt$##')
# shellcheck disable=SC2086
"${node[@]}" Tests/Web/run.mjs $module replay $stems

Tests/Web/arm64.sh "$output/arm64"
qemu-aarch64 "$output/arm64/gradwalk" fingerprints >"$output/arm64.txt"
same "$output/arm64.txt" "arm64 (emulated)"
for stem in $stems; do
  qemu-aarch64 "$output/arm64/gradwalk" replay "$stem" "lessons/$stem.md" >"$output/arm64/$stem.txt"
  cmp "$output/arm64/$stem.txt" "transcripts/$stem.txt"
  echo "$stem: as its transcript on arm64 (emulated)"
done
