#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of lines that several processes add to. A line is there whole or not at all, whoever is killed when, and
/// one that is damaged takes no other with it.
public struct LineLog: Hashable, Sendable {
  public let path: String
  /// Nobody types that much.
  private static let limit = 64 << 20

  public init(path: String) { self.path = path }

  private var folder: String { FileSystem.folder(of: path) }

  /// The lines that are whole and UTF-8; `nil` where there is no such file.
  public func lines() -> [String]? {
    guard let bytes = contents(of: path, limit: Self.limit) else { return nil }
    // What follows the last line break was never finished.
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      .compactMap { String(validating: $0, as: UTF8.self) }
  }

  /// Adds lines to the file, or makes it together with its folder. They are there when this returns true.
  ///
  /// - Parameter header: the first line of a new file.
  public func append(_ lines: [String], header: String? = nil) -> Bool {
    FileSystem.makeFolder(folder)
    return withLock(of: folder) {
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      var information = stat()
      guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
        return false
      }
      let end = endOfLastLine(descriptor, size: Int(information.st_size))
      guard end == information.st_size || ftruncate(descriptor, off_t(end)) == 0 else { return false }
      let new = (end == 0 ? [header].compactMap { $0 } : []) + lines
      guard writeAll(descriptor, Array(new.map { $0 + "\n" }.joined().utf8)) else {
        _ = ftruncate(descriptor, off_t(end))
        return false
      }
      return true
    }
  }

  /// Where the last line ends that was finished.
  private func endOfLastLine(_ descriptor: Int32, size: Int) -> Int {
    var end = size
    var piece = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(end - piece.count, 0)
      let count = piece.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, end - start, off_t(start))
      }
      guard count == end - start else { return size }
      if let last = piece[..<count].lastIndex(of: 0x0A) { return start + last + 1 }
      end = start
    }
    return 0
  }

  /// Puts other lines in place of all there are, unless it is `nil` that is made of them.
  public func rewrite(_ change: ([String]) -> [String]?) {
    // Whoever keeps the file elsewhere, behind a link, has it there afterwards as well.
    let place = FileSystem.resolved(path)
    withLock(of: folder) {
      guard let old = lines(), let new = change(old) else { return }
      try? replaceFile(place, with: new.map { $0 + "\n" }.joined(), mayReplace: true, isListed: false)
    }
  }

  /// Does something to the file while nobody adds to it.
  func exclusively<Result>(_ body: () -> Result) -> Result { withLock(of: folder, body) }
}
