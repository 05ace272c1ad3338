/// Whether the work under way is still wanted.
///
/// A procedure that may take long asks now and then (``isDue``), and where the work is not wanted any more it
/// gives up in the way in which it gives up on what is too hard for it: with an error, with nil, or with an
/// enclosure that says nothing. So nothing that was interrupted is ever false; it may say less than it could.
package final class Interruption: Sendable {
  /// What may end the work of this thread; nil where nothing does.
  @TaskLocal package static var current: Interruption?

  private let condition: @Sendable () -> Bool

  /// Work under it ends when `condition` is true, and this stays true.
  package init(when condition: @escaping @Sendable () -> Bool) { self.condition = condition }

  /// Whether the procedure that asks is to give up.
  package static var isDue: Bool { current?.condition() ?? false }
}
