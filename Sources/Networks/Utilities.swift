extension LibraryPart {
  /// What is done to all parameters of a model together.
  static let utilities = LibraryPart(
    "parameter utilities", .utilities,
    #"""
    def _listed(parameters):
        return [parameters] if isinstance(parameters, Tensor) else list(parameters)

    def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
        """clip_grad_norm_(parameters, max_norm, norm_type=2.0)
        Scales the gradients, taken as one vector, back to length max_norm where they are longer; gives the length
        they had. Pascanu, Mikolov & Bengio 2013."""
        number(max_norm, "max_norm", 0), number(norm_type, "norm_type", 0)
        gradients = [p.grad for p in _listed(parameters) if p.grad is not None]
        if len(gradients) == 0:
            return tensor(0.0)
        with no_grad():
            lengths = stack([g.norm(norm_type) for g in gradients])
            length = lengths.norm(norm_type)
            if error_if_nonfinite and not math.isfinite(length.item()):
                fail(f"the gradients together have length {length.item()}", "error_if_nonfinite=False lets them pass")
            share = (max_norm / (length + 0.000001)).clamp(max=1.0)
            for g in gradients:
                g.mul_(share)
        return length

    def clip_grad_value_(parameters, clip_value, foreach=None):
        """clip_grad_value_(parameters, clip_value)
        Cuts every entry of the gradients off at ±clip_value."""
        number(clip_value, "clip_value", 0)
        with no_grad():
            for p in _listed(parameters):
                if p.grad is not None:
                    p.grad.clamp_(-clip_value, clip_value)

    def parameters_to_vector(parameters):
        """parameters_to_vector(parameters)
        All parameters behind one another, as one vector."""
        return cat([p.reshape(-1) for p in parameters])

    def vector_to_parameters(vec, parameters):
        """vector_to_parameters(vec, parameters)
        Puts the entries of a vector into the parameters, one after the other."""
        start, parameters = 0, list(parameters)
        wanted = sum([p.numel() for p in parameters])
        if not isinstance(vec, Tensor) or vec.numel() < wanted:
            fail(f"the parameters have {wanted} entries together, and this is {describe(vec)}",
                 "parameters_to_vector(parameters) gives a vector of all of them")
        for p in parameters:
            p.data = vec[start:start + p.numel()].reshape(p.shape).detach().clone()
            start += p.numel()
    """#)
}
