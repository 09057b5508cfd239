// What the page lends the module. Texts are bytes of UTF-8.

/// What a program or a lesson shows, with colours switched as in a terminal.
@_extern(wasm, module: "host", name: "write")
@_extern(c)
func hostWrite(_ bytes: UnsafePointer<UInt8>?, _ count: Int)

/// The same beside the results: errors and notices.
@_extern(wasm, module: "host", name: "notice")
@_extern(c)
func hostNotice(_ bytes: UnsafePointer<UInt8>?, _ count: Int)

/// Takes a text of one of the kinds of ``Telling``.
@_extern(wasm, module: "host", name: "tell")
@_extern(c)
func hostTell(_ kind: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int)

/// Seconds since some moment.
@_extern(wasm, module: "host", name: "clock")
@_extern(c)
func hostClock() -> Double

/// Whether what is running is to stop: asked every few milliseconds.
@_extern(wasm, module: "host", name: "interrupted")
@_extern(c)
func hostIsInterrupted() -> Int32

/// What a page shows in ways of its own.
enum Telling: Int32 {
  /// A line that is entered, behind its prompt.
  case echo = 0
  /// Where the conversation is, as JSON.
  case state
  /// A lesson's stem, a line break, and what is to be kept of it; nothing behind the line break to forget it.
  case progress
  /// A file's name, a line break, and its text.
  case file
  /// A drawing's number, a line break, and the drawing. Its place is the line ESC [ 9000 ; number m.
  case drawing
  /// How far a loop has come, as JSON; null when it is over.
  case loop
}

func write(_ text: String) {
  var text = text
  text.withUTF8 { hostWrite($0.baseAddress, $0.count) }
}

func notice(_ text: String) {
  var text = text
  text.withUTF8 { hostNotice($0.baseAddress, $0.count) }
}

func tell(_ kind: Telling, _ text: String) {
  var text = text
  text.withUTF8 { hostTell(kind.rawValue, $0.baseAddress, $0.count) }
}

/// The text in a room, which is given back.
func text(_ room: UnsafeMutableRawPointer, _ count: Int) -> String {
  defer { room.deallocate() }
  return String(decoding: UnsafeRawBufferPointer(start: room, count: count), as: UTF8.self)
}
