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
  public init?(environment: [String: String]? = nil) {
    guard let data = dataFolder(environment: environment) else { return nil }
    self.init(folder: data + "/progress")
  }

  private static let extensionName = "txt"

  private static func load(_ log: LineLog) -> Finding {
    log.exclusively {
      guard FileSystem.isFile(log.path) else { return .nothing }
      if let record = ProgressLog(log.lines() ?? []).record { return .record(record) }
      let aside = log.path + ".damaged"
      _ = FileSystem.remove(aside)
      let moved = FileSystem.move(log.path, to: aside)
      return .damaged(movedTo: moved ? aside : nil)
    }
  }

  private static func append(_ line: String, to log: LineLog) throws(LessonError) {
    guard log.append([line], header: ProgressLog.header) else {
      throw LessonError(.unwritable, "\(shown(log.path, limit: LessonTexts.pathLimit)) cannot be written")
    }
  }

  private static func list(in folder: String) -> [(stem: String, record: ProgressRecord)] {
    FileSystem.names(in: folder).compactMap { name in
      guard name.hasSuffix("." + extensionName),
        let stem = FileSystem.text(ofFileName: String(name.dropLast(extensionName.count + 1))),
        let record = LineLog(path: folder + "/" + name).lines().flatMap({ ProgressLog($0).record })
      else { return nil }
      return (stem, record)
    }
  }

  private static func forget(_ log: LineLog) throws(LessonError) {
    let isGone = log.exclusively {
      !FileSystem.isFile(log.path) || FileSystem.remove(log.path)
    }
    if !isGone {
      throw LessonError(.unwritable, "\(shown(log.path, limit: LessonTexts.pathLimit)) cannot be removed")
    }
  }

  /// A lesson may be called anything; its record stays in the folder and is no hidden file.
  private static func path(of stem: String, in folder: String) -> String {
    "\(folder)/\(FileSystem.fileName(for: stem) ?? "lesson").\(extensionName)"
  }
}
