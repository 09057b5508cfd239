/// Colours, given by what a text is and not by how it looks.
public struct Style: Hashable, Sendable {
  /// What a piece of output is.
  public enum Role: String, CaseIterable, Sendable {
    case heading, bold, emphasis, code, value, gradient, error, dim, prompt
  }

  /// What the command line says about colour.
  public enum Choice: Hashable, Sendable {
    /// Colour where a person looks and nothing speaks against it.
    case automatic
    /// `--color`
    case always
    /// `--no-color`
    case never
  }

  /// When false, every text stays as it is.
  public let isEnabled: Bool

  public init(isEnabled: Bool) { self.isEnabled = isEnabled }

  /// Without colour.
  public static let plain = Style(isEnabled: false)

  /// Decides for one stream. An explicit choice wins over NO_COLOR (any value but the empty one), and that
  /// over everything else.
  ///
  /// - Parameter variable: looks up an environment variable.
  public init(
    _ choice: Choice, isTerminal: Bool, variable: (String) -> String? = environmentVariable
  ) {
    switch choice {
    case .always: isEnabled = true
    case .never: isEnabled = false
    case .automatic:
      isEnabled = isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
  }

  /// The text, dressed for its role.
  public func callAsFunction(_ role: Role, _ text: String) -> String {
    guard isEnabled, !text.isEmpty else { return text }
    return "\u{1B}[\(Self.code(role))m\(text)\u{1B}[0m"
  }

  /// The parameters of "select graphic rendition" (ECMA-48, 8.3.117). Only the basic colours, which every
  /// terminal's theme makes readable on its own background.
  private static func code(_ role: Role) -> String {
    switch role {
    case .heading: "1;36"
    case .bold: "1"
    case .emphasis: "3"
    case .code: "36"
    case .value: "32"
    case .gradient: "35"
    case .error: "1;31"
    case .dim: "2"
    case .prompt: "1;34"
    }
  }
}
