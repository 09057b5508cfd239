import Autodiff
import Language

/// A value that `backward()` was called on, with everything it was made from.
public struct KeptLoss: Sendable {
  public let name: String?
  /// The program it stands in, by number, and its line there.
  public let source: Int
  public let line: Int
  public let recording: Recording
  public let root: EntryID
}

extension Machine {
  /// Remembers a loss in place of the one that was there the last time: a training loop keeps only one.
  mutating func keepLoss(_ root: EntryID, name: String?) {
    guard keepsLosses, let range else { return }
    let source = Int(range.source)
    let line = sources[source].position(of: Int(range.start)).line
    let (recording, place) = recording.excerpt(of: root)
    let loss = KeptLoss(name: name, source: source, line: line, recording: recording, root: place)
    if let old = keptLosses.firstIndex(where: { $0.source == source && $0.line == line }) {
      keptLosses[old] = loss
    } else {
      keptLosses.append(loss)
    }
  }
}
