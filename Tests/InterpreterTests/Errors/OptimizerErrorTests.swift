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
    → 1:1 a method cannot be gone through in a loop

    SGD([1.0], lr=0.1)
    → 1:1 an optimizer changes tensors, not the number 1.0 | pass model.parameters() or [w, b]

    SGD([tensor(1.0) * param(1.0)], lr=0.1)
    → 1:1 an optimizer changes parameters, and this tensor is a result | pass what it was calculated from

    SGD(3, lr=0.1)
    → 1:1 an optimizer takes a list of parameters, not the number 3 | pass model.parameters()

    SGD([param(1.0)], lr=-0.1)
    → 1:1 'lr' cannot be below 0, and -0.1 is | lr=0.1 has the other sign

    SGD([param(1.0)], lr='a')
    → 1:1 'lr' must be a number, not a string | lr=0.5 is one that fits

    SGD([param(1.0)], learning_rate=0.1)
    → 1:19 SGD() has no parameter 'learning_rate' | its parameters: params, lr=…, momentum=…, dampening=…, weight_decay=…, nesterov=…, maximize=…, foreach=…, differentiable=…, fused=…

    SGD([param(1.0)], lr=0.1, momentun=0.9)
    → 1:27 SGD() has no parameter 'momentun' | did you mean 'momentum'?

    SGD([param(1.0)], lr=0.1, nesterov=True)
    → 1:1 Nesterov's momentum needs a momentum above 0 and no dampening | momentum=0.9 is usual

    SGD([param(1.0)], lr=0.1).setp()
    → 1:27 an SGD has no 'setp' | did you mean '.step'?

    SGD([param(1.0)], lr=0.1).zero_grads()
    → 1:27 an SGD has no 'zero_grads' | did you mean '.zero_grad'?

    SGD([param(1.0)], lr=0.1).lr
    → 1:27 an SGD has no 'lr' | settings stand in .param_groups[0]["lr"]

    SGD([{'param': [param(1.0)]}], lr=0.1)
    → 1:1 a group of parameters has no entry "params" | write {"params": [...], "lr": ...}

    SGD([{'params': [param(1.0)]}, 3], lr=0.1)
    → 1:1 a group is a dict with "params", not the number 3 | write {"params": [...], "lr": ...}, for all parameters or for none

    SGD([{'params': [param(1.0)], 'momentun': 2}], lr=0.1)
    → 1:1 SGD() has no setting 'momentun' for a group | did you mean 'momentum'?

    p = param(1.0)
    SGD([{'params': [p]}, {'params': [p]}], lr=0.1)
    → 2:1 a parameter stands in more than one group | list each parameter once

    SGD([param(1.0)], lr=0.1).step(1, 2)
    → 1:1 step() takes 1 argument, but 2 were given | its parameters: closure=…

    Adam([param(1.0)], betas=0.9)
    → 1:1 betas are two numbers, not the number 0.9 | betas=(0.9, 0.999)

    Adam([param(1.0)], betas=(0.9, 1.5))
    → 1:1 both betas lie between 0 and 1, 1 itself left out: not (0.9, 1.5) | betas=(0.9, 0.999)

    Adam([param(1.0)], betas=(0.9,))
    → 1:1 betas are two numbers, not a tuple | betas=(0.9, 0.999)

    Adam([param(1.0)], eps=-1)
    → 1:1 'eps' cannot be below 0, and -1.0 is | eps=1.0 has the other sign

    Adadelta([param(1.0)], rho=2)
    → 1:1 rho lies between 0 and 1, not at 2 | 0.9 is usual

    RMSprop([param(1.0)], alpha=-1)
    → 1:1 'alpha' cannot be below 0, and -1.0 is | alpha=1.0 has the other sign

    Adagrad([param(1.0)], lr_decay=-1)
    → 1:1 'lr_decay' cannot be below 0, and -1.0 is | lr_decay=1.0 has the other sign

    LBFGS([param(1.0)], line_search_fn='x')
    → 1:1 line_search_fn is None or 'strong_wolfe', not 'x' | leave it out, or write line_search_fn='strong_wolfe'

    LBFGS([param(1.0)]).step()
    → 1:1 LBFGS calculates the loss several times in a step | pass a function: opt.step(closure), where closure() calls backward() and returns the loss

    LBFGS([{'params': [param(1.0)]}, {'params': [param(2.0)]}])
    → 1:1 LBFGS takes one group of parameters | put all parameters into one list

    LBFGS([param(1.0)], max_iter=0)
    → 1:1 'max_iter' must be at least 1, and 0 is less | max_iter=1 is one that fits

    o = SGD([param(1.0)], lr=0.1)
    o.load_state_dict({'state': {}, 'param_groups': []})
    → 2:1 the state is of an optimizer with other groups of parameters | the numbers of their parameters are [] there and [1] here

    o = SGD([param(1.0)], lr=0.1)
    o.load_state_dict(3)
    → 2:1 the state of an optimizer is a dict with "state" and "param_groups", not the number 3 | opt.state_dict() gives one

    StepLR(3, 10)
    → 1:1 a schedule changes the rate of an optimizer, not of the number 3 | pass the optimizer first

    StepLR(SGD([param(1.0)], lr=0.1))
    → 1:1 StepLR() needs a value for 'step_size' | its parameters: optimizer, step_size, gamma=…, last_epoch=…

    StepLR(SGD([param(1.0)], lr=0.1), 0)
    → 1:1 'step_size' must be at least 1, and 0 is less | step_size=1 is one that fits

    MultiStepLR(SGD([param(1.0)], lr=0.1), 30)
    → 1:1 milestones is a list of epochs, not the number 30 | MultiStepLR(opt, [30, 80])

    LinearLR(SGD([param(1.0)], lr=0.1), start_factor=2.0)
    → 1:1 start_factor lies above 0 and up to 1, end_factor between 0 and 1 | they are 2.0 and 1.0

    LambdaLR(SGD([param(1.0)], lr=0.1), [lambda e: 1, lambda e: 2])
    → 1:1 one function for each group of parameters is needed: 1, not 2 | a single function counts for all groups

    LambdaLR(SGD([param(1.0)], lr=0.1), 3)
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    CosineAnnealingLR(SGD([param(1.0)], lr=0.1), 0)
    → 1:1 'T_max' must be at least 1, and 0 is less | T_max=1 is one that fits

    ExponentialLR(SGD([param(1.0)], lr=0.1), 'a')
    → 1:1 'gamma' must be a number, not a string | gamma=0.5 is one that fits

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), factor=2.0)
    → 1:1 factor lies below 1, not at 2.0: the rate is to fall | factor=0.1 is usual

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), mode='x')
    → 1:1 mode is 'min' or 'max', not 'x' | a loss is to become small: 'min'

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), threshold_mode='x')
    → 1:1 threshold_mode is 'rel' or 'abs', not 'x' | 'rel' counts the threshold in shares of the best metric

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1), min_lr=[1, 2])
    → 1:1 min_lr needs one rate for each group of parameters: 1, not 2 | a single number counts for all groups

    ReduceLROnPlateau(SGD([param(1.0)], lr=0.1)).step()
    → 1:1 step() needs a value for 'metrics' | its parameters: metrics, epoch=…

    ReduceLROnPlateau(3)
    → 1:1 a schedule changes the rate of an optimizer, not of the number 3 | pass the optimizer first

    ConstantLR(SGD([param(1.0)], lr=0.1), factor=2)
    → 1:1 factor lies between 0 and 1, not at 2 | the rate begins at factor times the optimizer's
    """#
}
