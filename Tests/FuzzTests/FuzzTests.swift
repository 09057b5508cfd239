import Foundation
import Fuzzing
import Testing

/// Inputs that were made, not thought of. `swift run -c release fuzz --seconds 600` goes on with others.
@Suite("Made inputs")
struct FuzzTests {
  /// The inputs that once failed, and some that show what there is.
  static let corpus: [String] = {
    let folder = Bundle.module.resourceURL?.appending(path: "Corpus").path ?? ""
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { file in FuzzKind.allCases.contains { file.hasSuffix("." + $0.ending) } }.sorted()
      .map { folder + "/" + $0 }
  }()

  @Test("of the corpus are taken as they must be", arguments: FuzzTests.corpus)
  func inputOfTheCorpus(_ path: String) throws {
    let kind = try #require(FuzzKind.allCases.first { path.hasSuffix("." + $0.ending) })
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(FuzzCase(kind, Array(bytes)).problems().isEmpty)
  }

  @Test("of every kind and a few hundred seeds are taken as they must be", arguments: FuzzKind.allCases)
  func inputsOfSeeds(_ kind: FuzzKind) throws {
    // An input that crashes ends the tests; then it stands here.
    let current = URL(fileURLWithPath: NSTemporaryDirectory() + "gradwalk-made-input.\(kind.ending)")
    let count = kind == .lessons || kind == .commands ? 40 : 150
    for seed in 0..<UInt64(count) {
      let made = FuzzCase(kind, seed: seed)
      try Data(made.bytes).write(to: current)
      let problems = made.problems()
      #expect(problems.isEmpty, "seed \(seed):\n\(made.text)")
    }
    try FileManager.default.removeItem(at: current)
  }

  @Test("follow from their seed alone", arguments: FuzzKind.allCases)
  func sameInputs(_ kind: FuzzKind) {
    #expect(FuzzCase(kind, seed: 3).bytes == FuzzCase(kind, seed: 3).bytes)
    #expect(FuzzCase(kind, seed: 3).bytes != FuzzCase(kind, seed: 4).bytes)
  }
}
