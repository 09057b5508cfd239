/// What several visits to a lesson have left, line by line, and what comes of it.
///
/// A line is what one visit adds after one thing that the learner did. It holds the visit's name, then in words
/// separated by tabs what is new, and at its end a checksum: whatever a line loses, it is passed over alone.
///
/// Answers of all visits count, and of two to the same question the better one. The place is that of the last visit;
/// of visits that went on at the same time, that of the one that came furthest.
struct ProgressLog {
  static let header = "gradwalk progress 3"

  private struct Visit {
    let name: String
    /// The numbers of its first and last line.
    let first: Int
    var last: Int
    var record: ProgressRecord
  }

  private var visits: [Visit] = []
  private var answers: [ProgressRecord.Answer] = []
  private var count = 0
  /// Visits that ended for good when another began anew; what they still answer counts.
  private var closed: Set<String> = []

  init(_ lines: [String]) {
    // The format before this one: one record in lines.
    if lines.first == "gradwalk progress 2" {
      if let old = ProgressRecord.read(lines.dropFirst().map { $0[...] }), old.kept == 0 {
        add(old.record, kept: 0, of: "2", isAnew: true)
      }
      return
    }
    for line in lines { add(line) }
  }

  private mutating func add(_ line: String) {
    var words = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard words.count > 4, let sum = words.popLast(), sum == Self.sum(of: words.joined(separator: "\t")),
      words[0].hasPrefix("visit ")
    else { return }
    let name = String(words.removeFirst().dropFirst(6))
    let isAnew = words[0] == "anew"
    if isAnew { words.removeFirst() }
    guard let (record, kept) = ProgressRecord.read(words) else { return }
    add(record, kept: kept, of: name, isAnew: isAnew)
  }

  private mutating func add(_ record: ProgressRecord, kept: Int, of name: String, isAnew: Bool) {
    if isAnew {
      closed.formUnion(visits.map { $0.name })
      (visits, answers) = ([], [])
    }
    count += 1
    for answer in record.answers { take(answer) }
    guard !closed.contains(name) else { return }
    let known = visits.firstIndex { $0.name == name }
    let place = known ?? visits.count
    if known == nil { visits.append(Visit(name: name, first: count, last: count, record: record)) }
    let before = known.map { visits[$0].record.inputs } ?? []
    visits[place].last = count
    visits[place].record = record
    visits[place].record.answers = []
    visits[place].record.inputs = before.prefix(kept) + record.inputs
  }

  private mutating func take(_ answer: ProgressRecord.Answer) {
    guard let place = answers.firstIndex(where: { $0.id == answer.id }) else { return answers.append(answer) }
    let isBetter = answer.mark.worth > answers[place].mark.worth
    if answer.hash != answers[place].hash || isBetter { answers[place] = answer }
  }

  /// The visits that no later one has gone on from, the last one among them.
  private var open: [Visit] {
    guard let last = visits.max(by: { $0.last < $1.last }) else { return [] }
    return visits.filter { $0.last >= last.first }
  }

  /// Of the open visits the one that came furthest, and what comes of it all; `nil` where no line could be read.
  private var result: Visit? {
    let open = open
    let furthest = open.max {
      ($0.record.status == .finished ? 1 : 0, $0.record.place.index, $0.last)
        < ($1.record.status == .finished ? 1 : 0, $1.record.place.index, $1.last)
    }
    guard var result = furthest else { return nil }
    if result.record.status == .open, open.contains(where: { $0.record.status != .open }) {
      result.record.status = .openAgain
    }
    result.record.answers = answers
    return result
  }

  var record: ProgressRecord? { result?.record }

  /// Lines that stand for the same, and are fewer: every open visit may go on. `nil` where there is nothing to keep.
  var compacted: [String]? {
    guard let result else { return nil }
    let others = open.filter { $0.name != result.name }
    return [Self.header] + (others + [result]).map { Self.line($0.record.words(), visit: $0.name) }
  }

  /// A line of a visit.
  static func line(_ words: [String], visit name: String, isAnew: Bool = false) -> String {
    let text = (["visit \(name)"] + (isAnew ? ["anew"] : []) + words).joined(separator: "\t")
    return text + "\t" + sum(of: text)
  }

  private static func sum(of text: String) -> String {
    ProgressRecord.text(ProgressRecord.fingerprint(of: text))
  }
}

extension ProgressRecord {
  /// The record as the text of a file.
  func encoded() -> String {
    ProgressLog.header + "\n" + ProgressLog.line(words(), visit: "0") + "\n"
  }

  /// The record that the text of a file stands for; `nil` when nothing of it can be read.
  init?(decoding text: String) {
    // What follows the last line break was never finished.
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    guard let record = ProgressLog(lines.map { String(Substring($0)) }).record else { return nil }
    self = record
  }
}

extension QuizMark {
  /// Of two answers to a question the one that is worth more counts.
  fileprivate var worth: Int { [.skipped, .later, .firstTry].firstIndex(of: self) ?? 0 }
}
