import Foundation

extension ProgressStore {
  /// A store of one file of plain text a lesson.
  public init(folder: String) {
    self.init(
      place: folder,
      logs: Logs(
        load: { Self.load(LineLog(path: Self.path(of: $0, in: folder))) },
        shorten: { stem, shorter in LineLog(path: Self.path(of: stem, in: folder)).rewrite(shorter) },
        append: { stem, line throws(LessonError) in
          try Self.append(line, to: LineLog(path: Self.path(of: stem, in: folder)))
        },
        list: { Self.list(in: folder) },
        forget: { stem throws(LessonError) in
          try Self.forget(LineLog(path: Self.path(of: stem, in: folder)))
        }))
  }

  /// The user's own store, `progress` in the ``dataFolder(environment:)``; `nil` for a user without a home.
  public init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let data = dataFolder(environment: environment) else { return nil }
    self.init(folder: data + "/progress")
  }

  private static let extensionName = "txt"

  private static func load(_ log: LineLog) -> Finding {
    log.exclusively {
      guard TextFile.exists(log.path) else { return .nothing }
      if let record = ProgressLog(log.lines() ?? []).record { return .record(record) }
      let aside = log.path + ".damaged"
      try? FileManager.default.removeItem(atPath: aside)
      let moved = (try? FileManager.default.moveItem(atPath: log.path, toPath: aside)) != nil
      return .damaged(movedTo: moved ? aside : nil)
    }
  }

  private static func append(_ line: String, to log: LineLog) throws(LessonError) {
    guard log.append([line], header: ProgressLog.header) else {
      throw LessonError(.unwritable, "\(shown(log.path, limit: LessonTexts.pathLimit)) cannot be written")
    }
  }

  private static func list(in folder: String) -> [(stem: String, record: ProgressRecord)] {
    TextFile.names(in: folder).compactMap { name in
      guard name.hasSuffix("." + extensionName),
        let stem = String(name.dropLast(extensionName.count + 1)).removingPercentEncoding,
        let record = LineLog(path: folder + "/" + name).lines().flatMap({ ProgressLog($0).record })
      else { return nil }
      return (stem, record)
    }
  }

  private static func forget(_ log: LineLog) throws(LessonError) {
    let isGone = log.exclusively {
      !TextFile.exists(log.path) || (try? FileManager.default.removeItem(atPath: log.path)) != nil
    }
    if !isGone {
      throw LessonError(.unwritable, "\(shown(log.path, limit: LessonTexts.pathLimit)) cannot be removed")
    }
  }

  /// A lesson may be called anything; its record stays in the folder and is no hidden file.
  private static func path(of stem: String, in folder: String) -> String {
    let safe = CharacterSet(charactersIn: "-_").union(.alphanumerics)
    let name = stem.addingPercentEncoding(withAllowedCharacters: safe) ?? "lesson"
    return "\(folder)/\(name).\(extensionName)"
  }
}
