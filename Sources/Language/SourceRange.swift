/// A half-open range of bytes in one source text.
public struct SourceRange: Hashable, Sendable {
  /// Which source: a session numbers its entries, a program has one source only.
  public let source: Int32
  /// Offset of the first byte in UTF-8.
  public let start: Int32
  /// Offset behind the last byte in UTF-8.
  public let end: Int32

  public init(source: Int, start: Int, end: Int) {
    self.source = Int32(source)
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// The smallest range that holds both, which must be of one source.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(source: Int(source), start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }
}

/// A text that programs come from: a file, or one entry of a session.
public struct Source: Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// The number of the first line, where the text is a part of a longer one.
  public let firstLine: Int
  /// Offset of the first byte of each line.
  private let lineStarts: [Int32]

  /// - Parameters:
  ///   - name: what errors call it: a file's path, or `<entry 3>`.
  ///   - bytes: the text in UTF-8. A byte order mark at its start is left out.
  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.firstLine = firstLine
    // A byte order mark says nothing in UTF-8, but some editors write one; columns must not count it.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    self.name = name
    self.bytes = bytes
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(Int32(offset + 1))
    }
    self.lineStarts = starts
  }

  public init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// Line and column of a byte, both from 1; columns count Unicode scalars.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    // Every scalar has exactly one byte that is not a continuation byte 10xxxxxx.
    let scalars = bytes[Int(lineStarts[low])..<offset].count { $0 & 0xC0 != 0x80 }
    return (low + firstLine, scalars + 1)
  }

  /// The offset of the first byte that is not UTF-8; `nil` where the text is sound.
  public var firstInvalidByte: Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    // Decoding repairs what is broken; the first difference is the place.
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? bytes.count - 1
  }

  /// The text of a line (counted as ``position(of:)`` does) without its line break.
  public func line(_ number: Int) -> String {
    let number = number - firstLine + 1
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
