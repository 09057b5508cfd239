/// Where what is kept of a user lies: `$XDG_DATA_HOME/gradwalk`, by default below `~/.local/share` (XDG Base Directory
/// Specification 0.8); `nil` for a user without a home.
///
/// - Parameter environment: the process's own unless one says otherwise.
public func dataFolder(environment: [String: String]? = nil) -> String? {
  let environment = environment ?? FileSystem.environment
  // The specification says to ignore a relative path.
  if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/gradwalk" }
  if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/share/gradwalk" }
  return nil
}
