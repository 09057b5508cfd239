y = torch.flip(tensor(1.0), [0])
tensor(1.0).flip(0)
