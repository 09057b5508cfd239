#!/usr/bin/env bash
# Makes the interpreter as a WebAssembly module: gradwalk.wasm.gz beside the executable, or where the second word says.
#
#   Sources/Web/build.sh [folder for what is made on the way] [gradwalk.wasm.gz]
#
# The rooms are compiled with Embedded Swift for wasm64 (their integers have 64 bits) and linked with the exports; `lower`
# gives the result a memory of 32 bits, which every browser has. Libraries give their modules only: the code of all rooms is
# optimized, specialized and emitted with the exports; optimized room by room as well, it takes a minute more and gains
# nothing. (The kernels must be: what they promise to specialize, they specialize at home.) Never -Osize: on wasm64 its
# code traps. Never -num-threads: the module it gives reads outside its memory.
#
# The kernels are compiled twice: into the module, with multiply-adds in software, and as a small module of their own, with
# WebAssembly's relaxed ones, which the large one carries for engines that round them once.
set -euo pipefail
cd "$(dirname "$0")/../.."
output=${1:-.build/web}
result=${2:-.build/release/gradwalk.wasm.gz}
kernels=(Kernels KernelsBaseline)
rooms=(Autodiff Language Networks Interpreter Narration Lessons)
target=wasm64-unknown-none-wasm
swift=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
# Behind the module's stack, and before its data, lie the data and the stack of the fused kernels.
stack=$((8 << 20)) fused=$((1 << 20))
# The pages that the loader gives the module to begin with: `firstPages` in Sources/gradwalk/Page/module.js.
memory=$((256 << 16))
relaxed="$output/relaxed"
mkdir -p "$relaxed" "$(dirname "$result")"
# A fifteenth of the time goes into the compiler's memory: ask for it in large pages. (Only glibc reads this.)
export GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=2000

# What stands in a folder named Native (files, clocks, threads, processor features) is for other machines.
sources() { find "Sources/$1" -name '*.swift' -not -path '*/Native/*' | sort; }

compile() {
  "$swift/bin/swiftc" -enable-experimental-feature Embedded -enable-experimental-feature Extern -target $target -wmo -O \
    -swift-version 6 -parse-as-library -Xfrontend -disable-stack-protector -Xcc -msimd128 "$@"
}

# shellcheck disable=SC2046
compile_room() {
  local room=$1
  shift
  compile "$@" -I "$output" -module-name "$room" -emit-module -emit-module-path "$output/$room.swiftmodule" $(sources "$room")
}

# shellcheck disable=SC2046
compile_kernels() {
  local options=(-Xcc -mrelaxed-simd -D RELAXED_SIMD -I Sources/Web/Relaxed/RelaxedSIMD -I "$relaxed")
  for room in "${kernels[@]}"; do
    compile "${options[@]}" -module-name $room -emit-module -emit-module-path "$relaxed/$room.swiftmodule" $(sources $room)
  done
  compile "${options[@]}" -module-name Relaxed -c Sources/Web/Relaxed/KernelExports.swift -o "$relaxed/Relaxed.o"
}

exports() { sed -n 's/^ *@_cdecl("\(.*\)")$/--export=\1/p' "$@"; }

link() { "$swift/bin/wasm-ld" -mwasm64 --no-entry --import-memory --gc-sections --strip-all "$@"; }

swift build -c release --product lower
compile_kernels &
kernels_job=$!
for room in "${kernels[@]}"; do compile_room "$room"; done
for room in "${rooms[@]}"; do compile_room "$room" -Onone -assert-config Release; done
# shellcheck disable=SC2046
compile -I "$output" -module-name Web -c $(sources Web/Exports) Tests/fingerprints/Fingerprint*.swift -o "$output/Web.o"
"$swift/bin/clang" -target $target -O2 -ffreestanding -fno-builtin -mbulk-memory -c Sources/Web/shim.c -o "$output/shim.o"
# shellcheck disable=SC2046
compile -I "$output" -module-name Symbols -c $(sources Web/Symbols) -o "$output/Symbols.o"
wait $kernels_job
# shellcheck disable=SC2046
link -z stack-size=$((64 << 10)) --global-base=$stack $(exports Sources/Web/Relaxed/KernelExports.swift) \
  "$relaxed/Relaxed.o" "$output/shim.o" -o "$output/kernels.wasm"
# shellcheck disable=SC2046
link -z stack-size=$stack --stack-first --global-base=$((stack + fused)) --initial-memory=$memory \
  $(exports Sources/Web/Exports/*.swift) "$output/Web.o" "$output/Symbols.o" "$output/shim.o" \
  "$swift/lib/swift/embedded/$target/libswiftUnicodeDataTables.a" -o "$output/web.wasm"
.build/release/lower "$output/web.wasm" "$output/gradwalk.wasm" "$output/kernels.wasm"
gzip -9 -n -c "$output/gradwalk.wasm" >"$result"
ls -l "$result"
