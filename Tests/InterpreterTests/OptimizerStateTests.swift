import Testing

@testable import Interpreter
@testable import Language

/// What optimizers and schedules keep and print, as PyTorch 2.15 does with float64 as its default.
@Suite("States of optimizers and schedules")
struct OptimizerStateTests {
  private static let start = """
    import torch
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    v = torch.tensor([1.0], requires_grad=True)

    """
  private static let step = "(w ** 2).sum().backward()\nopt.step()\n"

  @Test(
    "begin when PyTorch's do, with its names and order",
    arguments: [
      ("SGD([w], lr=0.1)", "{}"),
      ("SGD([w], lr=0.1, momentum=0.9)", "{0: {'momentum_buffer': tensor([2., 4.])}}"),
      ("Adagrad([w])", "{0: {'step': tensor(1.), 'sum': tensor([ 4., 16.])}}"),
      (
        "Adadelta([w])",
        "{0: {'step': tensor(1.), 'square_avg': tensor([0.4000, 1.6000]), 'acc_delta': tensor([1.0000e-06, 1.0000e-06])}}"
      ),
      ("RMSprop([w])", "{0: {'step': tensor(1.), 'square_avg': tensor([0.0400, 0.1600])}}"),
      (
        "RMSprop([w], momentum=0.9, centered=True)",
        "{0: {'step': tensor(1.), 'square_avg': tensor([0.0400, 0.1600]), 'momentum_buffer': tensor([10.0504, 10.0504]), 'grad_avg': tensor([0.0200, 0.0400])}}"
      ),
      (
        "Adam([w], amsgrad=True)",
        "{0: {'step': tensor(1.), 'exp_avg': tensor([0.2000, 0.4000]), 'exp_avg_sq': tensor([0.0040, 0.0160]), 'max_exp_avg_sq': tensor([0.0040, 0.0160])}}"
      ),
    ])
  func states(_ optimizer: String, _ wanted: String) throws {
    let text =
      OptimizerStateTests.start + "opt = torch.optim.\(optimizer)\n" + OptimizerStateTests.step
      + "print(opt.state_dict()['state'])"
    #expect(try printed(text) == [wanted])
  }

  @Test(
    "list the settings of a group as PyTorch does",
    arguments: [
      (
        "Adam([w], foreach=False)",
        "['lr', 'betas', 'eps', 'weight_decay', 'amsgrad', 'maximize', 'foreach', 'capturable', 'differentiable', 'fused', 'decoupled_weight_decay', 'params']"
      ),
      (
        "Adagrad([w])",
        "['lr', 'lr_decay', 'eps', 'weight_decay', 'initial_accumulator_value', 'foreach', 'maximize', 'differentiable', 'fused', 'params']"
      ),
      (
        "RMSprop([w])",
        "['lr', 'momentum', 'alpha', 'eps', 'centered', 'weight_decay', 'capturable', 'foreach', 'maximize', 'differentiable', 'params']"
      ),
      (
        "LBFGS([w])",
        "['lr', 'max_iter', 'max_eval', 'tolerance_grad', 'tolerance_change', 'history_size', 'line_search_fn', 'maximize', 'params']"
      ),
    ])
  func settings(_ optimizer: String, _ wanted: String) throws {
    let text =
      OptimizerStateTests.start
      + "opt = torch.optim.\(optimizer)\nprint(list(opt.state_dict()['param_groups'][0]))"
    #expect(try printed(text) == [wanted])
  }

  @Test("an optimizer of two groups prints them with an empty line between")
  func twoGroups() throws {
    let text =
      OptimizerStateTests.start
      + "print(torch.optim.SGD([{'params': [w]}, {'params': [v], 'lr': 0.5}], lr=0.1))"
    let lines = try printed(text)
    #expect(lines.count == 23)
    #expect(lines[11] == "")
    #expect(lines[12] == "Parameter Group 1")
    #expect(lines[17] == "    lr: 0.5")
  }

  @Test(
    "a training that is stopped, kept and taken up again ends where one in one go ends",
    arguments: [
      "SGD(ps, lr=0.1, momentum=0.9)", "Adagrad(ps)", "Adadelta(ps)",
      "RMSprop(ps, momentum=0.5, centered=True)",
      "Adam(ps, amsgrad=True)", "AdamW(ps)", "LBFGS(ps, lr=0.1, max_iter=3)",
    ])
  func resumed(_ optimizer: String) throws {
    let text = """
      import torch
      from torch.optim import *
      def run(stops):
          w = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)
          ps = [w]
          opt = \(optimizer)
          def closure():
              opt.zero_grad()
              loss = ((w * w - 2) ** 2).sum()
              loss.backward()
              return loss
          for i in range(6):
              if stops and i == 3:
                  kept = opt.state_dict()
                  opt = \(optimizer)
                  opt.load_state_dict(kept)
              opt.step(closure)
          return w
      print((run(True) == run(False)).all().item())
      """
    #expect(
      try printed(
        text.replacing(
          "from torch.optim import *",
          with: "from torch.optim import SGD, Adagrad, Adadelta, RMSprop, Adam, AdamW, LBFGS")) == ["True"])
  }

  @Test("Adam with decoupled weight decay is AdamW, and maximizing goes up")
  func decoupled() throws {
    let text = """
      import torch
      a = torch.tensor([1.0, 2.0], requires_grad=True)
      b = torch.tensor([1.0, 2.0], requires_grad=True)
      o = torch.optim.Adam([a], lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
      p = torch.optim.AdamW([b], lr=0.1, weight_decay=0.1)
      for i in range(3):
          for w, opt in [(a, o), (b, p)]:
              opt.zero_grad()
              (w ** 3).sum().backward()
              opt.step()
      print((a == b).all().item())
      c = torch.tensor([1.0], requires_grad=True)
      q = torch.optim.LBFGS([c], max_iter=20, maximize=True)
      def closure():
          q.zero_grad()
          loss = -(c - 3) ** 2
          loss.sum().backward()
          return loss.sum()
      q.step(closure)
      print(round(c.item(), 6))
      """
    #expect(try printed(text) == ["True", "3.0"])
  }

  @Test(
    "schedules take an epoch by its closed form, and keep what PyTorch keeps",
    arguments: [
      (
        "StepLR(opt, 3)",
        "{'step_size': 3, 'gamma': 0.1, 'base_lrs': [0.5], 'last_epoch': 0, '_step_count': 1, '_is_initial': False, '_get_lr_called_within_step': False, '_last_lr': [0.5]}",
        "0.005"
      ),
      (
        "ExponentialLR(opt, 0.5)",
        "{'gamma': 0.5, 'base_lrs': [0.5], 'last_epoch': 0, '_step_count': 1, '_is_initial': False, '_get_lr_called_within_step': False, '_last_lr': [0.5]}",
        "0.003906"
      ),
      (
        "LambdaLR(opt, lambda e: 0.5 ** e)",
        "{'base_lrs': [0.5], 'last_epoch': 0, '_step_count': 1, '_is_initial': False, '_get_lr_called_within_step': False, '_last_lr': [0.5], 'lr_lambdas': [None]}",
        "0.003906"
      ),
      (
        "CosineAnnealingWarmRestarts(opt, 5)",
        "{'T_0': 5, 'T_i': 5, 'T_mult': 1, 'eta_min': 0.0, 'T_cur': 0, 'base_lrs': [0.5], 'last_epoch': 0, '_step_count': 0, '_is_initial': False, '_get_lr_called_within_step': False, '_last_lr': [0.5]}",
        "0.327254"
      ),
    ])
  func schedules(_ schedule: String, _ state: String, _ rate: String) throws {
    let text =
      OptimizerStateTests.start
      + "opt = torch.optim.SGD([w], lr=0.5)\ns = torch.optim.lr_scheduler.\(schedule)\nprint(s.state_dict())\nopt.step()\ns.step(7)\nprint(round(s.get_last_lr()[0], 6))"
    #expect(try printed(text) == [state, rate])
  }
}
