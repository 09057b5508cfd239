import Autodiff
import Interpreter
import Language
import Lessons
import Narration

// What the page calls, and what it is asked for. Texts are bytes of UTF-8: the page asks for a `room` of so many bytes,
// fills it and hands it over, and the call that takes it gives it back.

@_extern(wasm, module: "host", name: "write")
@_extern(c)
func hostWrite(_ bytes: UnsafePointer<UInt8>, _ count: Int)

/// Errors and notices, which stand beside the results.
@_extern(wasm, module: "host", name: "notice")
@_extern(c)
func hostNotice(_ bytes: UnsafePointer<UInt8>, _ count: Int)

/// Seconds since some moment.
@_extern(wasm, module: "host", name: "clock")
@_extern(c)
func hostClock() -> Double

/// Whether what is running is to stop: asked every few milliseconds.
@_extern(wasm, module: "host", name: "interrupted")
@_extern(c)
func hostIsInterrupted() -> Int32

func write(_ text: String) {
  var text = text
  text.withUTF8 { if let start = $0.baseAddress { hostWrite(start, $0.count) } }
}

func notice(_ text: String) {
  var text = text
  text.withUTF8 { if let start = $0.baseAddress { hostNotice(start, $0.count) } }
}

/// A room for a text of so many bytes.
@_cdecl("room")
public func room(_ count: Int) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
}

/// The text in a room, which is given back.
func text(_ room: UnsafeMutableRawPointer, _ count: Int) -> String {
  defer { room.deallocate() }
  return String(decoding: UnsafeRawBufferPointer(start: room, count: count), as: UTF8.self)
}

// MARK: The prompt

// There is one page, and one thread.
private nonisolated(unsafe) var desk = Desk()

/// Begins anew, in a window of so many columns and rows. Lessons and progress stay.
@_cdecl("start")
public func start(_ columns: Int32, _ rows: Int32) { desk.start(Int(columns), Int(rows)) }

@_cdecl("resize")
public func resize(_ columns: Int32, _ rows: Int32) {
  desk.classroom.resize(width: Int(columns), height: Int(rows))
}

/// Puts a lesson into the library: its stem, a line break, and its file's text.
@_cdecl("add_lesson")
public func addLesson(_ bytes: UnsafeMutableRawPointer, _ count: Int) { desk.shelf.add(text(bytes, count)) }

/// Takes a line that was typed. What it says is written.
///
/// - Returns: 0 for done, 1 for an error, 2 where further lines belong to the entry, 3 where nothing is left to enter
///   anything for.
@_cdecl("line")
public func line(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  desk.take(line: text(bytes, count)).rawValue
}

/// Takes a whole entry, of one line or several.
@_cdecl("enter")
public func enter(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  desk.take(entry: text(bytes, count)).rawValue
}

/// Writes what the next line is asked for with.
@_cdecl("prompt")
public func prompt() { write(desk.prompt) }

/// Writes the words that could stand at the end of a line, one a line.
///
/// - Returns: how many characters of the line they replace.
@_cdecl("complete")
public func complete(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  let (length, words) = desk.classroom.completion(of: text(bytes, count))
  for word in words { write(word + "\n") }
  return Int32(length)
}

/// Writes everything that is kept of the lessons, as one text.
@_cdecl("save")
public func save() { write(desk.progress.text) }

/// Takes over what ``save()`` has written.
@_cdecl("load")
public func load(_ bytes: UnsafeMutableRawPointer, _ count: Int) { desk.progress.text = text(bytes, count) }

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
