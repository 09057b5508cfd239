/// Something that can be drawn, in the terminal or into a file.
public protocol Picture {
  /// Lines of text, none of them wider than asked for (from 40 columns on), with a sentence or more below.
  func lines(width: Int, look: Look, style: NumberStyle) -> [PictureLine]

  /// What is to be seen, in words.
  func summary(_ style: NumberStyle) -> [String]

  /// A document of its own in Scalable Vector Graphics 1.1.
  func svg(style: NumberStyle) -> String
}

extension Picture {
  /// The sentences, broken to a width.
  public func summaryLines(width: Int, look: Look, style: NumberStyle) -> [PictureLine] {
    summary(style).flatMap { sentences($0, width: width, look) }
  }
}
