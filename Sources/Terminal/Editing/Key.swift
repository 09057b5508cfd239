/// What somebody at a keyboard asks of the line, named by its effect.
public enum Key: Hashable, Sendable {
  /// Something to put in: one character, or more at once.
  case text(String)
  case enter
  /// A line break inside a text that was pasted.
  case pastedLineBreak
  /// Tab.
  case complete
  case backspace, delete
  case left, right, wordLeft, wordRight, home, end
  /// The line before, the line after.
  case up, down
  /// Ctrl-K, Ctrl-U, Ctrl-W, Alt-D: cut out; Ctrl-Y puts the last cut back in.
  case cutToEnd, cutToStart, cutWordLeft, cutWordRight, putBack
  /// Ctrl-T: the two characters here change places.
  case swap
  /// Ctrl-R.
  case search
  /// Ctrl-G: gives a search up.
  case giveUp
  /// Ctrl-L.
  case clearScreen
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D: deletes to the right, and on an empty line ends the input.
  case endOfInput
  /// Ctrl-Z.
  case suspend
}
