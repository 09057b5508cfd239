import Autodiff
import Interpreter
import Language
import Lessons
import Narration

// What the page calls. The page asks for a `room` of so many bytes, fills it with a text and hands it over; the call that
// takes it gives it back.

// There is one page, and one thread.
private nonisolated(unsafe) var conversation = Conversation()

/// Lets the carried kernels calculate, which the page has found to round once. Comes first.
@_cdecl("use_fused_kernels")
public func useFusedKernels() { TensorOptions.fuses = true }

/// A room for a text of so many bytes.
@_cdecl("room")
public func room(_ count: Int) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
}

/// Adds a lesson: its stem, a line break, and its file's text.
@_cdecl("add_lesson")
public func addLesson(_ room: UnsafeMutableRawPointer, _ count: Int) { conversation.add(text(room, count)) }

/// Adds what is kept of a lesson: its stem, a line break, and what ``Telling/progress`` told of it.
@_cdecl("load")
public func load(_ room: UnsafeMutableRawPointer, _ count: Int) { conversation.load(text(room, count)) }

/// Fits what follows to so many columns and rows.
@_cdecl("resize")
public func resize(_ columns: Int32, _ rows: Int32) { conversation.resize(Int(columns), Int(rows)) }

/// Takes what was entered, one entry or several, or an empty text; tells what comes of it, and then the state.
///
/// - Returns: the exit code: 0 done, 1 failed, 4 a limit, 130 interrupted.
@_cdecl("enter")
public func enter(_ room: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  conversation.enter(text(room, count))
}

/// How many blanks a further line of an entry would begin with; −1 where it is complete.
@_cdecl("wants")
public func wants(_ room: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  conversation.wants(text(room, count))
}

/// Writes the words that could stand at the end of a line, one a line.
///
/// - Returns: how many characters of the line they replace.
@_cdecl("complete")
public func complete(_ room: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  conversation.complete(text(room, count))
}

// MARK: Checks

/// Writes what a lesson prints that is played by itself: its stem, a line break, and its file's text.
///
/// - Returns: the exit code that `gradwalk replay` has for it.
@_cdecl("replay")
public func replay(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  let (stem, source) = Shelf.parts(of: text(bytes, count))
  do throws(LessonError) {
    var session = Session()
    session.settings.look = .unicode
    session.resize(width: 80, height: 24)
    let replay = Replay(
      try LessonReader.read(source, stem: stem), session: session, limitSeconds: 0, clock: hostClock,
      isInterrupted: { hostIsInterrupted() != 0 })
    write(replay.text)
    for problem in replay.problems { notice("line \(problem.line): \(problem.message)\n") }
    return replay.exitCode
  } catch {
    notice("error: \(error.message)\n")
    return 3
  }
}

/// Writes hashes of the bits of everything that is calculated, to be compared between machines.
@_cdecl("fingerprints")
public func fingerprints() { Fingerprint.all(write) }
