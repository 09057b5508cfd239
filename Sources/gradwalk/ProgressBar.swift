import Autodiff
import Foundation
import Lessons
import Terminal

/// How far a loop has come, or how long something else is taking, in one line on standard error that is wiped away before anything else is written.
final class ProgressBar {
  private let streams: StandardStreams
  private let width: () -> Int
  private var isShown = false
  /// When the entry began that is running, and when a sign of life was given last, in seconds.
  private var began = Double.infinity
  private var shownTime = 0.0

  init(_ streams: StandardStreams, width: @escaping () -> Int) {
    self.streams = streams
    self.width = width
  }

  /// Shows it, or wipes it away.
  func show(_ progress: LoopProgress?) {
    guard streams.errors.isTerminal else { return }
    guard let progress else { return wipe() }
    streams.output.flush()
    shownTime = Tool.seconds()
    write(ProgressBar.text(progress, width: width() - 1))
  }

  private func write(_ text: String) {
    streams.errors.write("\r" + text + "\u{1B}[K")
    isShown = true
  }

  /// Begins to count the time of an entry.
  func begin() { began = Tool.seconds() }

  /// Ends an entry.
  ///
  /// - Returns: how many seconds it took.
  func end() -> Double {
    wipe()
    defer { began = .infinity }
    return Tool.seconds() - began
  }

  /// Shows the seconds of what takes more than one and says nothing of itself. To be called now and then.
  func beat() {
    let now = Tool.seconds()
    // Two threads may ask whether to stop; one writes.
    guard now - began > 1, now - shownTime > 0.5, Thread.isMainThread, streams.errors.isTerminal else {
      return
    }
    shownTime = now
    streams.output.flush()
    write(String("(\(Int(now - began)) s; Ctrl-C stops)".prefix(max(width() - 1, 0))))
  }

  func wipe() {
    guard isShown else { return }
    isShown = false
    streams.errors.write("\r\u{1B}[K")
  }

  /// `300/1000  [######--------------]  loss 0.0123  2310/s`, with as much of it as fits.
  static func text(_ progress: LoopProgress, width: Int) -> String {
    var count = String(progress.done)
    if let total = progress.total { count += "/\(total)" }
    var rest = ""
    if let loss = progress.loss { rest += "  loss \(NumberFormat.significant(loss, digits: 4))" }
    if progress.seconds > 0 {
      rest +=
        "  \(NumberFormat.significant((Double(progress.done) / progress.seconds).rounded(), digits: 4))/s"
    }
    let cells = min(20, width - count.utf8.count - rest.utf8.count - 4)
    guard let total = progress.total, total > 0, cells >= 5 else {
      return String((count + rest).prefix(width))
    }
    let full = cells * min(progress.done, total) / total
    let bar = String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
    return "\(count)  [\(bar)]\(rest)"
  }
}
