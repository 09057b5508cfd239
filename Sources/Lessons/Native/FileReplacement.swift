#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a file was not written.
public enum FileRefusal: Error, Hashable, Sendable {
  /// It is there already, and nobody said that it may be replaced.
  case isThere
  case isLink, isFolder
  /// A device, a pipe or a socket.
  case isSpecial
  /// The system refused; `code` is its `errno`.
  case failed(code: Int32)
}

/// Puts a text into a file, all or nothing: whoever reads it meanwhile, or comes after a kill, sees the old text or the
/// new one. Links and special files are neither followed nor replaced.
///
/// The text is written beside the file and renamed. What is left of that by a kill is taken away by the next writer of
/// the file, or by ``UnfinishedFiles/clear()`` at the next start.
///
/// - Parameter isListed: false in a folder that the next start looks through anyway.
public func replaceFile(
  _ path: String, with text: String, mayReplace: Bool, isListed: Bool = true
) throws(FileRefusal) {
  var old = stat()
  let isThere = lstat(path, &old) == 0
  if isThere {
    switch old.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw .isLink
    case S_IFDIR: throw .isFolder
    default: throw .isSpecial
    }
    guard mayReplace else { throw .isThere }
    guard access(path, W_OK) == 0 else { throw .failed(code: errno) }
  }
  let unfinished = isListed ? UnfinishedFiles() : nil
  let place = FileSystem.folder(of: path) + "/" + UnfinishedFiles.name(for: FileSystem.name(of: path))
  unfinished?.add(place)
  defer { unfinished?.remove(place) }
  let descriptor = try openLocked(place)
  // Who waits for this lock finds another file under the name, or none.
  defer { close(descriptor) }
  func fail(_ code: Int32) -> FileRefusal {
    unlink(place)
    return .failed(code: code)
  }
  guard ftruncate(descriptor, 0) == 0, writeAll(descriptor, Array(text.utf8)) else { throw fail(errno) }
  if isThere { fchmod(descriptor, old.st_mode & 0o7777) }
  fsync(descriptor)
  // A second name fails where the first has appeared meanwhile; but not every file system has second names.
  if !mayReplace {
    if link(place, path) == 0 {
      unlink(place)
      return
    }
    if errno == EEXIST {
      unlink(place)
      throw .isThere
    }
  }
  guard rename(place, path) == 0 else { throw fail(errno) }
}

/// Opens a file for a text that is not finished, when nobody else writes into it.
private func openLocked(_ place: String) throws(FileRefusal) -> Int32 {
  while true {
    let descriptor = open(place, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .failed(code: errno) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    switch UnfinishedFiles.state(descriptor, place) {
    case .own: return descriptor
    // A kill came when the text had its name already, and this one besides.
    case .shared: unlink(place)
    case .gone: break
    }
    close(descriptor)
  }
}
