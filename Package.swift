// swift-tools-version: 6.2
import PackageDescription

/// Every warning is an error, in every room of the house.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// The rooms that are compiled with Embedded Swift as well: what it does not know is an error here too, so far as this
/// compiler can tell, and every file imports what it uses.
let room: [SwiftSetting] =
  strict + [
    .treatWarning("EmbeddedRestrictions", as: .error), .enableUpcomingFeature("MemberImportVisibility"),
  ]

/// What calculates is optimized in every build: the arithmetic of a debugging session, and of the tests, is fast as
/// well.
let kernels: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Which instructions a kernel target may use. What is picked at run time is what the processor has.
#if arch(x86_64)
  let avx2: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-mavx2", "-Xcc", "-mfma"])]
  let avx512: [SwiftSetting] = [
    .unsafeFlags([
      "-Xcc", "-mavx512f", "-Xcc", "-mavx512vl", "-Xcc", "-mavx512dq", "-Xcc", "-mfma",
      "-Xcc", "-mprefer-vector-width=512",
    ])
  ]
#else
  let avx2: [SwiftSetting] = []
  let avx512: [SwiftSetting] = []
#endif

let package = Package(
  name: "Gradwalk",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Autodiff", targets: ["Autodiff"]),
    .executable(name: "gradwalk", targets: ["gradwalk"]),
  ],
  targets: [
    // fma, sqrt and rounding are instructions or, where a processor lacks them, the C library's exact functions.
    .target(
      name: "Kernels", swiftSettings: room + kernels,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "KernelsBaseline", dependencies: ["Kernels"], swiftSettings: room + kernels),
    .target(name: "KernelsAVX2", dependencies: ["Kernels"], swiftSettings: strict + kernels + avx2),
    .target(name: "KernelsAVX512", dependencies: ["Kernels"], swiftSettings: strict + kernels + avx512),
    .target(
      name: "Autodiff", dependencies: ["Kernels", "KernelsBaseline", "KernelsAVX2", "KernelsAVX512"],
      exclude: ["Embedded"], swiftSettings: room + kernels),
    .target(name: "Language", swiftSettings: room),
    .target(name: "Terminal", swiftSettings: strict),
    .target(name: "Networks", swiftSettings: room),
    .target(
      name: "Interpreter", dependencies: ["Autodiff", "Language", "Networks"], swiftSettings: room),
    .target(
      name: "Narration", dependencies: ["Autodiff", "Interpreter", "Language"],
      swiftSettings: room),
    .target(
      name: "Lessons", dependencies: ["Narration", "Interpreter", "Language"], swiftSettings: room
    ),
    .executableTarget(
      name: "gradwalk",
      dependencies: [
        "Autodiff", "Language", "Interpreter", "Narration", "Lessons", "Packing", "Terminal",
      ],
      resources: [
        "page.html", "page.css", "page.js", "contents.js", "engine.js", "entry.js", "lines.js", "log.js",
        "module.js", "progress.js", "unpack.js", "worker.js",
      ].map { .embedInCode("Page/\($0)") },
      swiftSettings: strict),
    // WebAssembly modules of 64-bit addresses become ones of a 32-bit memory; `lower` does it to a file.
    .target(name: "Lowering", swiftSettings: strict),
    .executableTarget(name: "lower", dependencies: ["Lowering"], swiftSettings: strict),
    // What gzip has packed is unpacked, and packed with LZMA to take less room in a page.
    .target(name: "Packing", swiftSettings: strict + kernels),
    // Inputs from a seed, and what must be true of them; `fuzz` tries them for as long as one likes.
    .target(
      name: "Fuzzing", dependencies: ["Interpreter", "Language", "Lessons", "Narration", "Terminal"],
      path: "Tests/Fuzzing", swiftSettings: strict),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/fuzz", swiftSettings: strict),
    // Hashes of everything that is calculated: the same on every machine. `Sources/Web` has them too.
    .executableTarget(
      name: "fingerprints", dependencies: ["Autodiff", "Interpreter", "Language"], path: "Tests/fingerprints",
      swiftSettings: room),
    .testTarget(
      name: "FuzzTests", dependencies: ["Fuzzing"], resources: [.copy("Corpus")], swiftSettings: strict),
    .testTarget(
      name: "AutodiffTests", dependencies: ["Autodiff", "Kernels"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(name: "LanguageTests", dependencies: ["Language"], swiftSettings: strict),
    .testTarget(name: "LoweringTests", dependencies: ["Lowering"], swiftSettings: strict),
    .testTarget(name: "PackingTests", dependencies: ["Packing"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(
      name: "InterpreterTests", dependencies: ["Interpreter", "Autodiff", "Language"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "NarrationTests", dependencies: ["Narration", "Autodiff", "Language"], swiftSettings: strict),
    .testTarget(name: "CommandLineTests", dependencies: ["gradwalk", "Packing"], swiftSettings: strict),
    .testTarget(
      name: "LessonsTests", dependencies: ["Lessons", "Narration", "Interpreter", "Autodiff"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
