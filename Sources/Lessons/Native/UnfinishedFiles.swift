#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The list of the files that are being written just now, so that the next start finds what a kill has left of them.
public struct UnfinishedFiles {
  private let folder: String
  private var list: String { folder + "/unfinished" }

  /// The user's own; `nil` for a user without a home.
  public init?(environment: [String: String]? = nil) {
    guard let folder = dataFolder(environment: environment) else { return nil }
    self.folder = folder
  }

  /// What a file is called while it is written.
  static func name(for file: String) -> String {
    ".gradwalk-\(String(ProgressRecord.fingerprint(of: file), radix: 16)).unfinished"
  }

  /// What a descriptor's file has become.
  enum State { case own, shared, gone }

  static func state(_ descriptor: Int32, _ path: String) -> State {
    var (open, named) = (stat(), stat())
    guard fstat(descriptor, &open) == 0, lstat(path, &named) == 0, open.st_ino == named.st_ino,
      open.st_dev == named.st_dev
    else { return .gone }
    return open.st_nlink == 1 ? .own : .shared
  }

  func add(_ path: String) {
    // Nobody's home is made for this.
    guard let home = FileSystem.components(of: folder).dropFirst().first,
      FileSystem.exists("/" + home)
    else { return }
    FileSystem.makeFolder(folder)
    change { paths in if !paths.contains(path) { paths.append(path) } }
  }

  func remove(_ path: String) {
    change { paths in paths.removeAll { $0 == path } }
  }

  /// Takes away what killed processes have left.
  public func clear() {
    for own in [folder, folder + "/progress"] {
      for name in FileSystem.names(in: own) where Self.isName(name) { _ = Self.isCleared(own + "/" + name) }
    }
    guard FileSystem.exists(list) else { return }
    change { paths in paths.removeAll { Self.isCleared($0) } }
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix(".gradwalk-") && name.hasSuffix(".unfinished")
  }

  /// Whether nothing unfinished is at a path any more. What somebody still writes is locked.
  private static func isCleared(_ path: String) -> Bool {
    guard isName(FileSystem.name(of: path)) else { return true }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
    if state(descriptor, path) != .gone { unlink(path) }
    return true
  }

  /// Changes the list; an empty one is no file. Paths end in a zero, which is in none of them.
  private func change(_ body: (inout [String]) -> Void) {
    guard FileSystem.exists(folder) else { return }
    withLock(of: folder) {
      let old = (contents(of: list, limit: 1 << 20) ?? []).split(separator: 0)
        .compactMap { String(validating: $0, as: UTF8.self) }
      var new = old
      body(&new)
      guard new != old || new.isEmpty else { return }
      guard !new.isEmpty else {
        unlink(list)
        return
      }
      let descriptor = open(list, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { return }
      defer { close(descriptor) }
      let bytes = new.flatMap { path -> [UInt8] in path.utf8 + [0] }
      if writeAll(descriptor, bytes) { ftruncate(descriptor, off_t(bytes.count)) }
    }
  }
}
