import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A program in which Gradwalk and PyTorch once differed, and what PyTorch 2.15 makes of it. `Tests/pytorch_reference.py`
/// writes the latter.
struct FoundProgram: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let folder = Bundle.module.resourceURL?.appending(path: "Fixtures/found")

  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "")) ?? [])
    .filter { $0.hasSuffix(".py") }.map { FoundProgram(name: String($0.dropLast(3))) }
    .sorted { $0.name < $1.name }

  private func data(_ ending: String) throws -> Data {
    try Data(contentsOf: #require(FoundProgram.folder).appending(path: name + ending))
  }

  /// Where the program's fate here is not PyTorch's.
  func differences(_ engine: Engine) throws -> [String] {
    let text = String(decoding: try data(".py"), as: UTF8.self)
    let expected = try #require(JSONSerialization.jsonObject(with: data(".json")) as? [String: Any])
    var start = Machine()
    start.engine = engine
    (start.limits.steps, start.limits.elements) = (10_000_000, 10_000_000)
    let execution = Execution(text, on: start)
    if let error = expected["error"] as? [String: Any] {
      guard execution.error != nil else { return ["PyTorch refuses it in line \(error["line"] ?? "?")"] }
      let line = execution.errorLine
      return line == error["line"] as? Int
        ? [] : ["stops in line \(line ?? 0), not in \(error["line"] ?? "?")"]
    }
    if let error = execution.error {
      return ["stops in line \(execution.errorLine ?? 0): \(error.message)"]
    }
    return try differences(expected, execution, OracleReport(program: text))
  }

  private func differences(_ expected: [String: Any], _ execution: Execution, _ report: OracleReport) throws
    -> [String]
  {
    let output = try #require(expected["output"] as? [String])
    var found = report.difference(lines: execution.lines, output).map { [$0] } ?? []
    let values = execution.machine.variablesAndParameters
    let variables = try #require(expected["variables"] as? [String: [String: Any]])
    for (name, entry) in variables.sorted(by: { $0.key < $1.key }) {
      if let value = values.first(where: { $0.name == name })?.value {
        found += report.differences(name, entry, execution.machine.inspect(value))
      } else {
        found.append("\(name) is missing")
      }
    }
    return found
  }
}

@Suite("Programs in which Gradwalk and PyTorch once differed")
struct FoundProgramTests {
  @Test("are all there")
  func everyProgramIsThere() {
    #expect(FoundProgram.all.count >= 158)
    let names = Set(FoundProgram.all.map(\.name))
    #expect(FoundProgramTests.excepted.filter { !names.contains($0) }.isEmpty)
  }

  @Test(
    "give PyTorch's values, gradients, types and lines, or are refused where PyTorch refuses",
    arguments: FoundProgram.all.filter { !excepted.contains($0.name) }, [Engine.scalar, .tensor])
  func agreesWithPyTorch(_ program: FoundProgram, engine: Engine) throws {
    #expect(try program.differences(engine).isEmpty)
  }

  @Test(
    "and the others still differ: whoever mends one strikes it off its list",
    arguments: FoundProgram.all.filter { excepted.contains($0.name) && !crashing.contains($0.name) })
  func stillDiffers(_ program: FoundProgram) throws {
    #expect(
      try !program.differences(.scalar).isEmpty || !program.differences(.tensor).isEmpty,
      "\(program.name) agrees with PyTorch now: strike it off its list")
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  static let excepted = Set(waiting.keys).union(differing).union(crashing)

  /// Programs that need what is not here yet, and what that is.
  static let waiting: [String: String] = [
    "custom_function": "torch.autograd.Function",
    "dtype_int": "integers of 32 bits",
    "generator_argument": "random streams as PyTorch's",
    "lazy_layers": "layers that find their own size",
    "lstm_gru": "LSTM and GRU",
    "numpy_round_trip": "numpy",
    "plot_import": "try, and matplotlib",
    "random_module": "the modules random and time",
    "read_text": "files of text, and sets",
    "save_and_load": "torch.save",
    "second_derivative": "derivatives of derivatives",
    "star_star": "keywords in a dict",
    "variable_import": "torch.autograd.Variable",
  ]

  /// Programs that are to be mended.
  static let differing = words(
    """
    abs_bool activation_of_integers adam_decoupled all_dim and_integers any_dim arange_step_keyword
    argmax_bool assign_into_bool_tensor autograd_grad avgpool_module_divisor bce_integer_target
    bce_target_range bool_floor_division bool_times_in_place cat_of_a_tensor cat_with_empty
    chunk_split_unbind clamp_int_with_float_bound clamp_tensor_bound clamp_tensor_bounds_grad
    class_of_tensor conv2d_padding_mode copy_cuts_the_graph_grad_none copy_float_into_integer
    cosine_similarity_broadcast_shape cosine_similarity_rank cross_entropy_full_positional
    cross_entropy_probs_weight_3d cross_entropy_weight_smoothing_4d cumsum_dtype
    data_assignment_changes_old_views data_assignment_keeps_dtype device_attribute dict_popitem elu_inplace
    elu_of_integers embedding_scale_grad_by_freq empty_bool entry_of_result expand_retain_grad eye_dtype
    factory_keywords fill_bool_tensor flatten_of_vector_is_a_new_tensor float_index_put_into_integers
    float_into_int_tensor_by_mask float_into_integer_tensor floor_division_requires_grad grad_fn_name
    hardtanh_min_above_max hinge_embedding_tie_gradient huber_integer_target_backward index_by_range
    index_list_of_bools_2d inplace_all_constant_then_backward inplace_on_detach_of_result
    inplace_on_view_of_result inplace_under_no_grad_seen_by_view int_slice_index_list_shape
    int_slice_index_tensor_shape int_slice_mask_assignment integer_to_negative_power leaky_relu_inplace
    linear_vector_weight_matrix_input list_of_bools_as_index list_of_bools_assignment
    list_times_integer_tensor loader_keyword log_softmax_dtype_ignored logsumexp_bool logsumexp_without_dim
    loop_else mT_of_vector mT_rank3 main_guard margin_ranking_ranks mask_of_scalar max_of_bools
    maximum_with_number maxpool_module_return_indices micrograd_counts micrograd_parents
    micrograd_regularize minus_zero_loss module_float_keeps_double_grad multi_margin_vector_none_shape
    multi_margin_weight nll_all_ignored_grad nll_loss_3d nonlocal_counter norm_inf_of_empty norm_minus_inf
    norm_p0 normal_negative_std not_on_integers number_in_a_tensor ones_like_dtype pad_circular
    pad_replicate permute_without_dims prelu_channels_3d prelu_vector_input print_two_groups prod_two_dims
    randn_dtype relu_inplace saved_value_changed scatter_one_hot set_grad_enabled_ignored setitem_on_result
    shape_numel shape_slice silu_inplace silu_of_integers softmax_dtype_positional softmax_of_integers sort
    state_dict_printed state_dict_type std_unbiased_and_correction t_of_rank4 target_two_columns
    tensor_of_range tensor_type torch_cosine_similarity type_cast type_of_module uniform_bounds_swapped
    var_correction_above_n_grad version_check where_condition_of_floats where_method where_one_argument
    wrap_before_requires_grad wrap_before_requires_grad_long xor zeros_like_dtype
    """)

  /// Programs that end the process, and so cannot be tried here.
  static let crashing = words(
    """
    assign_by_a_list_of_nan flip_scalar index_by_a_list_of_1e19 repeat_huge
    """)
}
