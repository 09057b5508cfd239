import Testing

@Suite("Errors of optimizers and schedules")
struct OptimizerErrorTests {
  @Test("say what they change", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    SGD([])
    → 1:1 the optimizer was given no parameters | pass model.parameters() or a list of tensors

    SGD([], lr=0.1)
    → 1:1 the optimizer was given no parameters | pass model.parameters() or a list of tensors

    SGD(param(1.0), lr=0.1)
    → 1:1 an optimizer takes a list of parameters, not a tensor of shape [] | put it into brackets: [w]

    SGD(Linear(2, 1), lr=0.1)
    → 1:1 an optimizer takes a model's parameters, not the model | write model.parameters()

    SGD(Linear(2, 1).parameters, lr=0.1)
    → 1:1 a method cannot be gone through in a loop | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([1.0], lr=0.1)
    → 1:1 an optimizer changes tensors, not the number 1.0 | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([tensor(1.0) * param(1.0)], lr=0.1)
    → 1:1 an optimizer changes parameters, and this tensor is a result | pass what it was calculated from

    SGD(3, lr=0.1)
    → 1:1 an optimizer takes a list of parameters, not the number 3 | pass model.parameters()

    SGD([param(1.0)], lr=-0.1)
    → 1:1 'lr' cannot be below 0, and -0.1 is | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([param(1.0)], lr='a')
    → 1:1 'lr' must be a number, not a string | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([param(1.0)], learning_rate=0.1)
    → 1:19 SGD() has no parameter 'learning_rate' | its parameters: params, lr=…, momentum=…, dampening=…, weight_decay=…, nesterov=…, maximize=…

    SGD([param(1.0)], lr=0.1, momentun=0.9)
    → 1:27 SGD() has no parameter 'momentun' | did you mean 'momentum'?

    SGD([param(1.0)], lr=0.1, nesterov=True)
    → 1:1 Nesterov's momentum needs a momentum above 0 and no dampening | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([param(1.0)], lr=0.1).setp()
    → 1:27 an SGD has no 'setp' | did you mean '.step'?

    SGD([param(1.0)], lr=0.1).zero_grads()
    → 1:27 an SGD has no 'zero_grads' | did you mean '.zero_grad'?

    SGD([param(1.0)], lr=0.1).lr
    → 1:27 an SGD has no 'lr' | settings stand in .param_groups[0]["lr"]

    SGD([{'param': [param(1.0)]}], lr=0.1)
    → 1:1 a group of parameters has no entry "params" | write {"params": [...], "lr": ...}

    SGD([{'params': [param(1.0)]}, 3], lr=0.1)
    → 1:1 a group is a dict with "params", not the number 3 | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([{'params': [param(1.0)], 'l': 2}], lr=0.1)
    → 1:1 SGD() has no setting 'l' for a group | it has lr, momentum, dampening, weight_decay, nesterov, maximize, foreach, differentiable, fused

    p = param(1.0)
    SGD([{'params': [p]}, {'params': [p]}], lr=0.1)
    → 2:1 a parameter stands in more than one group | it is SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)

    SGD([param(1.0)], lr=0.1).step(1, 2)
    → 1:1 step() takes 1 argument, but 2 were given | its parameters: closure=…

    Adam([param(1.0)], betas=0.9)
    → 1:1 betas are two numbers, not the number 0.9 | betas=(0.9, 0.999)

    Adam([param(1.0)], betas=(0.9, 1.5))
    → 1:1 both betas lie between 0 and 1, 1 itself left out: not (0.9, 1.5) | it is Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False)

    Adam([param(1.0)], betas=(0.9,))
    → 1:1 betas are two numbers, not a tuple | betas=(0.9, 0.999)

    Adam([param(1.0)], eps=-1)
    → 1:1 'eps' cannot be below 0, and -1.0 is | it is Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False)

    Adadelta([param(1.0)], rho=2)
    → 1:1 rho lies between 0 and 1, not at 2 | it is Adadelta(params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0)

    RMSprop([param(1.0)], alpha=-1)
    → 1:1 'alpha' cannot be below 0, and -1.0 is | it is RMSprop(params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False)

    Adagrad([param(1.0)], lr_decay=-1)
    → 1:1 'lr_decay' cannot be below 0, and -1.0 is | it is Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10)

    LBFGS([param(1.0)], line_search_fn='x')
    → 1:1 line_search_fn is None or 'strong_wolfe', not 'x' | it is LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None)

    LBFGS([param(1.0)]).step()
    → 1:1 LBFGS calculates the loss several times in a step | pass a function: opt.step(closure), where closure() calls backward() and returns the loss

    LBFGS([{'params': [param(1.0)]}, {'params': [param(2.0)]}])
    → 1:1 LBFGS takes one group of parameters | it is LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None)

    LBFGS([param(1.0)], max_iter=0)
    → 1:1 'max_iter' must be at least 1, and 0 is less | it is LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None)

    o = SGD([param(1.0)], lr=0.1)
    o.load_state_dict({'state': {}, 'param_groups': []})
    → 2:1 the state is of an optimizer with other groups of parameters | help(Optimizer) tells what it is for

    o = SGD([param(1.0)], lr=0.1)
    o.load_state_dict(3)
    → 2:1 the state of an optimizer is a dict with "param_groups", not the number 3 | opt.state_dict() gives one

    StepLR(3, 10)
    → 1:1 a schedule changes the rate of an optimizer, not of this | pass the optimizer first

    StepLR(SGD([param(1.0)], lr=0.1))
    → 1:1 StepLR() needs a value for 'step_size' | its parameters: optimizer, step_size, gamma=…, last_epoch=…

    StepLR(SGD([param(1.0)], lr=0.1), 0)
    → 1:1 'step_size' must be at least 1, and 0 is less | it is StepLR(optimizer, step_size, gamma=0.1)

    MultiStepLR(SGD([param(1.0)], lr=0.1), 30)
    → 1:1 milestones is a list of epochs, not the number 30 | MultiStepLR(opt, [30, 80])

    LinearLR(SGD([param(1.0)], lr=0.1), start_factor=2.0)
    → 1:1 start_factor lies above 0 and up to 1, end_factor between 0 and 1 | it is LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5)

    LambdaLR(SGD([param(1.0)], lr=0.1), [lambda e: 1, lambda e: 2])
    → 1:1 one function for each group of parameters is needed: 1, not 2 | it is LambdaLR(optimizer, lr_lambda)

    LambdaLR(SGD([param(1.0)], lr=0.1), 3)
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    CosineAnnealingLR(SGD([param(1.0)], lr=0.1), 0)
    → 1:1 'T_max' must be at least 1, and 0 is less | it is CosineAnnealingLR(optimizer, T_max, eta_min=0.0)

    ExponentialLR(SGD([param(1.0)], lr=0.1), 'a')
    → 1:1 'gamma' must be a number, not a string | it is ExponentialLR(optimizer, gamma)

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), factor=2.0)
    → 1:1 factor lies below 1: the rate is to fall | it is ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), mode='x')
    → 1:1 mode is 'min' or 'max', not 'x' | it is ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), threshold_mode='x')
    → 1:1 threshold_mode is 'rel' or 'abs', not 'x' | it is ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), min_lr=[1, 2])
    → 1:1 min_lr needs one rate for each group of parameters: 1, not 2 | it is ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1)).step()
    → 1:1 step() needs a value for 'metrics' | its parameters: metrics, epoch=…

    ReduceLROnPlateau(3)
    → 1:1 a schedule changes the rate of an optimizer, not of this | pass the optimizer first

    ConstantLR(SGD([param(1.0)], lr=0.1), factor=2)
    → 1:1 factor lies between 0 and 1, not at 2 | it is ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5)
    """#
}
