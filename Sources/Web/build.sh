#!/bin/bash
# Compiles the rooms with Embedded Swift for wasm64, and links them and the exports to web.wasm.
#
#   Sources/Web/build.sh <output folder> [room…]
#
# With rooms named, only these are compiled, and nothing is linked unless `Web` is the one named. Libraries give their modules only: the code of all
# rooms is emitted, and specialized, with the exports. Never -Osize: on wasm64 its code traps.
set -euo pipefail
cd "$(dirname "$0")/../.."
output=${1:?the output folder}
shift
rooms=(Kernels KernelsBaseline Autodiff Language Networks Interpreter Narration Lessons)
target=wasm64-unknown-none-wasm
swift=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
mkdir -p "$output"

# What stands in a folder named Native (files, clocks, threads, processor features) is for other machines.
sources() { find "Sources/$1" -name '*.swift' -not -path '*/Native/*' | sort; }

compile() {
  "$swift/bin/swiftc" -enable-experimental-feature Embedded -target $target -wmo -O -swift-version 6 \
    -parse-as-library -Xfrontend -disable-stack-protector -I "$output" -module-name "$@"
}

for room in "${@:-${rooms[@]}}"; do
  [ "$room" != Web ] || continue
  # shellcheck disable=SC2046
  compile "$room" -emit-module -emit-module-path "$output/$room.swiftmodule" $(sources "$room")
  echo "$room"
done
[ $# -eq 0 ] || [ "$*" = Web ] || exit 0

# shellcheck disable=SC2046
compile Web -enable-experimental-feature Extern -c $(sources Web) -o "$output/Web.o"
"$swift/bin/clang" -target $target -O2 -ffreestanding -fno-builtin -mbulk-memory -c Sources/Web/shim.c \
  -o "$output/shim.o"
exports=$(sed -n 's/^@_cdecl("\(.*\)")$/--export=\1/p' Sources/Web/*.swift)
# shellcheck disable=SC2086
"$swift/bin/wasm-ld" -mwasm64 --no-entry -z stack-size=8388608 --stack-first --gc-sections --strip-all $exports \
  "$output/Web.o" "$output/shim.o" "$swift/lib/swift/embedded/$target/libswiftUnicodeDataTables.a" \
  -o "$output/web.wasm"
