import Foundation
import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("The glossary")
struct GlossaryTests {
  /// What `:help WORD` says, line by line.
  private func said(_ word: String, width: Int = 80) -> [String] {
    var c = Conversation()
    c.session.resize(width: width, height: 24)
    return c.say(":help \(word)").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// An example's lines, as they are typed into a session, and what that answers.
  private func answers(_ entry: Glossary.Entry, width: Int = 80) -> [String] {
    var c = Conversation()
    c.session.resize(width: width, height: 24)
    c.session.settings.mostPlotRows = 7
    var lines: [String] = []
    for entered in entry.entries {
      let program = entered.map { String($0.dropFirst(4)) }.joined(separator: "\n")
      #expect(c.outcome(program) == .done, "\(program)")
      #expect(c.heard.notices.isEmpty, "\(c.heard.notices)")
      lines += entered + c.heard.take().split(separator: "\n").map(String.init)
    }
    return lines
  }

  @Test(
    "says of every word what it means, where it is met and what is near it",
    arguments: Glossary.entries.map(\.word))
  func isWhole(word: String) throws {
    let entry = try #require(Glossary.entry(for: word))
    #expect(entry.word == word)
    #expect(entry.meaning.count > 30 && entry.meaning.hasSuffix("."))
    let related = entry.related.split(separator: ",").map { String($0).trimmed }
    #expect(!related.isEmpty && !related.contains(word))
    for other in related { #expect(Glossary.entries.map(\.word).contains(other), "\(word) names \(other)") }
    let text = said(word).joined(separator: " ")
    #expect(text.contains(word))
    #expect(text.contains("met in lesson \(entry.lesson); see also"))
  }

  @Test("shows of every example what the program answers to it", arguments: Glossary.entries.map(\.word))
  func examples(word: String) throws {
    let entry = try #require(Glossary.entry(for: word))
    #expect(!entry.example.isEmpty)
    let expected = answers(entry)
    #expect(expected.count > entry.example.count, "\(word) shows nothing")
    let text = said(word)
    let start = try #require(text.firstIndex(of: entry.example[0]))
    #expect(Array(text[start...].prefix(expected.count)) == expected)
  }

  @Test("fits a window of 40 columns without losing a word", arguments: Glossary.entries.map(\.word))
  func narrow(word: String) throws {
    let entry = try #require(Glossary.entry(for: word))
    let lines = said(word, width: 40)
    let answers = answers(entry, width: 40)
    for line in lines where !answers.contains(line) { #expect(displayWidth(line) <= 40, "\(line)") }
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    let text = words(lines.joined(separator: " ")).joined(separator: " ")
    #expect(text.contains(entry.meaning))
    if !entry.formula.isEmpty { #expect(text.contains(words(entry.formula).joined(separator: " "))) }
    for line in entry.example { #expect(lines.contains(line), "\(line)") }
  }

  /// What is met in a lesson without its name.
  private static let unnamed: Set = [
    "broadcasting", "chain rule", "dot product", "fan-in", "hyperparameter", "leaf", "linearly separable",
    "local minimum", "weighted sum",
  ]

  @Test("is met in the lesson it names", arguments: Glossary.entries.map(\.word))
  func lessons(word: String) throws {
    let entry = try #require(Glossary.entry(for: word))
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "lessons")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let name = try #require(names.first { $0.hasPrefix(entry.lesson + "-") }, "\(word): \(entry.lesson)")
    if Self.unnamed.contains(word) { return }
    let lesson = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let spelled = Glossary.spelling(lesson)
    let speaks = entry.names.contains {
      $0.count == 1
        ? $0.first?.isASCII == false && lesson.contains($0) : spelled.contains(Glossary.spelling($0))
    }
    #expect(
      speaks || lesson.contains(" \(entry.synonyms.first ?? word) "), "\(name) does not speak of \(word)")
  }

  @Test(
    "finds a word in capitals or not, one or several of it, and by its other names",
    arguments: [
      ("Sigmoid", "sigmoid"), ("SOFTMAX", "softmax"), ("logits", "logit"), ("Hidden Layers", "hidden layer"),
      ("hidden-layer", "hidden layer"), ("hidden_layer", "hidden layer"), ("losses", "loss"),
      ("biases", "bias"), ("decision boundaries", "decision boundary"), ("minibatches", "minibatch"),
      ("mini-batch", "minibatch"), ("lr", "learning rate"), ("rate", "learning rate"),
      ("logistic function", "sigmoid"), ("σ", "sigmoid"), ("Σ", "sum sign"), ("∂", "partial derivative"),
      ("∂L/∂w", "partial derivative"), ("+=", "+="), ("@", "matrix product"), ("∇", "gradient"),
      ("local gradient", "local derivative"), ("initialisation", "initialization"),
      ("batch normalisation", "batch norm"), ("bce", "logistic loss"),
      ("BPTT", "backpropagation through time"),
      ("matrices", "tensor"), ("leaves", "leaf"), ("minima", "local minimum"), ("ŷ", "prediction"),
      ("vanishing gradients", "vanishing gradient"), ("eval()", "train mode"), ("xor", "XOR"),
      ("fan in", "fan-in"), ("one hot", "one-hot"), ("cross entropy", "cross-entropy"),
      ("glorot", "Xavier initialization"), ("rnn", "recurrent net"), ("epochs", "epoch"),
      ("finite difference", "finite differences"), ("parameters", "parameter"), ("variances", "variance"),
    ])
  func finds(name: String, word: String) {
    #expect(Glossary.entry(for: name)?.word == word)
    #expect(said(name)[0].hasPrefix(word))
  }

  @Test("has each word once, and no name that leads to two")
  func names() {
    var seen: Set<String> = []
    #expect(Glossary.entries.count > 100)
    for entry in Glossary.entries {
      for name in entry.names {
        #expect(seen.insert(name).inserted, "\(name)")
        #expect(Glossary.entry(for: name)?.word == entry.word)
      }
    }
    var spelled: Set<String> = []
    for entry in Glossary.entries {
      for name in Set(entry.spellings) where !spelled.insert(name).inserted {
        // Σ and σ, E and e, train and train() are told apart as they are written.
        #expect(name.count == 1 || name == "train", "\(name)")
      }
    }
  }

  @Test("lists its words by theme", arguments: [40, 80])
  func list(width: Int) {
    let lines = said("words", width: width)
    for line in lines { #expect(displayWidth(line) <= width) }
    let text = lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    for word in Glossary.entries.map(\.word) { #expect(text.contains(word)) }
    if width == 80 { #expect(lines.count <= 32) }
  }

  @Test("hides no help of a function or a command of the same name")
  func both() {
    for (name, signs) in [
      ("softmax", ["Makes probabilities", "softmax(input, dim=None"]),
      ("sigmoid", ["Squashes any number", "sigmoid(input)"]),
      ("ReLU", ["Lets what is above 0 pass", "ReLU(inplace=False)"]),
      ("graph", [":graph L", "What was computed from what"]),
      ("seed", [":seed N", "The same seed draws the same numbers"]),
      ("nn.Dropout", ["Dropout(p=0.5)", "switched off with probability p"]),
      ("torch.tanh()", ["tanh(input)", "between −1 and 1"]),
    ] {
      let text = said(name).flatMap { $0.split(separator: " ") }.joined(separator: " ")
      for sign in signs { #expect(text.contains(sign), "\(name)") }
    }
    #expect(!said(":graph").joined().contains("What was computed from what"))
  }

  @Test(
    "says what was probably meant",
    arguments: [
      ("lerning rate", "'learning rate'"), ("sigmiod", "'sigmoid'"), ("momentun", "'momentum'"),
      ("overfiting", "'overfitting'"), ("propagation", "'forward pass'"), ("sofmax", "'softmax'"),
    ])
  func meant(typed: String, word: String) {
    let text = said(typed)[0]
    #expect(text.contains("did you mean"))
    #expect(text.contains(word))
  }

  @Test("draws the sigmoid itself, in little room, and in letters where there is nothing else")
  func plot() {
    // With the empty piece behind the last line break, the prompt's.
    #expect(said("sigmoid").count <= 24)
    var c = Conversation()
    c.session.settings.look = .ascii
    let text = c.say(":help sigmoid")
    #expect(text.contains(":plot sigmoid(t) against t"))
    #expect(!text.contains("⠤"))
  }

  @Test("leaves the session as it was")
  func leavesAlone() {
    var c = Conversation(":seed 5", "t = 3")
    let before = c.session.history.count
    c.say(":help sigmoid")
    c.say(":help dropout")
    #expect(c.session.history.count == before)
    #expect(c.say("t") == "3\n")
    var other = Conversation(":seed 5", "t = 3")
    #expect(c.say("rand(1)") == other.say("rand(1)"))
  }

  @Test("takes less than 40 kB")
  func size() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Lessons/Glossary")
    var size = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.contains("+") {
      let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
      size += lines.filter { $0.hasPrefix("      ") }.reduce(0) { $0 + $1.utf8.count - 5 }
    }
    #expect(size > 20_000 && size < 40_000)
  }
}
