#!/usr/bin/env bash
# Makes a program for arm64 of the module's sources: `gradwalk` in the folder named, linked with Debian's C library.
#
#   Tests/Web/arm64.sh <output folder>
set -euo pipefail
cd "$(dirname "$0")/../.."
output=${1:?the output folder}
target=aarch64-none-none-elf
swift=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
mkdir -p "$output"

sources() { find "Sources/$1" -name '*.swift' -not -path '*/Native/*' | sort; }

compile() {
  "$swift/bin/swiftc" -enable-experimental-feature Embedded -enable-experimental-feature Extern -target $target -wmo -O \
    -swift-version 6 -parse-as-library -Xfrontend -disable-stack-protector -I "$output" -module-name "$@"
}

for room in Kernels KernelsBaseline Autodiff Language Networks Interpreter Narration Lessons; do
  # shellcheck disable=SC2046
  compile $room -emit-module -emit-module-path "$output/$room.swiftmodule" $(sources $room)
done
# shellcheck disable=SC2046
compile Web -c $(sources Web/Exports) Tests/fingerprints/Fingerprint*.swift -o "$output/Web.o"
"$swift/bin/clang" --target=aarch64-linux-gnu -O2 -I/usr/aarch64-linux-gnu/include -c Tests/Web/host.c -o "$output/host.o"

libraries=/usr/aarch64-linux-gnu/lib
compiler=$(dirname "$(aarch64-linux-gnu-gcc -print-libgcc-file-name)")
"$swift/bin/ld.lld" -static -o "$output/gradwalk" $libraries/crt1.o $libraries/crti.o "$compiler/crtbeginT.o" \
  "$output/host.o" "$output/Web.o" "$swift/lib/swift/embedded/$target/libswiftUnicodeDataTables.a" \
  --start-group $libraries/libc.a $libraries/libm.a "$compiler/libgcc.a" "$compiler/libgcc_eh.a" --end-group \
  "$compiler/crtend.o" $libraries/crtn.o
