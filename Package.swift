// swift-tools-version: 6.2
import PackageDescription

/// Every warning is an error, in every room of the house.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

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
      name: "Autodiff", swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Language", swiftSettings: strict),
    .target(name: "Terminal", swiftSettings: strict),
    .target(
      name: "Interpreter", dependencies: ["Autodiff", "Language"], swiftSettings: strict),
    .target(
      name: "Narration", dependencies: ["Autodiff", "Interpreter", "Language"],
      swiftSettings: strict),
    .target(
      name: "Lessons", dependencies: ["Narration", "Interpreter", "Language"], swiftSettings: strict
    ),
    .executableTarget(
      name: "gradwalk",
      dependencies: [
        "Autodiff", "Language", "Interpreter", "Narration", "Lessons", "Terminal",
      ],
      swiftSettings: strict),
    .testTarget(name: "AutodiffTests", dependencies: ["Autodiff"], swiftSettings: strict),
    .testTarget(name: "LanguageTests", dependencies: ["Language"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(
      name: "InterpreterTests", dependencies: ["Interpreter", "Autodiff", "Language"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "LessonsTests", dependencies: ["Lessons", "Narration", "Interpreter"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
